import { latin1 } from './scanner.ts';

export type PictureFormat = 'jpeg' | 'png' | 'webp';

/** As many bytes of a file as its format is judged by. */
export const firstBytes = 12;

export const pngSignature = '\x89PNG\r\n\x1a\n';

/**
 * The format of a picture that can be cleaned, by its first bytes, as browsers judge: neither name nor type says it.
 * `null` for everything else. @param first the first `firstBytes` of a file, or all that it has.
 */
export function formatOf(first: Uint8Array): PictureFormat | null {
  const text = latin1(first.subarray(0, firstBytes));
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (text.startsWith(pngSignature)) return 'png';
  return text.startsWith('RIFF') && text.startsWith('WEBP', 8) ? 'webp' : null;
}

/**
 * What happens to a file's hidden data by default: it is removed where that is possible, else kept.
 */
export const usualHiddenData = (first: Uint8Array): 'removed' | 'kept' => (formatOf(first) ? 'removed' : 'kept');
