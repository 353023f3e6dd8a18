import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64nopad } from '@scure/base';
import { concat, sameBytes, utf8 } from './bytes.ts';
import type { Engine } from './engine.ts';
import { chunkBytes, envelopeLength, tagBytes } from './envelope-shape.ts';
import { hpkeContext } from './hpke.ts';
import { type Draw, randomBytes } from './random.ts';
import { parseRecipient } from './recipient.ts';
import { SealError } from './seal-error.ts';
import { readExactly, type Source } from './source.ts';

/** Chunks whose plaintext is read at once: 1 MiB. */
const readChunks = 16;
/** Most recipients of one envelope; a committee's readers are few. */
export const maxRecipients = 10;

/** A sealed envelope: its length is known at once, any slice is made when it is asked for. */
export interface Envelope {
  readonly size: number;
  /** Bytes `start` to `end`. @throws SealError `source-changed`. */
  slice(start: number, end: number): Promise<Uint8Array>;
}

/**
 * Seals a payload to hybrid recipients as an age v1 file. Anyone may call it; only an identity opens the result.
 *
 * Layout: header of 70 + 1,557·n bytes, nonce of 16, then chunks of 64 KiB each with a 16-byte tag.
 * One seal is one frozen payload: a changed payload needs a new seal, since two plaintexts under one file key and
 * counter would undo the cipher. Each chunk's tag is kept, and a chunk whose tag differs later is never given out.
 * @param recipients `age1pq1…` strings, 1 to 10; one that is not hybrid refuses the whole call, one that is no key at
 * all the first slice.
 * @throws SealError. Source: age specification v1 (C2SP.org/age), docs/ENVELOPE.md.
 */
export function seal(engine: Engine, recipients: readonly string[], payload: Source): Envelope {
  return sealWith(randomBytes, engine, recipients, payload);
}

/** `seal` with its random bytes handed in, for vectors; production code has no other `Draw` than `randomBytes`. */
export function sealWith(draw: Draw, engine: Engine, recipients: readonly string[], payload: Source): Envelope {
  if (recipients.length === 0) throw new SealError('no-recipient');
  if (payload.size === 0) throw new SealError('empty-payload');
  if (recipients.length > maxRecipients) throw new SealError('too-many-recipients');
  const publicKeys = recipients.map((recipient) => {
    const publicKey = parseRecipient(recipient);
    if (!publicKey) throw new SealError('not-a-hybrid-recipient');
    return publicKey;
  });
  return new SealedSource(draw, engine, publicKeys, payload);
}

/** What an envelope starts with, and the key of what follows. */
interface Opening {
  /** Header and nonce. */
  readonly front: Uint8Array;
  readonly streamKey: Uint8Array;
}

async function openingOf(draw: Draw, engine: Engine, publicKeys: readonly Uint8Array[]): Promise<Opening> {
  const fileKey = draw(16);
  const header = await sealHeader(draw, engine, publicKeys, fileKey);
  const nonce = draw(16);
  const streamKey = hkdf(sha256, fileKey, nonce, utf8('payload'), 32);
  fileKey.fill(0);
  return { front: concat(header, nonce), streamKey };
}

/** The text header: version, one stanza a recipient, and the MAC that keeps anybody from changing the list. */
async function sealHeader(
  draw: Draw,
  engine: Engine,
  publicKeys: readonly Uint8Array[],
  fileKey: Uint8Array,
): Promise<Uint8Array> {
  let stanzas = '';
  for (const publicKey of publicKeys) {
    await engine.rest();
    const wrapped = engine.encapsulate(publicKey, draw(64));
    if (!wrapped) throw new SealError('not-a-hybrid-recipient');
    const { key, nonce } = hpkeContext(wrapped.sharedSecret, utf8('age-encryption.org/mlkem768x25519'));
    const body = engine.aeadSeal(key, nonce, fileKey);
    stanzas += `-> mlkem768x25519 ${base64nopad.encode(wrapped.ciphertext)}\n${base64nopad.encode(body)}\n`;
  }
  const unsigned = utf8(`age-encryption.org/v1\n${stanzas}---`);
  const macKey = hkdf(sha256, fileKey, undefined, utf8('header'), 32);
  return concat(unsigned, utf8(` ${base64nopad.encode(hmac(sha256, macKey, unsigned))}\n`));
}

class SealedSource implements Envelope {
  readonly size: number;
  private readonly tags: Uint8Array[] = [];
  private last: { index: number; chunk: Uint8Array } | null = null;
  private readonly engine: Engine;
  private readonly payload: Source;
  /** Made once, at the first slice: many recipients take time where there is no WebAssembly. */
  private readonly opening: () => Promise<Opening>;

  constructor(draw: Draw, engine: Engine, publicKeys: readonly Uint8Array[], payload: Source) {
    let made: Promise<Opening> | null = null;
    this.opening = () => {
      made ??= openingOf(draw, engine, publicKeys);
      return made;
    };
    this.engine = engine;
    this.payload = payload;
    this.size = envelopeLength(publicKeys.length, payload.size);
  }

  async slice(start: number, end: number): Promise<Uint8Array> {
    const from = Math.max(0, Math.min(start, this.size));
    const to = Math.max(from, Math.min(end, this.size));
    const out = new Uint8Array(to - from);
    const { front, streamKey } = await this.opening();
    const sealedChunkBytes = chunkBytes + tagBytes;
    const chunks = this.chunksUpTo(Math.floor((to - 1 - front.length) / sealedChunkBytes), streamKey);
    try {
      for (let at = from; at < to; ) {
        const inBody = at - front.length;
        const index = Math.floor(inBody / sealedChunkBytes);
        const piece = inBody < 0 ? front.subarray(at) : (await chunks.at(index)).subarray(inBody % sealedChunkBytes);
        const taken = piece.subarray(0, to - at);
        out.set(taken, at - from);
        at += taken.length;
      }
    } finally {
      chunks.wipe();
    }
    return out;
  }

  /**
   * Seals the chunks of one slice in order, up to its last. Their plaintext is read many at once: a browser takes as
   * long to read 64 KiB of a file as to read 1 MiB. What was read is overwritten.
   */
  private chunksUpTo(last: number, streamKey: Uint8Array) {
    let read: { readonly start: number; readonly plaintext: Uint8Array } | null = null;
    const wipe = () => void read?.plaintext.fill(0);
    const at = async (index: number): Promise<Uint8Array> => {
      if (this.last?.index === index) return this.last.chunk;
      await this.engine.rest();
      const start = index * chunkBytes;
      if (!read || start >= read.start + read.plaintext.length) {
        wipe();
        const end = Math.min((Math.min(last, index + readChunks - 1) + 1) * chunkBytes, this.payload.size);
        read = { start, plaintext: await readExactly(this.payload, start, end) };
      }
      const from = start - read.start;
      return this.chunk(index, streamKey, read.plaintext.subarray(from, from + chunkBytes));
    };
    return { at, wipe };
  }

  /** One chunk, sealed: age's STREAM with an 11-byte counter and a last-chunk byte as nonce. */
  private chunk(index: number, streamKey: Uint8Array, plaintext: Uint8Array): Uint8Array {
    const nonce = new Uint8Array(12);
    new DataView(nonce.buffer).setUint32(7, index);
    nonce[11] = (index + 1) * chunkBytes >= this.payload.size ? 1 : 0;
    const chunk = this.engine.aeadSeal(streamKey, nonce, plaintext);
    const tag = chunk.slice(-tagBytes);
    const first = this.tags[index];
    if (first && !sameBytes(first, tag)) throw new SealError('source-changed');
    this.tags[index] = tag;
    this.last = { index, chunk };
    return chunk;
  }
}
