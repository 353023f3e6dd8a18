/** What a command may touch besides files: two streams, a person, the clock. Tests hand in their own. */
export interface Io {
  /** Standard output: results. Fulfilled once it was taken; a writer of much output waits for that. */
  out(text: string): Promise<void>;
  /** Standard error: errors, hints, warnings. */
  err(text: string): void;
  /** Whether a person reads `out`; secrets are shown only then. */
  readonly isTerminal: boolean;
  /** Asks for a secret without echo; `null` where nobody can be asked. */
  askSecret(question: string): Promise<string | null>;
  /** The UTC day, `YYYY-MM-DD`. */
  today(): string;
}
