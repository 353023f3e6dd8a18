/** One figure, beside the best that the same machine could do in the same run. */
export interface Figure {
  readonly name: string;
  /** Median of the rounds. */
  readonly value: number;
  readonly unit: string;
  /** What the bare primitives take, in the same unit. */
  readonly ceiling: number;
  /** `value` over `ceiling`: 1 would be no work but the primitives. */
  readonly ratio: number;
  /** What the value must not exceed. */
  readonly target: number;
  readonly met: boolean;
  readonly rounds: number;
  /** Largest less smallest round, in the same unit. */
  readonly spread: number;
}
