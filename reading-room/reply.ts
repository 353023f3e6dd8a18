import { textOf } from '../crypto/bytes.ts';
import { maxAnswerTextBytes } from '../crypto/mailbox-shape.ts';
import { fitsAnswer, sealAnswer } from '../crypto/seal-answer.ts';
import { sodiumEngine } from '../crypto/sodium-engine.ts';
import { type Answer, type AnswerMessage, type AnswerStatus, answerSchema, answerStatuses } from '../report/answer.ts';
import { isErased, keepAnswer, lastAnswer, nextNumber } from './answers-kept.ts';
import { needed, readArguments } from './arguments.ts';
import { readCommittee, readKeyringFile } from './committee-file.ts';
import { inert } from './inert.ts';
import type { Io } from './io.ts';
import { readLocal } from './local-file.ts';
import { unlockReplyKey } from './reply-key.ts';
import { RoomError } from './room-error.ts';
import { noticeSentences } from './sentences.ts';
import { findThread } from './threads-kept.ts';

/** `reply`: writes the next answer of a thread, signed and sealed, with everything that was answered before. */
export async function reply(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(argv, {
    reports: { type: 'string' },
    thread: { type: 'string' },
    status: { type: 'string' },
    'message-file': { type: 'string' },
    language: { type: 'string' },
    committee: { type: 'string' },
    keyring: { type: 'string' },
    'reply-key': { type: 'string' },
    'passphrase-file': { type: 'string' },
    shorten: { type: 'boolean', default: false },
    number: { type: 'string' },
  });
  if (positionals.length > 0) throw new RoomError('usage', `nothing is done with ${inert(positionals[0] ?? '')}`);
  const reports = needed(values.reports, '--reports');
  const status = statusOf(needed(values.status, '--status'));
  const text = await messageIn(values['message-file'], values.language);
  const engine = await sodiumEngine();
  const committee = await readCommittee(needed(values.committee, '--committee'));
  const keyring = await readKeyringFile(engine, committee, needed(values.keyring, '--keyring'));
  const { first } = await findThread(reports, needed(values.thread, '--thread'));
  const { mailboxId, replyRecipient, reportId } = first.report;
  if (await isErased(reports, mailboxId)) throw new RoomError('thread-erased', mailboxId);
  const last = await lastAnswer(reports, mailboxId);
  // An answer holds all that was said before: nobody else may read it, nor lose a place in the mailbox to somebody else.
  if (last && last.replyRecipient !== replyRecipient) throw new RoomError('answered-elsewhere', last.reportId);
  if (first.report.hasNoReceipt) io.err(`notice: no-receipt: ${noticeSentences['no-receipt']}\n`);
  const number = numberOf(values.number, await nextNumber(reports, mailboxId));
  const message: AnswerMessage = { number, day: io.today(), status, ...text };
  const said = {
    ...({ type: 'answer/v1', committee: committee.id, mailboxId, replyRecipient, reportId } as const),
    ...{ number, day: message.day, keyringSerial: keyring.serial, status },
  };
  const { answer, cut } = fitted({ ...said, messages: [...(last?.messages ?? []), message] }, values.shorten);
  const key = await unlockReplyKey(io, needed(values['reply-key'], '--reply-key'), values['passphrase-file'], keyring);
  try {
    const path = await keepAnswer(reports, answer, await sealAnswer(engine, key, answer));
    await io.out(describe(answer, cut, path));
  } finally {
    key.seed.fill(0);
  }
  return 0;
}

function statusOf(typed: string): AnswerStatus {
  const status = answerStatuses.find((each) => each === typed);
  if (!status) throw new RoomError('option-value', `--status is one of ${answerStatuses.join(', ')}`);
  return status;
}

/** What the team says, and in which language; nothing for a status alone. */
async function messageIn(
  path: string | undefined,
  language: string | undefined,
): Promise<Pick<AnswerMessage, 'text' | 'language'>> {
  if (path === undefined) {
    if (language !== undefined) throw new RoomError('usage', '--language needs --message-file');
    return {};
  }
  const tag = needed(language, '--language (of the message, as in "en")');
  const text = textOf(await readLocal(path, 4 * maxAnswerTextBytes, 'follow'))
    ?.replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .trim();
  if (text === undefined) throw new RoomError('message-unreadable', path);
  if (text === '') throw new RoomError('message-empty', path);
  if (!isTag(tag)) throw new RoomError('option-value', '--language is a tag like en, ar or pt-BR');
  return { language: tag, text };
}

function isTag(tag: string): boolean {
  try {
    return tag.length <= 35 && Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** One more than the last, or what somebody says whose earlier answers were lost with another machine. */
function numberOf(typed: string | undefined, next: number): number {
  if (typed === undefined) return next;
  const number = /^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 0;
  if (number < next) throw new RoomError('option-value', `--number is ${next} or more here`);
  return number;
}

/** Characters of an older message that stay where room is needed. */
const keptCharacters = 200;

interface Fitted {
  readonly answer: Answer;
  /** Numbers of the messages that were cut. */
  readonly cut: readonly number[];
}

/**
 * Cuts the oldest messages until all fits, if somebody wants it; the newest is never cut.
 * @throws RoomError `answer-too-long`.
 */
function fitted(asked: Answer, mayShorten: boolean): Fitted {
  const messages = [...asked.messages];
  const cut: number[] = [];
  for (let at = 0; !fitsAnswer({ ...asked, messages }); at += 1) {
    const message = messages[at];
    if (!message || !mayShorten || at === messages.length - 1)
      throw new RoomError('answer-too-long', `at most ${maxAnswerTextBytes} bytes of text in all`);
    if (message.text === undefined || message.text.length <= keptCharacters) continue;
    messages[at] = { ...message, text: `${beginningOf(message.text)} …`, shortened: true };
    cut.push(message.number);
  }
  // In the schema's own order of keys.
  return { answer: answerSchema.parse({ ...asked, messages }), cut };
}

/** The first characters as a reader counts them: none is cut in two. */
function beginningOf(text: string): string {
  const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
  let beginning = '';
  for (const { segment } of characters) {
    if (beginning.length + segment.length > keptCharacters) break;
    beginning += segment;
  }
  return beginning.trimEnd();
}

const describe = ({ number, day, status, mailboxId }: Answer, cut: readonly number[], path: string): string =>
  `Answer ${number} of ${day} is signed and sealed: ${status}.

  thread      ${mailboxId}
  kept in     ${inert(path)}
${cut.length > 0 ? `  shortened   ${cut.join(', ')}\n` : ''}
Next: npm run room -- outgoing, and carry the bundle to the server.
`;
