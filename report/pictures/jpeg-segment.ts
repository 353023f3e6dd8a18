/** A marker with what belongs to it: its parameters, and for a scan all entropy-coded data with restart markers. */
export interface Segment {
  /** The byte after 0xFF. Source: ITU-T T.81, table B.1. */
  readonly code: number;
  /** Place of the 0xFF right before the code. */
  readonly start: number;
  readonly end: number;
}
