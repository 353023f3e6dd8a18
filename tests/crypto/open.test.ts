import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OpenError, openEnvelope } from '../../crypto/open.ts';
import { packPayload } from '../../crypto/payload.ts';
import { seal } from '../../crypto/seal.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { bufferSource } from '../../crypto/source.ts';
import { unpackPayload } from '../../crypto/unpack.ts';
import { reportSchema } from '../../report/report.ts';
import { type EnvelopeRecipe, envelopeRecipes, sealRecipe } from '../vectors/make/envelopes.ts';
import { payloadOf } from '../vectors/make/payloads.ts';
import { vectorsOf } from '../vectors/vector-file.ts';
import { files } from './contents.ts';
import { reader, sampleAnswers, sampleReport } from './sample.ts';

const engine = await sodiumEngine();
const [a, b, c] = await Promise.all([reader('a'), reader('b'), reader('c')]);
const stored = new Uint8Array(readFileSync(new URL('../vectors/envelope-1.age', import.meta.url)));
const front = 70 + 1557;

const codeOf = (envelope: Uint8Array, ...identities: string[]) =>
  openEnvelope(envelope, identities).then(
    () => 'opened',
    (error: unknown) => (error instanceof OpenError ? error.code : error),
  );

type Vector = EnvelopeRecipe & { identities: string[]; expect: { size: number; header: string; sha256: string } };

it.each(vectorsOf<Vector>('envelope'))('vector $number $name', async (vector) => {
  const { bytes } = await sealRecipe(vector);
  expect(bytes).toHaveLength(vector.expect.size);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(vector.expect.sha256);
  const payload = payloadOf(vector.payload);
  for (const identity of vector.identities)
    expect(Buffer.compare(await openEnvelope(bytes, [identity]), await payload.read(0, payload.size))).toBe(0);
});

type Broken = {
  header?: string;
  edit?: { flip?: number; cut?: number; extend?: number };
  reader?: string;
  expect: string;
};

describe('vectors that must fail', async () => {
  const { bytes } = await sealRecipe((await envelopeRecipes())[1] as EnvelopeRecipe);
  const body = stored.subarray(front);

  it.each(vectorsOf<Broken>('envelope-broken'))(
    '$number $name',
    async ({ header, edit = {}, reader: name = 'a', expect: expected }) => {
      const { identity } = await reader(name);
      let envelope = header === undefined ? bytes.slice() : new Uint8Array(Buffer.concat([Buffer.from(header), body]));
      if (edit.flip !== undefined) envelope[edit.flip] = (envelope[edit.flip] as number) ^ 1;
      if (edit.cut !== undefined) envelope = envelope.slice(0, edit.cut);
      if (edit.extend !== undefined) envelope = new Uint8Array(Buffer.concat([envelope, new Uint8Array(edit.extend)]));
      expect(await codeOf(envelope, identity)).toBe(expected);
    },
  );

  it('fail for their edit alone', async () => {
    expect(await codeOf(bytes, a.identity)).toBe('opened');
    expect(await codeOf(stored, a.identity)).toBe('opened');
  });
});

it('gives back every report and file that was sealed', async () => {
  const narrative = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }).filter((text) => /\S/.test(text));
  await fc.assert(
    fc.asyncProperty(narrative, files, async (narrative, files) => {
      const report = await sampleReport({ answers: { ...sampleAnswers, narrative } });
      const payload = packPayload(new TextEncoder().encode(JSON.stringify(report)), files.map(bufferSource));
      const envelope = seal(engine, [b.recipient, a.recipient], payload);
      const opened = unpackPayload(
        await openEnvelope(await envelope.slice(0, envelope.size), [c.identity, a.identity]),
      );
      expect(reportSchema.parse(JSON.parse(new TextDecoder().decode(opened.report.bytes)))).toEqual(report);
      expect(opened.files.map(({ bytes }) => Buffer.from(bytes).toString('base64'))).toEqual(
        files.map((file) => Buffer.from(file).toString('base64')),
      );
    }),
    { numRuns: 25 },
  );
});

describe('with one byte changed', async () => {
  const { bytes: shared } = await sealRecipe((await envelopeRecipes())[1] as EnvelopeRecipe);
  const codeAt = async (envelope: Uint8Array, at: number, mask: number) => {
    const changed = envelope.slice();
    changed[at] = (changed[at] as number) ^ mask;
    return codeOf(changed, a.identity);
  };
  const mask = fc.integer({ min: 1, max: 255 });

  it('in nonce, body or a tag fails with one and the same code', async () => {
    const at = fc.oneof(
      fc.integer({ min: front, max: front + 15 }),
      fc.integer({ min: front + 16, max: stored.length - 17 }),
      fc.integer({ min: stored.length - 16, max: stored.length - 1 }),
    );
    await fc.assert(
      fc.asyncProperty(at, mask, async (at, mask) => {
        expect(await codeAt(stored, at, mask)).toBe('envelope-broken');
      }),
      { numRuns: 60 },
    );
  });

  it("in another reader's stanza or in the MAC, in base64 still, fails with that code too", async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    /** Share and body of the second stanza, and the MAC, without their last characters. */
    const places: [number, number][] = [
      [22 + 1557 + 18, 1493],
      [22 + 1557 + 18 + 1495, 42],
      [22 + 2 * 1557 + 4, 42],
    ];
    const at = fc.oneof(...places.map(([start, length]) => fc.integer({ min: start, max: start + length - 1 })));
    await fc.assert(
      fc.asyncProperty(at, fc.constantFrom(...alphabet), async (at, character) => {
        const mask = (shared[at] as number) ^ character.charCodeAt(0);
        fc.pre(mask !== 0);
        expect(await codeAt(shared, at, mask)).toBe('envelope-broken');
      }),
      { numRuns: 40 },
    );
  });

  it("in the header never opens; a stanza of one's own that is altered looks like another person's", async () => {
    const seen = new Set<unknown>();
    await fc.assert(
      fc.asyncProperty(fc.nat(front - 1), mask, async (at, mask) => {
        const code = await codeAt(stored, at, mask);
        seen.add(code);
        // Without the file key nobody can tell a stanza that was altered from one that is for somebody else.
        const own = at >= 22 && at < 22 + 1557;
        expect(['not-an-envelope', own ? 'wrong-identity' : 'envelope-broken']).toContain(code);
      }),
      { numRuns: 150 },
    );
    expect(seen).toContain('wrong-identity');
  });
});

describe('files that others made with age', async () => {
  const classicIdentity = await generateX25519Identity();
  const classic = await identityToRecipient(classicIdentity);
  const made = async (...recipients: string[]) => {
    const encrypter = new Encrypter();
    for (const recipient of recipients) encrypter.addRecipient(recipient);
    return encrypter.encrypt('text');
  };

  it('open when all their recipients are hybrid', async () => {
    expect(new TextDecoder().decode(await openEnvelope(await made(a.recipient, b.recipient), [b.identity]))).toBe(
      'text',
    );
  });

  it('are refused with a classic recipient, even where the identity would open them', async () => {
    expect(await codeOf(await made(classic), classicIdentity)).toBe('not-an-envelope');
    expect(await codeOf(await made(a.recipient, classic), a.identity)).toBe('not-an-envelope');
    expect(await codeOf(await made(classic, a.recipient), a.identity)).toBe('not-an-envelope');
  });

  it('are refused under a passphrase', async () => {
    const encrypter = new Encrypter();
    encrypter.setPassphrase('seven words');
    encrypter.setScryptWorkFactor(10);
    expect(await codeOf(await encrypter.encrypt('text'), a.identity)).toBe('not-an-envelope');
  });
});

it('gives nothing but its own errors for arbitrary bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 4000 }), async (bytes) => {
      expect(await codeOf(bytes, a.identity)).toBe('not-an-envelope');
    }),
    { numRuns: 50 },
  );
});

it('needs one identity that fits, among any number', async () => {
  expect(await codeOf(stored)).toBe('wrong-identity');
  expect(await codeOf(stored, b.identity, c.identity)).toBe('wrong-identity');
  expect(await codeOf(stored, b.identity, c.identity, a.identity)).toBe('opened');
});
