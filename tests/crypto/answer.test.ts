import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerError, answerIdentity, openAnswer } from '../../crypto/answer.ts';
import { lightEngine } from '../../crypto/light-engine.ts';
import { answerPayloadBytes, maxAnswerTextBytes, sealedAnswerBytes } from '../../crypto/mailbox-shape.ts';
import { formatPublicKey } from '../../crypto/minisign.ts';
import { replyRecipient } from '../../crypto/receipt-keys.ts';
import { seal } from '../../crypto/seal.ts';
import { fitsAnswer, sealAnswer } from '../../crypto/seal-answer.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { bufferSource } from '../../crypto/source.ts';
import { blockBytes, inBlocks, tarHeader } from '../../crypto/tar-entry.ts';
import { type Answer, formatAnswer } from '../../report/answer.ts';
import { sealSigned } from '../vectors/make/answers.ts';
import { minisigOver } from '../vectors/make/signatures.ts';
import { vectorsOf } from '../vectors/vector-file.ts';
import { fixedBytes } from './fixed-draw.ts';
import { hkdf, identityOf, sampleReceipt } from './sample.ts';
import { committee, keyringWith, replyKey, sampleAnswer, strangersKey } from './sample-answer.ts';
import { emptyFolder, run } from './stock-tool.ts';

const engine = await sodiumEngine();
const keyring = await keyringWith();
const good = await sampleAnswer();
const utf8 = (text: string) => new TextEncoder().encode(text);

const openWith = (sealed: Uint8Array, receipt = sampleReceipt, ring = keyring) =>
  openAnswer(engine, committee, ring, receipt, sealed);

async function codeOf(opened: Promise<unknown>): Promise<string> {
  const error = await opened.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof AnswerError ? error.code : `no AnswerError: ${error}`;
}

/** Seals entries that need not be an answer's. */
async function sealEntries(entries: readonly (readonly [string, Uint8Array])[], change = (_: Uint8Array) => {}) {
  const payload = new Uint8Array(answerPayloadBytes);
  let at = 0;
  for (const [name, body] of entries) {
    payload.set(tarHeader(name, body.length), at);
    payload.set(body, at + blockBytes);
    at += blockBytes + inBlocks(body.length);
  }
  change(payload);
  const envelope = seal(engine, [good.replyRecipient], bufferSource(payload));
  return envelope.slice(0, envelope.size);
}

const prehash = (text: string) => engine.blake2b512(utf8(text));

describe('an answer', () => {
  it('opens for whoever holds the code, by both engines, and has one size whatever it says', async () => {
    const long = { number: 2, day: good.day, status: good.status, language: 'my', text: 'မ'.repeat(8_000) };
    for (const answer of [good, await sampleAnswer({ messages: [long] })])
      for (const each of [engine, lightEngine()]) {
        const { sealed } = await sealAnswer(each, replyKey, answer);
        expect(sealed.length).toBe(sealedAnswerBytes);
        expect(await openAnswer(each, committee, keyring, sampleReceipt, sealed)).toEqual(answer);
      }
  });

  it('opens with typage and the derived identity, and its signature verifies with stock minisign', async () => {
    const folder = emptyFolder();
    const { sealed } = await sealAnswer(engine, replyKey, good);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identityOf(hkdf(sampleReceipt, 'reply identity')));
    writeFileSync(join(folder, 'answer.tar'), await decrypter.decrypt(sealed));
    expect(run('tar', ['-xf', 'answer.tar'], folder)).toEqual({ status: 0, stdout: '', stderr: '' });
    const verify = (key: string) => run('minisign', ['-V', '-m', 'answer.json', '-P', key], folder);
    expect(verify(formatPublicKey(replyKey.publicKey)).stdout).toContain('Signature and comment signature verified');
    expect(verify(formatPublicKey(strangersKey.publicKey)).status).not.toBe(0);
    expect(run('jq', ['-r', '.messages[1].text'], folder, utf8(formatAnswer(good))).stdout.trim()).toBe(
      good.messages[1]?.text,
    );
  });

  it('derives the identity as a bech32 library alone does', () => {
    expect(answerIdentity(sampleReceipt)).toBe(identityOf(hkdf(sampleReceipt, 'reply identity')));
  });

  it('never comes back changed, wherever a bit of it is turned', async () => {
    const { sealed } = await sealAnswer(engine, replyKey, good);
    await fc.assert(
      fc.asyncProperty(fc.nat(sealedAnswerBytes - 1), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
        const turned = sealed.slice();
        turned[at] = (turned[at] as number) ^ (1 << bit);
        expect(await codeOf(openWith(turned))).toMatch(/^answer-(?:broken|not-ours)$/);
      }),
      { numRuns: 40 },
    );
  });
});

type Vector = { text: string; minisig: string; sealedSha256?: string; expect: string | null };

describe('is believed as the vectors say, and not', () => {
  it('with another code, as filling, cut or lengthened', async () => {
    const { sealed } = await sealAnswer(engine, replyKey, good);
    expect(await codeOf(openWith(sealed, fixedBytes('another receipt', 16)))).toBe('answer-not-ours');
    expect(await codeOf(openWith(sealed.subarray(0, -1)))).toBe('answer-broken');
    expect(await codeOf(openWith(new Uint8Array([...sealed, 0])))).toBe('answer-broken');
    expect(await codeOf(openWith(new Uint8Array(0)))).toBe('answer-broken');
    expect(await codeOf(openWith(fixedBytes('noise', sealedAnswerBytes)))).toBe('answer-broken');
  });

  it('sealed to two, or with the right length and another payload', async () => {
    const other = replyRecipient(engine, fixedBytes('another receipt', 16));
    const payload = new Uint8Array(answerPayloadBytes - 1557).fill(1);
    const two = seal(engine, [good.replyRecipient, other], bufferSource(payload));
    expect(two.size).toBe(sealedAnswerBytes);
    expect(await codeOf(openWith(await two.slice(0, two.size)))).toBe('answer-broken');
  });

  it.each(vectorsOf<Vector>('answer'))(
    'vector $number $name',
    async ({ name, text, minisig, sealedSha256, expect: code }) => {
      const sealed = await sealSigned(name, text, minisig, good.replyRecipient);
      if (code !== null) return expect(await codeOf(openWith(sealed))).toBe(code);
      expect(createHash('sha256').update(sealed).digest('hex')).toBe(sealedSha256);
      expect(formatAnswer(await openWith(sealed))).toBe(text);
    },
  );

  it('as stored whole', async () => {
    const stored = new Uint8Array(readFileSync(new URL('../vectors/answer-1.age', import.meta.url)));
    expect(await openWith(stored)).toEqual(good);
  });

  it('under a revoked key, or outside of its window', async () => {
    const { sealed } = await sealAnswer(engine, replyKey, good);
    const judge = async (change: object) => codeOf(openWith(sealed, sampleReceipt, await keyringWith(change)));
    expect(await judge({ revoked: true })).toBe('answer-key-revoked');
    expect(await judge({ until: '2031-03-08' })).toBe('answer-key-outside-window');
    expect(await judge({ from: '2031-03-10' })).toBe('answer-key-outside-window');
    // A retired one, listed on.
    expect(await judge({ until: good.day })).toMatch(/^no AnswerError: null/);
  });

  it('answer-malformed: in any other tar than the one it can have', async () => {
    const text = utf8(formatAnswer(good));
    const minisig = utf8(minisigOver(replyKey, 'ED', prehash(formatAnswer(good))));
    const both = [
      ['answer.json', text],
      ['answer.json.minisig', minisig],
    ] as const;
    const end = 2 * blockBytes + inBlocks(text.length) + inBlocks(minisig.length);
    const broken = [
      sealEntries([...both].reverse()),
      sealEntries([both[0]]),
      sealEntries([['../answer.json', text], both[1]]),
      sealEntries([...both, ['more', utf8('x')]]),
      sealEntries(both, (payload) => payload.fill(1, -1)),
      sealEntries(both, (payload) => payload.fill(1, blockBytes + text.length, blockBytes + text.length + 1)),
      sealEntries(both, (payload) => payload.fill(1, end - 1, end)),
      sealEntries(both, (payload) => payload.fill(0x37, 124, 135)),
      sealEntries(both, (payload) => payload.fill(0x78, 265, 270)),
    ];
    expect(await codeOf(openWith(await sealEntries(both)))).toMatch(/^no AnswerError: null/);
    for (const each of broken) expect(await codeOf(openWith(await each))).toBe('answer-malformed');
  });
});

describe('the size of an answer', () => {
  const withText = (text: string) =>
    sampleAnswer({ messages: [{ ...(good.messages[1] as Answer['messages'][0]), text }] });

  it('takes 24 KiB of text, and refuses a byte more', async () => {
    const most = await withText('a'.repeat(maxAnswerTextBytes));
    expect(fitsAnswer(most)).toBe(true);
    expect((await openWith((await sealAnswer(engine, replyKey, most)).sealed)).messages[0]?.text?.length).toBe(24_576);
    const more = await withText('a'.repeat(maxAnswerTextBytes + 1));
    expect(fitsAnswer(more)).toBe(false);
    await expect(sealAnswer(engine, replyKey, more)).rejects.toThrow(RangeError);
  });

  it('refuses text that only its escapes make too long', async () => {
    expect(fitsAnswer(await withText('\u0001'.repeat(6_000)))).toBe(false);
  });
});
