import { type Answer, formatAnswer } from '../report/answer.ts';
import { utf8 } from './bytes.ts';
import type { Engine } from './engine.ts';
import { answerName, answerPayloadBytes, answerSignatureName, maxAnswerTextBytes } from './mailbox-shape.ts';
import { seal } from './seal.ts';
import { type SigningKey, signMinisign } from './signing-key.ts';
import { bufferSource } from './source.ts';
import { blockBytes, inBlocks, tarHeader } from './tar-entry.ts';

/** An answer as it is kept and as it travels. */
export interface SealedAnswer {
  /** The exact bytes of `answer.json`. */
  readonly text: string;
  readonly minisig: string;
  /** `sealedAnswerBytes` long. */
  readonly sealed: Uint8Array;
}

/** Whether all that an answer says fits into one. */
export const fitsAnswer = (answer: Answer): boolean =>
  answer.messages.reduce((sum, { text = '' }) => sum + utf8(text).length, 0) <= maxAnswerTextBytes &&
  // Two headers, the signature's block, and the two blocks that end a tar.
  inBlocks(utf8(formatAnswer(answer)).length) + 5 * blockBytes <= answerPayloadBytes;

/**
 * Signs an answer and seals it to the one who may read it. Offline: the signing key is nowhere else.
 * @throws RangeError for an answer that does not fit; ask `fitsAnswer`.
 */
export async function sealAnswer(engine: Engine, key: SigningKey, answer: Answer): Promise<SealedAnswer> {
  if (!fitsAnswer(answer)) throw new RangeError('answer beyond its size');
  const text = formatAnswer(answer);
  const minisig = signMinisign(key, utf8(text));
  const envelope = seal(engine, [answer.replyRecipient], bufferSource(answerPayload(text, minisig)));
  return { text, minisig, sealed: await envelope.slice(0, envelope.size) };
}

/** A signed text as it is sealed: the tar of both, filled up with zeros. */
export function answerPayload(text: string, minisig: string): Uint8Array {
  const payload = new Uint8Array(answerPayloadBytes);
  let at = 0;
  for (const [name, body] of [
    [answerName, utf8(text)],
    [answerSignatureName, utf8(minisig)],
  ] as const) {
    payload.set(tarHeader(name, body.length), at);
    payload.set(body, at + blockBytes);
    at += blockBytes + inBlocks(body.length);
  }
  return payload;
}
