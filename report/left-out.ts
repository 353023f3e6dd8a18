/**
 * Why a piece of a list was left out: it names columns; stands over or under the list; is the sign, number or letter of a
 * line; is the number of a row; tells programs of the list; stands in a column that nothing is made of.
 */
export const leftOutReasons = ['header', 'title', 'marks', 'numbers', 'divider', 'columns'] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

export interface LeftOut {
  readonly reason: LeftOutReason;
  /** What was left out, the first twenty. */
  readonly texts: readonly string[];
}
