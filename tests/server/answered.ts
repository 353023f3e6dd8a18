import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { concat, utf8 } from '../../crypto/bytes.ts';
import { toHex } from '../../crypto/hex.ts';
import type { Outgoing } from '../../crypto/outgoing.ts';
import { mailboxId, mailboxToken, replyRecipient } from '../../crypto/receipt-keys.ts';
import { sealAnswer } from '../../crypto/seal-answer.ts';
import { type SigningKey, signMinisign } from '../../crypto/signing-key.ts';
import { blockBytes, inBlocks, tarHeader } from '../../crypto/tar-entry.ts';
import type { Answer } from '../../report/answer.ts';
import { type TestServer, today } from './test-server.ts';

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The answer of a number to whoever holds a receipt; so many messages lead to it. */
export async function answerTo({ server, committee, reply }: TestServer, receipt: Uint8Array, number: number) {
  const messages = Array.from({ length: number }, (_, at) => ({
    number: at + 1,
    day: today,
    status: 'question_waiting' as const,
    language: 'en',
    text: `Invented question ${at + 1}?`,
  }));
  const answer: Answer = {
    type: 'answer/v1',
    committee: committee.id,
    mailboxId: toHex(mailboxId(mailboxToken(receipt))),
    replyRecipient: replyRecipient(server.engine, receipt),
    reportId: 'ab'.repeat(16),
    number,
    day: today,
    keyringSerial: 1,
    status: 'question_waiting',
    messages,
  };
  const { sealed } = await sealAnswer(server.engine, reply, answer);
  return { answer, sealed };
}

interface Bundle {
  readonly answers?: readonly { readonly answer: Answer; readonly sealed: Uint8Array }[];
  readonly erased?: readonly string[];
  readonly change?: Partial<Outgoing>;
  readonly key?: SigningKey;
  /** Changes the finished file. */
  readonly meddle?: (tar: Uint8Array) => Uint8Array;
}

const entry = (name: string, body: Uint8Array) =>
  concat(tarHeader(name, body.length), body, new Uint8Array(inBlocks(body.length) - body.length));

/** Writes a bundle of answers as the reading room does, or with something wrong about it. */
export function writeOutgoing(site: TestServer, name: string, bundle: Bundle): string {
  const { answers = [], erased = [], change = {}, key = site.reply, meddle = (tar) => tar } = bundle;
  const sorted = [...answers].sort((left, right) => (left.answer.mailboxId < right.answer.mailboxId ? -1 : 1));
  const index: Outgoing = {
    type: 'outgoing/v1',
    committee: site.committee.id,
    number: 1,
    day: today,
    answers: sorted.map(({ answer, sealed }) => ({
      mailboxId: answer.mailboxId,
      number: answer.number,
      sha256: sha256(sealed),
    })),
    erased: [...erased],
    ...change,
  };
  const text = utf8(JSON.stringify(index));
  const tar = concat(
    entry('outgoing.json', text),
    entry('outgoing.json.minisig', utf8(signMinisign(key, text))),
    ...sorted.map(({ answer, sealed }) => entry(`answers/${answer.mailboxId}.age`, sealed)),
    new Uint8Array(2 * blockBytes),
  );
  const file = join(site.folder, name);
  writeFileSync(file, meddle(tar));
  return file;
}
