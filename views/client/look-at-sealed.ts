import {
  beginsLikeEnvelope,
  headerLength,
  isEnvelopeHeader,
  recipientsForLength,
} from '../../crypto/envelope-shape.ts';
import { blobSource } from './blob-source.ts';

/** Numbers of recipients that a keyring can have: which ones this site's had, only its server knows. */
const counts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/**
 * Looks at the first bytes of a file: `sealed` has the length and the header of a sealed file of this form, `cut` only
 * its beginning. A folder, or a file that is gone, is `unreadable`. Proves shape, no more.
 */
export async function lookAt(file: Blob): Promise<'sealed' | 'empty' | 'cut' | 'other' | 'unreadable'> {
  const length = Math.min(file.size, headerLength(counts.length));
  try {
    // Read whole: Chromium gives a file that is gone the size 0 and lets any slice of it be read.
    if (file.size === 0) return (await file.arrayBuffer()).byteLength === 0 ? 'empty' : 'unreadable';
    const start = await blobSource(file).read(0, length);
    if (start.length < length) return 'unreadable';
    const recipients = recipientsForLength(file.size, counts);
    if (recipients !== null && isEnvelopeHeader(start.subarray(0, headerLength(recipients)), recipients))
      return 'sealed';
    return beginsLikeEnvelope(start) ? 'cut' : 'other';
  } catch {
    return 'unreadable';
  }
}
