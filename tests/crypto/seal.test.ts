import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { envelopeLength } from '../../crypto/envelope-shape.ts';
import { packPayload } from '../../crypto/payload.ts';
import { type Envelope, seal, sealWith } from '../../crypto/seal.ts';
import { SealError } from '../../crypto/seal-error.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { bufferSource, type Source } from '../../crypto/source.ts';
import { files, report } from './contents.ts';
import { fixedBytes, fixedDraw } from './fixed-draw.ts';
import { cutSource, isWiped, keepingSource, restlessSource } from './odd-sources.ts';
import { reader } from './sample.ts';

const engine = await sodiumEngine();
const a = await reader('a');
const b = await reader('b');
const chunk = 65_536;
const sealedChunk = chunk + 16;
const front = 70 + 1557 + 16;
const whole = (envelope: Envelope) => envelope.slice(0, envelope.size);
const changed = { name: 'SealError', code: 'source-changed' };

describe('slices', () => {
  const payload = bufferSource(fixedBytes('slices', 2 * chunk));
  const sealed = () => sealWith(fixedDraw('slices'), engine, [a.recipient], payload);

  it('in any order and of any size give the bytes of one whole slice', async () => {
    const expected = await whole(sealed());
    const cuts = fc.array(fc.nat(expected.length), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(cuts, fc.infiniteStream(fc.nat(1000)), async (cuts, order) => {
        const ends = [...new Set([...cuts, expected.length])]
          .filter((end) => end > 0)
          .sort((left, right) => left - right);
        const pieces = ends.map((end, index) => ({
          start: ends[index - 1] ?? 0,
          end,
          rank: order.next().value as number,
        }));
        const envelope = sealed();
        const bytes = new Uint8Array(envelope.size);
        for (const { start, end } of pieces.sort((left, right) => left.rank - right.rank))
          bytes.set(await envelope.slice(start, end), start);
        expect(Buffer.compare(bytes, expected)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('leave nothing of what was read, also where one fails', async () => {
    const kept = keepingSource(fixedBytes('kept', 20 * chunk));
    const envelope = seal(engine, [a.recipient], kept);
    for (let at = 0; at < envelope.size; at += 300_000) await envelope.slice(at, at + 300_000);
    expect(kept.given.length).toBeGreaterThan(3);
    expect(isWiped(kept.given)).toBe(true);
    const report = bufferSource(fixedBytes('report', 3000));
    const inPayload = keepingSource(fixedBytes('kept', 3 * chunk + 5));
    const packed = packPayload(await report.read(0, 3000), [inPayload]);
    await whole(seal(engine, [a.recipient], packed));
    expect(isWiped(inPayload.given)).toBe(true);
    const bytes = fixedBytes('changing', 2 * chunk);
    const changing = keepingSource(bytes);
    const failing = seal(engine, [a.recipient], changing);
    await whole(failing);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    await expect(failing.slice(front, front + 1)).rejects.toMatchObject(changed);
    expect(isWiped(changing.given)).toBe(true);
  });

  it('asked for at once give the same bytes', async () => {
    const expected = await whole(sealed());
    const envelope = sealed();
    const starts = Array.from({ length: 20 }, (_, at) => at * 7000);
    const pieces = await Promise.all(starts.reverse().map((start) => envelope.slice(start, start + 7000)));
    expect(Buffer.compare(Buffer.concat(pieces.reverse()), expected)).toBe(0);
  });

  it('end where the envelope ends', async () => {
    const envelope = sealed();
    expect(await envelope.slice(envelope.size - 3, envelope.size + 100)).toHaveLength(3);
    expect(await envelope.slice(envelope.size, envelope.size + 1)).toHaveLength(0);
    expect(await envelope.slice(10, 10)).toHaveLength(0);
    expect(await envelope.slice(10, 5)).toHaveLength(0);
  });
});

describe('length', () => {
  it('depends on bucket and number of recipients alone', async () => {
    await fc.assert(
      fc.asyncProperty(report, files, fc.boolean(), async (report, files, two) => {
        const payload = packPayload(report, files.map(bufferSource));
        const recipients = two ? [a.recipient, b.recipient] : [a.recipient];
        const envelope = seal(engine, recipients, payload);
        expect(envelope.size).toBe(envelopeLength(recipients.length, payload.size));
        expect(await whole(envelope)).toHaveLength(envelope.size);
      }),
      { numRuns: 15 },
    );
  });

  it('is the same for any two reports without files, up to 60 KB of text', () => {
    fc.assert(
      fc.property(fc.nat(60_000), fc.nat(60_000), (left, right) => {
        const sizes = [left, right].map(
          (length) => seal(engine, [a.recipient], packPayload(new Uint8Array(length))).size,
        );
        expect(sizes).toEqual([67_195, 67_195]);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a source that changes', () => {
  it('between two readings gives no second ciphertext', async () => {
    const bytes = fixedBytes('changing', 3 * chunk);
    const envelope = seal(engine, [a.recipient], bufferSource(bytes));
    const before = await whole(envelope);
    bytes[chunk + 5] = (bytes[chunk + 5] as number) ^ 1;
    await expect(envelope.slice(front + sealedChunk, front + 2 * sealedChunk)).rejects.toMatchObject(changed);
    await expect(whole(envelope)).rejects.toMatchObject(changed);
    await expect(envelope.slice(front + sealedChunk + 100, front + sealedChunk + 101)).rejects.toMatchObject(changed);
    const first = await envelope.slice(0, front + sealedChunk);
    expect(Buffer.compare(first, before.subarray(0, front + sealedChunk))).toBe(0);
    bytes[chunk + 5] = (bytes[chunk + 5] as number) ^ 1;
    expect(Buffer.compare(await whole(envelope), before)).toBe(0);
  });

  it('on every reading gives at most one ciphertext of each chunk, asked for at once too', async () => {
    const envelope = seal(engine, [a.recipient], restlessSource(2 * chunk));
    const asked = Array.from({ length: 12 }, (_, at) => front + (at % 2) * sealedChunk);
    const answers = await Promise.allSettled(asked.map((start) => envelope.slice(start, start + sealedChunk)));
    for (const parity of [0, 1]) {
      const given = answers.filter((answer, at) => at % 2 === parity && answer.status === 'fulfilled');
      const texts = new Set(
        given.map((answer) => answer.status === 'fulfilled' && Buffer.from(answer.value).toString('hex')),
      );
      expect(texts.size).toBe(1);
    }
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused) expect(reason).toMatchObject(changed);
  });

  it('by giving fewer bytes gives none', async () => {
    const envelope = seal(engine, [a.recipient], cutSource(fixedBytes('cut', chunk + 10), 2 * chunk));
    expect(await envelope.slice(0, front + sealedChunk)).toHaveLength(front + sealedChunk);
    await expect(envelope.slice(front + sealedChunk, envelope.size)).rejects.toMatchObject(changed);
  });

  it('by giving fewer bytes is seen behind the packing of a payload too', async () => {
    const cut = cutSource(fixedBytes('cut', 100_000), 150_000);
    const envelope = seal(engine, [a.recipient], packPayload(new Uint8Array(3000), [cut]));
    await expect(whole(envelope)).rejects.toMatchObject(changed);
  });

  it('by failing passes its error on', async () => {
    const gone: Source = { size: chunk, read: () => Promise.reject(new DOMException('gone', 'NotReadableError')) };
    await expect(whole(seal(engine, [a.recipient], gone))).rejects.toMatchObject({ name: 'NotReadableError' });
  });
});

describe('recipients', () => {
  const payload = bufferSource(new Uint8Array(chunk));
  const codeFor = (recipients: readonly string[]) => {
    try {
      seal(engine, recipients, payload);
      return null;
    } catch (error) {
      return error instanceof SealError ? error.code : error;
    }
  };

  it('are one to ten', () => {
    expect(codeFor([])).toBe('no-recipient');
    expect(codeFor(Array(10).fill(a.recipient))).toBeNull();
    expect(codeFor(Array(11).fill(a.recipient))).toBe('too-many-recipients');
  });

  it('are hybrid, all of them', async () => {
    const classic = await identityToRecipient(await generateX25519Identity());
    for (const other of [classic, '', 'age1', a.identity, a.recipient.toUpperCase(), `${a.recipient}q`])
      expect(codeFor([a.recipient, other])).toBe('not-a-hybrid-recipient');
  });
});

it('draws anew for every seal', async () => {
  const payload = bufferSource(new Uint8Array(chunk));
  const [left, right] = await Promise.all([0, 1].map(async () => whole(seal(engine, [a.recipient], payload))));
  const shared = left?.filter((byte, at) => at > front && byte === right?.[at]).length ?? 0;
  // Chance alone makes one byte in 256 equal.
  expect(shared / chunk).toBeLessThan(0.01);
});
