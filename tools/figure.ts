/** One figure, beside the best that the same machine could do in the same run. */
export interface Figure {
  readonly name: string;
  /** Median of the rounds. */
  readonly value: number;
  readonly unit: string;
  /** What the bare primitives give, or for memory what it grew from, in the same unit. */
  readonly ceiling: number;
  /** `value` over `ceiling`: 1 would be no work but the primitives. */
  readonly ratio: number;
  readonly target: number;
  /** What the target is of, and on which side of it that must stay. */
  readonly targetOf: 'value ≤' | 'ratio ≥' | 'ratio ≤';
  readonly met: boolean;
  readonly rounds: number;
  /** Largest less smallest round, in the same unit. */
  readonly spread: number;
}

type Told = Pick<Figure, 'name' | 'unit' | 'target' | 'targetOf'>;

/** A figure out of its rounds and those of its ceiling. */
export function figureOf(told: Told, values: readonly number[], ceilings: readonly number[]): Figure {
  const value = median(values);
  const ceiling = median(ceilings);
  const ratio = value / ceiling;
  const met = { 'value ≤': value <= told.target, 'ratio ≥': ratio >= told.target, 'ratio ≤': ratio <= told.target };
  return {
    ...told,
    value,
    ceiling,
    ratio,
    met: met[told.targetOf],
    rounds: values.length,
    spread: Math.max(...values) - Math.min(...values),
  };
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Runs rounds one after another, fewer once their time is up, but one at least. */
export async function inRounds<Result>(
  most: number,
  limitMs: number,
  round: () => Promise<Result>,
): Promise<readonly Result[]> {
  const end = performance.now() + limitMs;
  const results: Result[] = [];
  do results.push(await round());
  while (results.length < most && performance.now() < end);
  return results;
}
