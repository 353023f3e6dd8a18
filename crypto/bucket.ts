/** Smallest payload, 64 KiB: practically every report without files has this one size. */
export const smallestBucket = 65_536;
/** Up to here (1 MiB) buckets are powers of two, above it they follow Padmé. */
export const largestPowerBucket = 1_048_576;

/**
 * The padded size of a payload: 64 KiB at least, up to 1 MiB the next power of two, above that Padmé, which keeps
 * the top ⌊log2 ⌊log2 L⌋⌋ + 1 bits after the first of a length L and so adds at most 12 %.
 * Source: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files", PETS 2019, section 4.
 */
export function bucketOf(length: number): number {
  if (length <= smallestBucket) return smallestBucket;
  const exponent = Math.floor(Math.log2(length));
  if (length <= largestPowerBucket) return 2 ** exponent === length ? length : 2 ** (exponent + 1);
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - kept);
  return Math.ceil(length / step) * step;
}

/** The next power of two: padding that says even less of a size, where somebody wants it. It is a bucket as well. */
export const nextPower = (length: number): number => Math.max(smallestBucket, 2 ** Math.ceil(Math.log2(length)));

/** Whether a length is one that `bucketOf` gives. */
export function isBucket(length: number): boolean {
  return Number.isSafeInteger(length) && length >= smallestBucket && bucketOf(length) === length;
}
