import { Decrypter } from 'age-encryption';
import { concat, joined } from './bytes.ts';
import { headerLength, isEnvelopeHeader } from './envelope-shape.ts';
import { maxRecipients } from './seal.ts';

export type OpenErrorCode = 'not-an-envelope' | 'not-an-identity' | 'wrong-identity' | 'envelope-broken';

/** Why an envelope does not open. */
export class OpenError extends Error {
  override readonly name = 'OpenError';
  readonly code: OpenErrorCode;
  constructor(code: OpenErrorCode) {
    super(code);
    this.code = code;
  }
}

/** Bytes of a piece when a whole envelope is handed on in pieces. */
const pieceBytes = 65_536;

/**
 * Opens an envelope piece by piece with identities of the reading room; gives the payload in pieces of at most 64 KiB.
 * Never part of a server or a page. The header is checked first: hybrid stanzas only, canonical. The rest is typage's
 * work. Each piece is authentic, but whether the payload is whole is known only when the last one was taken without an
 * error. Whoever stops before that may go on with the rest of `envelope` by itself: it is not closed.
 * @param envelope read with `next` alone, one at a time. What it throws is thrown on.
 * @param identities `AGE-SECRET-KEY-PQ-1…` lines.
 * @throws OpenError `not-an-identity`; `not-an-envelope` for another format; `wrong-identity` if no stanza opens (nobody
 * can tell one for others from one of ours that was altered), `envelope-broken` if one does, whichever other byte was
 * cut or altered.
 */
export async function* openPieces(
  envelope: AsyncIterator<Uint8Array>,
  identities: readonly string[],
): AsyncGenerator<Uint8Array> {
  const source = new WatchedPieces(envelope);
  const start = await source.atLeast(headerLength(maxRecipients));
  if (!hasEnvelopeHeader(start)) throw new OpenError('not-an-envelope');
  const decrypter = decrypterOf(identities);
  try {
    const payload = await decrypter.decrypt(source.streamAfter(start));
    const reader = payload.getReader();
    try {
      for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
    } finally {
      await reader.cancel().catch(() => undefined);
    }
  } catch (error) {
    if (source.failure) throw source.failure.error;
    // typage's one sentence for "no stanza opened"; anything else means that a stanza did and the rest is broken.
    const forOthers = error instanceof Error && error.message === "no identity matched any of the file's recipients";
    throw new OpenError(forOthers ? 'wrong-identity' : 'envelope-broken');
  }
}

/** Opens an envelope that is in memory anyway, and gives the whole payload. @throws OpenError, as `openPieces`. */
export async function openEnvelope(envelope: Uint8Array, identities: readonly string[]): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of openPieces(cut(envelope), identities)) pieces.push(piece);
  return joined(pieces);
}

async function* cut(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

/** Pieces as a stream, that remembers their own failure: typage's errors say nothing of where they come from. */
class WatchedPieces {
  private readonly pieces: AsyncIterator<Uint8Array>;
  failure: { readonly error: unknown } | null = null;

  constructor(pieces: AsyncIterator<Uint8Array>) {
    this.pieces = pieces;
  }

  /** The first bytes, so many or more; fewer if there are no more. */
  async atLeast(length: number): Promise<Uint8Array> {
    let start: Uint8Array = new Uint8Array(0);
    while (start.length < length) {
      const piece = await this.next();
      if (!piece) break;
      start = concat(start, piece);
    }
    return start;
  }

  streamAfter(start: Uint8Array): ReadableStream<Uint8Array> {
    return new ReadableStream({
      start: (controller) => controller.enqueue(start),
      pull: async (controller) => {
        const piece = await this.next();
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
    });
  }

  private async next(): Promise<Uint8Array | null> {
    try {
      const { done, value } = await this.pieces.next();
      return done ? null : value;
    } catch (error) {
      this.failure = { error };
      throw error;
    }
  }
}

function decrypterOf(identities: readonly string[]): Decrypter {
  const decrypter = new Decrypter();
  for (const identity of identities) {
    try {
      decrypter.addIdentity(identity);
    } catch {
      throw new OpenError('not-an-identity');
    }
  }
  return decrypter;
}

function hasEnvelopeHeader(envelope: Uint8Array): boolean {
  for (let recipients = 1; recipients <= maxRecipients; recipients++)
    if (isEnvelopeHeader(envelope.subarray(0, headerLength(recipients)), recipients)) return true;
  return false;
}
