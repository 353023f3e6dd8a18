import { bech32 } from '@scure/base';
import { Decrypter } from 'age-encryption';
import { type Answer, answerSchema, formatAnswer } from '../report/answer.ts';
import { jsonOf, sameBytes, textOf, utf8 } from './bytes.ts';
import type { Committee } from './committee.ts';
import type { Engine } from './engine.ts';
import { headerLength, isEnvelopeHeader } from './envelope-shape.ts';
import { toHex } from './hex.ts';
import type { Keyring } from './keyring.ts';
import {
  answerName,
  answerPayloadBytes,
  answerSignatureName,
  maxSignatureBytes,
  sealedAnswerBytes,
} from './mailbox-shape.ts';
import { mailboxId, mailboxToken, replyIdentity, replyRecipient } from './receipt-keys.ts';
import { type ReplyFault, readSigned } from './reply-key.ts';
import { blockBytes, inBlocks, sizeInHeader, tarHeader } from './tar-entry.ts';

/**
 * Why an answer is not shown: `answer-not-ours` for what does not open with the code's identity (random filling, or an
 * answer to somebody else), `answer-broken` for what opens and was cut or altered, `answer-malformed` for what is signed
 * by nobody because it is no answer, `answer-foreign` for a good one of another committee, mailbox or recipient.
 */
export type AnswerErrorCode =
  | 'answer-not-ours'
  | 'answer-broken'
  | 'answer-malformed'
  | 'answer-foreign'
  | `answer-${ReplyFault}`;

export class AnswerError extends Error {
  override readonly name = 'AnswerError';
  readonly code: AnswerErrorCode;
  constructor(code: AnswerErrorCode) {
    super(code);
    this.code = code;
  }
}

/** The age identity, `AGE-SECRET-KEY-PQ-1…`, that opens the answers to a receipt of 16 bytes. */
export const answerIdentity = (receipt: Uint8Array): string =>
  bech32.encode('age-secret-key-pq-', bech32.toWords(replyIdentity(receipt)), false).toUpperCase();

/**
 * Opens and believes an answer, for the holder of the receipt alone. In this order: its length and header, typage, the
 * tar, whose it is signed by, and only then what it says.
 *
 * Layout of the payload, 32,768 bytes: a canonical tar of `answer.json` and `answer.json.minisig`, zero fill. Source:
 * docs/RECEIPT.md.
 * @throws AnswerError.
 */
export async function openAnswer(
  engine: Engine,
  committee: Committee,
  keyring: Keyring,
  receipt: Uint8Array,
  sealed: Uint8Array,
): Promise<Answer> {
  const { text, minisig } = await openParts(receipt, sealed);
  const answer = readSigned(engine, keyring, text, minisig, parse);
  if (typeof answer === 'string') throw new AnswerError(`answer-${answer}`);
  const isOurs =
    answer.committee === committee.id &&
    answer.mailboxId === toHex(mailboxId(mailboxToken(receipt))) &&
    answer.replyRecipient === replyRecipient(engine, receipt);
  if (!isOurs) throw new AnswerError('answer-foreign');
  return answer;
}

async function openParts(receipt: Uint8Array, sealed: Uint8Array): Promise<{ text: Uint8Array; minisig: string }> {
  if (sealed.length !== sealedAnswerBytes || !isEnvelopeHeader(sealed.subarray(0, headerLength(1)), 1))
    throw new AnswerError('answer-broken');
  const decrypter = new Decrypter();
  decrypter.addIdentity(answerIdentity(receipt));
  let payload: Uint8Array;
  try {
    payload = await decrypter.decrypt(sealed);
  } catch (error) {
    // typage's one sentence for "no stanza opened"; anything else means that one did and the rest is broken.
    const forOthers = error instanceof Error && error.message === "no identity matched any of the file's recipients";
    throw new AnswerError(forOthers ? 'answer-not-ours' : 'answer-broken');
  }
  if (payload.length !== answerPayloadBytes) throw new AnswerError('answer-malformed');
  const text = entryAt(payload, 0, answerName, answerPayloadBytes);
  const next = blockBytes + inBlocks(text.length);
  const minisig = entryAt(payload, next, answerSignatureName, maxSignatureBytes);
  const end = next + blockBytes + inBlocks(minisig.length);
  // What pads the two entries is zero too, and at least the two blocks that end a tar are there.
  const fill = [...payload.subarray(blockBytes + text.length, next), ...payload.subarray(end - pad(minisig.length))];
  if (end + 2 * blockBytes > payload.length || fill.some((byte) => byte !== 0))
    throw new AnswerError('answer-malformed');
  return { text, minisig: textOf(minisig) ?? '' };
}

const pad = (length: number): number => inBlocks(length) - length;

/** An entry whose header is the one it can have. @throws AnswerError. */
function entryAt(payload: Uint8Array, at: number, name: string, maxBytes: number): Uint8Array {
  const header = payload.subarray(at, at + blockBytes);
  const size = sizeInHeader(header);
  const end = at + blockBytes + size;
  if (size < 0 || size > maxBytes || end > payload.length || !sameBytes(header, tarHeader(name, size)))
    throw new AnswerError('answer-malformed');
  return payload.subarray(at + blockBytes, end);
}

/** What an answer says, if its bytes are the only ones that say so. */
function parse(bytes: Uint8Array): Answer | null {
  const parsed = answerSchema.safeParse(jsonOf(bytes));
  return parsed.success && sameBytes(utf8(formatAnswer(parsed.data)), bytes) ? parsed.data : null;
}
