/** The one place where random bytes are drawn: `length` bytes of the platform's CSPRNG. */
export function randomBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  // getRandomValues refuses more than 65,536 bytes a call; nothing here needs that many.
  crypto.getRandomValues(bytes);
  return bytes;
}

/** Where the writer takes its random bytes from; production code passes `randomBytes`, tests may pass a fixed one. */
export type Draw = (length: number) => Uint8Array;
