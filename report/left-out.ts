/** Why a piece of a list was left out: it names columns, stands over the list, counts its rows, or tells programs of it. */
export const leftOutReasons = ['header', 'title', 'marks', 'numbers', 'divider', 'columns'] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

export interface LeftOut {
  readonly reason: LeftOutReason;
  /** What was left out, the first twenty. */
  readonly texts: readonly string[];
}
