import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { sealedAnswerBytes } from '../crypto/mailbox-shape.ts';
import type { SealedAnswer } from '../crypto/seal-answer.ts';
import { type Answer, answerSchema } from '../report/answer.ts';
import { judgeJson } from './judge-json.ts';
import { readLocal, sha256Of } from './local-file.ts';
import { isThere, replaceFile, writeNew } from './new-file.ts';
import { fileError, RoomError } from './room-error.ts';

/** Folder of answers beside the reports of a folder. */
const answersFolder = 'answers';
const maxAnswerBytes = 65_536;

/** `answers/MAILBOX-ID`: what was answered in a thread, and whether it is to be erased. */
const threadFolder = (reports: string, mailboxId: string): string => join(reports, answersFolder, mailboxId);

const nameOf = (number: number): string => String(number).padStart(6, '0');

/** Numbers of the answers of a thread, smallest first; only whole ones count, and those have all three files. */
async function numbersIn(folder: string): Promise<number[]> {
  const names = new Set(await namesIn(folder));
  return [...names]
    .flatMap((name) =>
      /^\d{6}\.age$/.test(name) && names.has(name.replace('.age', '.json')) ? [Number(name.slice(0, 6))] : [],
    )
    .sort((left, right) => left - right);
}

async function namesIn(folder: string): Promise<string[]> {
  if (!(await isThere(folder))) return [];
  try {
    return await readdir(folder);
  } catch (error) {
    throw fileError(error, folder, 'path-unreadable');
  }
}

/** A number that no file of a thread has, not even one that was left behind half-done. */
export async function nextNumber(reports: string, mailboxId: string): Promise<number> {
  const names = await namesIn(threadFolder(reports, mailboxId));
  return 1 + names.reduce((most, name) => Math.max(most, Number(/^\d{6}(?=\.)/.exec(name)?.[0] ?? 0)), 0);
}

/** The last answer of a thread; `null` before the first one. @throws RoomError `answer-kept-broken`. */
export async function lastAnswer(reports: string, mailboxId: string): Promise<Answer | null> {
  const folder = threadFolder(reports, mailboxId);
  const number = (await numbersIn(folder)).at(-1);
  if (number === undefined) return null;
  const path = join(folder, `${nameOf(number)}.json`);
  return readKept(answerSchema, path);
}

async function readKept<Data>(schema: z.ZodMiniType<Data>, path: string): Promise<Data> {
  const judged = judgeJson(schema, await readLocal(path, maxAnswerBytes, 'refuse'), maxAnswerBytes);
  if (!judged.ok) throw new RoomError('answer-kept-broken', path);
  return judged.data;
}

/** Keeps an answer: its text, its signature, and last of all what travels. @returns where it lies. */
export async function keepAnswer(reports: string, answer: Answer, made: SealedAnswer): Promise<string> {
  const path = join(await makeFolder(reports, answer.mailboxId), nameOf(answer.number));
  await writeNew(`${path}.json`, made.text, 0o600);
  await writeNew(`${path}.json.minisig`, made.minisig, 0o600);
  await writeNew(`${path}.age`, made.sealed, 0o600);
  return `${path}.json`;
}

async function makeFolder(reports: string, mailboxId: string): Promise<string> {
  const folder = threadFolder(reports, mailboxId);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch (error) {
    throw fileError(error, folder, 'write-failed');
  }
}

/** A sealed answer that can travel; its bytes are read again when they leave. */
export interface ReadyAnswer {
  readonly mailboxId: string;
  readonly number: number;
  /** Of the sealed answer. */
  readonly sha256: string;
}

/** The last answer of every thread, by mailbox id. */
export async function* lastAnswers(reports: string): AsyncGenerator<ReadyAnswer> {
  for (const mailboxId of await mailboxIds(reports)) {
    const folder = threadFolder(reports, mailboxId);
    const number = (await numbersIn(folder)).at(-1);
    if (number === undefined) continue;
    yield { mailboxId, number, sha256: sha256Of(await readSealed(reports, mailboxId, number)) };
  }
}

/** An answer as it travels. @throws RoomError `answer-kept-broken` for one of another length. */
export async function readSealed(reports: string, mailboxId: string, number: number): Promise<Uint8Array> {
  const path = join(threadFolder(reports, mailboxId), `${nameOf(number)}.age`);
  const sealed = await readLocal(path, sealedAnswerBytes, 'refuse');
  if (sealed.length !== sealedAnswerBytes) throw new RoomError('answer-kept-broken', path);
  return sealed;
}

async function mailboxIds(reports: string): Promise<string[]> {
  const names = await namesIn(join(reports, answersFolder));
  return names.filter((name) => /^[0-9a-f]{64}$/.test(name)).sort();
}

const erasureNoted = 'erasure-noted.json';
const erasureDone = 'erased.json';

/** Whether erasing has begun: the server will be told, whatever is left here. */
export const isErased = (reports: string, mailboxId: string): Promise<boolean> =>
  isThere(join(threadFolder(reports, mailboxId), erasureDone));

/** What somebody has noted of a wish for erasure. */
export interface NotedErasure {
  readonly day: string;
  /** Ids of the updates that asked for it, and of those that took such a wish back, as far as they were known then. */
  readonly asked: readonly string[];
  readonly takenBack: readonly string[];
}
const notedSchema = z.strictObject({ day: z.iso.date(), asked: z.array(z.string()), takenBack: z.array(z.string()) });

/** `null` if nobody has noted one. @throws RoomError `answer-kept-broken`. */
export async function notedErasure(reports: string, mailboxId: string): Promise<NotedErasure | null> {
  const path = join(threadFolder(reports, mailboxId), erasureNoted);
  if (!(await isThere(path))) return null;
  return readKept(notedSchema, path);
}

/** Notes a wish for erasure, in the place of an earlier note. */
export const noteErasure = (reports: string, mailboxId: string, noted: NotedErasure) =>
  mark(reports, mailboxId, erasureNoted, noted, replaceFile);

/** From here on the server is told to forget the mailbox. */
export const markErased = (reports: string, mailboxId: string, day: string) =>
  mark(reports, mailboxId, erasureDone, { day });

/** Removes what was answered in a thread that is to be erased; done again it does no harm. */
export async function clearAnswers(reports: string, mailboxId: string): Promise<void> {
  const folder = threadFolder(reports, mailboxId);
  for (const name of await namesIn(folder)) if (name !== erasureDone) await rm(join(folder, name));
}

async function mark(reports: string, mailboxId: string, name: string, said: object, write = writeNew): Promise<void> {
  const folder = await makeFolder(reports, mailboxId);
  await write(join(folder, name), `${JSON.stringify(said)}\n`, 0o600);
}

/** Mailboxes that the server is to forget, in order. */
export async function erasedMailboxes(reports: string): Promise<string[]> {
  const erased: string[] = [];
  for (const mailboxId of await mailboxIds(reports)) if (await isErased(reports, mailboxId)) erased.push(mailboxId);
  return erased;
}
