import { createHash } from 'node:crypto';
import { sealWith } from '../../../crypto/seal.ts';
import { answerPayload } from '../../../crypto/seal-answer.ts';
import { signMinisign } from '../../../crypto/signing-key.ts';
import { sodiumEngine } from '../../../crypto/sodium-engine.ts';
import { bufferSource } from '../../../crypto/source.ts';
import { type Answer, formatAnswer } from '../../../report/answer.ts';
import { fixedDraw } from '../../crypto/fixed-draw.ts';
import { sampleReceipt } from '../../crypto/sample.ts';
import { replyKey, sampleAnswer, strangersKey } from '../../crypto/sample-answer.ts';
import { hexOf, numbered, type VectorFile } from '../vector-file.ts';
import { minisigOver, signer } from './signatures.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Seals a signed text under the fixed draw of a name. */
export async function sealSigned(name: string, text: string, minisig: string, recipient: string) {
  const payload = bufferSource(answerPayload(text, minisig));
  const envelope = sealWith(fixedDraw(`answer ${name}`), await sodiumEngine(), [recipient], payload);
  return envelope.slice(0, envelope.size);
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Answers, good and bad: each opens with the identity of the sample receipt, and is judged by the sample keyring. */
export async function answers(): Promise<VectorFile> {
  const good = await sampleAnswer();
  const text = formatAnswer(good);
  const changed = (change: object) => `${JSON.stringify({ ...good, ...change })}\n`;
  const sign = (signed: string, key = replyKey) => signMinisign(key, utf8(signed));
  const bad = (name: string, expect: string, signed = text, minisig = sign(signed)) => ({
    name: `must fail: ${name}`,
    text: signed,
    minisig,
    expect,
  });
  const foreign = (name: string, change: Partial<Answer>) => bad(name, 'answer-foreign', changed(change));
  const malformed = (name: string, signed: string) => bad(name, 'answer-malformed', signed);
  const swapped = { ...strangersKey, publicKey: { ...strangersKey.publicKey, id: replyKey.publicKey.id } };
  const prehash = (signed: string) => createHash('blake2b512').update(signed).digest();
  const whole = async (name: string, answer: Answer) => {
    const signed = formatAnswer(answer);
    const minisig = sign(signed);
    return {
      name,
      text: signed,
      minisig,
      sealedSha256: sha256(await sealSigned(name, signed, minisig, answer.replyRecipient)),
      expect: null,
    };
  };
  const longest = { number: 2, day: good.day, status: good.status, language: 'my', text: 'မ'.repeat(8_000) };
  return {
    purpose:
      'Answers to the sample receipt, judged by the good keyring of keyring.json. `text` is answer.json, `minisig` the ' +
      'file beside it; `sealedSha256` is of the whole sealed answer under a fixed draw.',
    source: `docs/RECEIPT.md, "Answer". Receipt: ${hexOf(sampleReceipt)}. Case 1 is also stored whole, as answer-1.age.`,
    vectors: numbered([
      await whole('two messages', good),
      await whole('24,000 bytes of text', await sampleAnswer({ messages: [longest] })),
      bad('signed by nobody', 'answer-unsigned', text, ''),
      bad('signature over another text', 'answer-unsigned', text, sign('x')),
      bad('legacy signature', 'answer-unsigned', text, minisigOver(replyKey, 'Ed', utf8(text))),
      bad(
        "a stranger's signature under our key id",
        'answer-unsigned',
        text,
        minisigOver(swapped, 'ED', prehash(text)),
      ),
      bad('signed by a stranger', 'answer-key-unknown', text, sign(text, strangersKey)),
      bad('signed by the root', 'answer-key-unknown', text, sign(text, signer('root'))),
      bad('signed by the asset key', 'answer-key-unknown', text, sign(text, signer('asset'))),
      bad('signed before the key counted', 'answer-key-outside-window', formatAnswer(onDay(good, '2031-02-28'))),
      bad('signed after the key counted', 'answer-key-outside-window', formatAnswer(onDay(good, '2031-08-29'))),
      foreign('another committee', { committee: '0'.repeat(32) }),
      foreign('another mailbox', { mailboxId: '0'.repeat(64) }),
      foreign('another recipient', { replyRecipient: `${good.replyRecipient.slice(0, -1)}q` }),
      malformed('no JSON', 'answer'),
      malformed('another type', changed({ type: 'outgoing/v1' })),
      malformed('an unknown field', changed({ note: 'x' })),
      malformed('an unknown status', changed({ status: 'closed' })),
      malformed('no message', changed({ messages: [] })),
      malformed('a number that no message has', changed({ number: 3 })),
      malformed('messages out of order', changed({ messages: [...good.messages].reverse() })),
      malformed('a time', changed({ day: '2031-03-09T10:00Z' })),
      malformed('spaces', `${JSON.stringify(good, null, 1)}\n`),
      malformed('no line feed at the end', JSON.stringify(good)),
      malformed('another order of keys', `${JSON.stringify(Object.fromEntries(Object.entries(good).reverse()))}\n`),
      malformed('a key twice', `${text.trim().slice(0, -1)},"number":2}\n`),
    ]),
  };
}

/** An answer of another day. */
const onDay = (answer: Answer, day: string): Answer => ({
  ...answer,
  day,
  messages: answer.messages.map((message) => ({ ...message, day })),
});
