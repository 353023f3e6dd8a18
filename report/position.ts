/** Largest number of a repeated item that is read; more than any group may have, so that too many is an error. */
export const largestPosition = 999;

/** Where a control of a repeated thing stands. */
export interface Position {
  /** Number of the thing on the page, from 0 to `largestPosition`. */
  readonly number: number;
  /** What the name says after the number: `party`, `mandateStart.year`. */
  readonly key: string;
}

const shape = /^(0|[1-9]\d{0,2})\.(.+)$/s;

/**
 * Reads the number of a repeated thing in a control's name, `mps.3.party`; the only place that does. `null` for a name
 * of another group, and for one that no page of ours writes: a leading zero, a sign, more than three digits.
 * @param group a repeated group of answers, or `files`.
 */
export function positionIn(group: string, name: string): Position | null {
  // A body of thousands of names is asked for each group: most names are passed by without a copy.
  if (name[group.length] !== '.' || !name.startsWith(group)) return null;
  const [, number, key] = shape.exec(name.slice(group.length + 1)) ?? [];
  return number === undefined || key === undefined ? null : { number: Number(number), key };
}

/** Reads a number of blocks that a page says to have; 0 for anything that is no number up to `largestPosition`. */
export function blockCount(text: string): number {
  return /^\d{1,3}$/.test(text) ? Number(text) : 0;
}
