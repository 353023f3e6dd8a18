import { createHash } from 'node:crypto';
import { openPieces } from '../crypto/open.ts';
import { PayloadReader, type Unpacked } from '../crypto/unpack.ts';
import type { EnvelopePieces } from './envelope-pieces.ts';
import type { Draft } from './shelf.ts';

/**
 * Opens an envelope and takes its payload apart while it is read; entries go to the draft, if there is one. What comes
 * out is to be believed only once this has returned: every chunk, age's last one, fill and sums were good then.
 * @throws OpenError, PayloadError, RoomError; the draft is the caller's to drop.
 */
export async function unpackEnvelope(
  envelope: EnvelopePieces,
  identities: readonly string[],
  draft: Draft | null,
): Promise<Unpacked> {
  const reader = new PayloadReader(envelope.size, () => createHash('sha256'));
  let fault: { readonly error: unknown } | null = null;
  for await (const bytes of openPieces(envelope.pieces, identities)) {
    // On to the end all the same: an envelope that was cut or altered on its way says that, and not what became of it.
    if (fault) continue;
    try {
      for (const piece of reader.take(bytes)) await draft?.take(piece);
    } catch (error) {
      fault = { error };
      await draft?.drop();
    }
  }
  if (fault) throw fault.error;
  return reader.finish();
}
