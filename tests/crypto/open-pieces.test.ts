import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '../../crypto/bytes.ts';
import { OpenError, openEnvelope, openPieces } from '../../crypto/open.ts';
import { packPayload } from '../../crypto/payload.ts';
import { seal } from '../../crypto/seal.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { bufferSource } from '../../crypto/source.ts';
import { fixedBytes } from './fixed-draw.ts';
import { reader } from './sample.ts';

const engine = await sodiumEngine();
const [a, b] = await Promise.all([reader('a'), reader('b')]);
const source = packPayload(fixedBytes('report', 3000), [bufferSource(fixedBytes('file', 250_000))]);
const payload = await source.read(0, source.size);
const sealed = seal(engine, [a.recipient], bufferSource(payload));
const envelope = await sealed.slice(0, sealed.size);
const front = 70 + 1557;
const chunk = 65_536 + 16;

/** An envelope in pieces of these lengths, the last of which goes on; counts how much was asked for. */
function inPieces(bytes: Uint8Array, ...lengths: number[]) {
  const asked = { bytes: 0 };
  async function* pieces() {
    for (let turn = 0; asked.bytes < bytes.length; turn++) {
      const length = lengths[Math.min(turn, lengths.length - 1)] ?? bytes.length;
      const piece = bytes.subarray(asked.bytes, asked.bytes + length);
      asked.bytes += piece.length;
      yield piece;
    }
  }
  return { asked, pieces: pieces() };
}

/** What was given before the end, and how it ended. */
async function taken(pieces: AsyncIterator<Uint8Array>, ...identities: string[]) {
  const given: Uint8Array[] = [];
  try {
    for await (const piece of openPieces(pieces, identities)) given.push(piece);
    return { given, end: 'whole' };
  } catch (error) {
    return { given, end: error instanceof OpenError ? error.code : error };
  }
}

describe('an envelope in pieces', () => {
  it('opens however it is cut', async () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(lengths, fc.integer({ min: 500, max: 200_000 }), async (lengths, last) => {
        const { given, end } = await taken(inPieces(envelope, ...lengths, last).pieces, b.identity, a.identity);
        expect(end).toBe('whole');
        expect(Buffer.compare(concat(...given), payload)).toBe(0);
        expect(Math.max(...given.map((piece) => piece.length))).toBeLessThanOrEqual(65_536);
      }),
      { numRuns: 15 },
    );
    const byteByByte = inPieces(envelope, ...Array(front + 20).fill(1), 65_536);
    expect((await taken(byteByByte.pieces, a.identity)).end).toBe('whole');
  });

  it('gives the beginning before the end is read', async () => {
    const { asked, pieces } = inPieces(envelope, 16_384);
    const opening = openPieces(pieces, [a.identity]);
    const { value } = await opening.next();
    expect(Buffer.compare(value as Uint8Array, payload.subarray(0, 65_536))).toBe(0);
    expect(asked.bytes).toBeLessThan(envelope.length - chunk);
    await opening.return(undefined);
  });

  it('is never whole when it is cut, wherever, between two chunks too', async () => {
    const chunks = Array.from({ length: 4 }, (_, at) => front + 16 + at * chunk);
    const cuts = [0, 1, 22, front - 1, front, front + 15, ...chunks, ...chunks.map((at) => at + 16)];
    const seen = new Set<unknown>();
    for (const cut of [...cuts, ...Array.from({ length: 25 }, (_, at) => at * 10_007), envelope.length - 1]) {
      const { end } = await taken(inPieces(envelope.subarray(0, cut), 50_000).pieces, a.identity);
      expect([cut, end]).toEqual([cut, cut < front ? 'not-an-envelope' : 'envelope-broken']);
      seen.add(end);
    }
    expect(seen.size).toBe(2);
  });

  it('says so at its end when its last chunk was altered, or anything follows it', async () => {
    const altered = envelope.slice();
    altered[envelope.length - 1] = (altered[envelope.length - 1] ?? 0) ^ 1;
    const { given, end } = await taken(inPieces(altered, 65_536).pieces, a.identity);
    expect(end).toBe('envelope-broken');
    expect(given.length).toBeGreaterThan(1);
    for (const more of [1, 16, 17, chunk]) {
      const longer = concat(envelope, new Uint8Array(more));
      expect((await taken(inPieces(longer, 65_536).pieces, a.identity)).end).toBe('envelope-broken');
    }
  });

  it.each([0, 1, 2, 4])('throws on what reading throws at piece %i, and does not call it broken', async (number) => {
    const failure = new Error('the stick was pulled');
    async function* failing() {
      for (let at = 0; at < number; at++) yield envelope.subarray(at * 50_000, (at + 1) * 50_000);
      throw failure;
    }
    expect((await taken(failing(), a.identity)).end).toBe(failure);
  });

  it('leaves what it did not ask for to whoever goes on', async () => {
    for (const [bytes, identity, code] of [
      [envelope, b.identity, 'wrong-identity'],
      [fixedBytes('noise', 200_000), a.identity, 'not-an-envelope'],
      [envelope, 'AGE-SECRET-KEY-2', 'not-an-identity'],
    ] as const) {
      const { asked, pieces } = inPieces(bytes, 20_000);
      expect((await taken(pieces, identity)).end).toBe(code);
      expect(asked.bytes).toBeLessThan(bytes.length);
      while (!(await pieces.next()).done);
      expect(asked.bytes).toBe(bytes.length);
    }
  });
});

it('gives the same as in memory', async () => {
  expect(Buffer.compare(await openEnvelope(envelope, [a.identity]), payload)).toBe(0);
});
