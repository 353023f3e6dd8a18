import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAnswer } from '../../crypto/answer.ts';
import { maxAnswerTextBytes, sealedAnswerBytes } from '../../crypto/mailbox-shape.ts';
import { newSigningKey } from '../../crypto/signing-key.ts';
import { importOutgoing } from '../../server/team/import.ts';
import { openSqliteStore } from '../../storage/sqlite.ts';
import { run as stock } from '../crypto/stock-tool.ts';
import { type AnsweringRoom, answeringRoom, newThread, today } from './answering.ts';
import { errorCode } from './desk.ts';
import { alertReport, firstReport, threadOf, updateReport } from './sample.ts';

let room: AnsweringRoom;
beforeEach(async () => {
  room = await answeringRoom();
});
afterEach(() => rm(room.folder, { recursive: true }));

const answersOf = (mailboxId: string) => join(room.reports, 'answers', mailboxId);
const sealedOf = (mailboxId: string, number: number) =>
  new Uint8Array(readFileSync(join(answersOf(mailboxId), `${String(number).padStart(6, '0')}.age`)));
const opened = (receipt: Uint8Array, sealed: Uint8Array) =>
  openAnswer(room.engine, room.committee, room.keyring, receipt, sealed);
function message(text: string, name = 'message.txt'): string {
  writeFileSync(room.at(name), text);
  return room.at(name);
}

describe('reply', () => {
  it('writes cumulative answers that only the holder of the code can open', async () => {
    const { receipt, thread, first } = newThread();
    await room.keep(first);
    const { mailboxId } = thread;
    expect(await room.reply(mailboxId, 'opened')).toMatchObject({ status: 0, err: '' });
    const text = message('\ufeff  Has a lawyer seen him?\r\nPlease tell us the day.  \n');
    const done = await room.reply(first.reportId, 'question_waiting', '--message-file', text, '--language', 'en');
    expect(done.out).toContain(`Answer 2 of ${today} is signed and sealed: question_waiting.`);
    expect(await opened(receipt, sealedOf(mailboxId, 2))).toEqual({
      type: 'answer/v1',
      committee: room.committee.id,
      ...{ mailboxId, replyRecipient: thread.replyRecipient, reportId: first.reportId },
      ...{ number: 2, day: today, keyringSerial: 1, status: 'question_waiting' },
      messages: [
        { number: 1, day: today, status: 'opened' },
        {
          ...{ number: 2, day: today, status: 'question_waiting', language: 'en' },
          text: 'Has a lawyer seen him?\nPlease tell us the day.',
        },
      ],
    });
    expect(sealedOf(mailboxId, 1).length).toBe(sealedAnswerBytes);
    const modes = readdirSync(answersOf(mailboxId)).map(
      (name) => statSync(join(answersOf(mailboxId), name)).mode & 0o777,
    );
    expect(modes).toEqual(Array(6).fill(0o600));
    const verified = stock('minisign', ['-V', '-m', '000002.json', '-P', keyLine()], answersOf(mailboxId));
    expect(verified.stdout).toContain('verified');
  });

  const keyLine = () => room.keyring.replyKeys[0]?.publicKey ?? '';

  it('answers an alert too, and seals to the recipient of the first report alone', async () => {
    const { receipt, thread } = newThread();
    const alert = await room.keep(alertReport(thread));
    await room.keep(updateReport({ ...thread, replyRecipient: threadOf().replyRecipient }));
    expect((await room.reply(thread.mailboxId, 'opened')).status).toBe(0);
    expect(await opened(receipt, sealedOf(thread.mailboxId, 1))).toMatchObject({ reportId: alert.reportId });
  });

  it('needs the room that it has: refuses what is too long, and cuts the oldest if it may', async () => {
    const { receipt, thread, first } = newThread();
    await room.keep(first);
    const say = (text: string, ...more: string[]) =>
      room.reply(thread.mailboxId, 'in_progress', '--message-file', message(text), '--language', 'ar', ...more);
    const long = `السؤال ${'س'.repeat(5_000)}`;
    expect((await say(long)).status).toBe(0);
    expect((await say(long)).status).toBe(0);
    const refused = await say(long);
    expect([errorCode(refused), readdirSync(answersOf(thread.mailboxId)).length]).toEqual(['answer-too-long', 6]);
    const shortened = await say(long, '--shorten');
    expect(shortened.out).toContain('shortened   1');
    const answer = await opened(receipt, sealedOf(thread.mailboxId, 3));
    expect(answer.messages.map(({ shortened: isCut = false, text = '' }) => [isCut, text.length < 210])).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ]);
    const never = await say('a'.repeat(maxAnswerTextBytes + 1), '--shorten');
    expect(errorCode(never)).toBe('answer-too-long');
  });

  it('carries forty messages, and goes on from a number where earlier ones were lost', async () => {
    const { receipt, thread, first } = newThread();
    await room.keep(first);
    expect(errorCode(await room.reply(thread.mailboxId, 'opened', '--number', '0'))).toBe('option-value');
    await room.reply(thread.mailboxId, 'opened', '--number', '39');
    await room.reply(thread.mailboxId, 'finished', '--message-file', message('Thank you.'), '--language', 'en');
    expect(await opened(receipt, sealedOf(thread.mailboxId, 40))).toMatchObject({ number: 40, status: 'finished' });
    expect(errorCode(await room.reply(thread.mailboxId, 'opened', '--number', '40'))).toBe('option-value');
  });

  it('names what it cannot do, and writes nothing then', async () => {
    const { thread, first } = newThread();
    await room.keep(first);
    const id = thread.mailboxId;
    const empty = message(' \n\t', 'empty.txt');
    const binary = room.at('binary.txt');
    writeFileSync(binary, new Uint8Array([0xff, 0xfe, 0x00]));
    const cases: [string, ReturnType<typeof room.reply>][] = [
      ['thread-unknown', room.reply('0'.repeat(64), 'opened')],
      ['option-value', room.reply(id, 'closed')],
      ['message-empty', room.reply(id, 'opened', '--message-file', empty, '--language', 'en')],
      ['message-unreadable', room.reply(id, 'opened', '--message-file', binary, '--language', 'en')],
      ['path-missing', room.reply(id, 'opened', '--message-file', room.at('none'), '--language', 'en')],
      ['usage', room.reply(id, 'opened', '--message-file', message('x'))],
      ['usage', room.reply(id, 'opened', '--language', 'en')],
      ['option-value', room.reply(id, 'opened', '--message-file', message('x'), '--language', 'no tag')],
      ['usage', room.reply(id, 'opened', 'more')],
    ];
    for (const [code, done] of cases) expect(errorCode(await done)).toBe(code);
    for (const unknown of ['0'.repeat(64), id.slice(0, 12)])
      for (const done of [await room.reply(unknown, 'opened'), await room.erase(unknown)]) {
        expect([done.status, errorCode(done)]).toEqual([1, 'thread-unknown']);
        expect(done.err).toContain(`(${unknown} in ${room.reports})\nhint: `);
        expect(done.err).toMatch(/64 digits.* 32 /);
      }
    expect(readdirSync(room.reports)).toEqual([first.reportId]);
  });

  it('goes on after an answer that was left half-written', async () => {
    const { receipt, thread, first } = newThread();
    await room.keep(first);
    await room.reply(thread.mailboxId, 'opened');
    rmSync(join(answersOf(thread.mailboxId), '000001.age'));
    expect((await room.reply(thread.mailboxId, 'in_progress')).out).toContain('Answer 2');
    expect(await opened(receipt, sealedOf(thread.mailboxId, 2))).toMatchObject({ messages: [{ number: 2 }] });
  });

  it('does not choose between two first reports of one mailbox', async () => {
    const { receipt, thread, first } = newThread();
    await room.keep(first);
    const copied = { ...threadOf(), mailboxId: thread.mailboxId };
    await room.keep(firstReport(copied));
    const refused = await room.reply(thread.mailboxId, 'opened');
    expect(errorCode(refused)).toBe('thread-ambiguous');
    expect(refused.err).toContain(first.reportId);
    expect((await room.reply(first.reportId, 'opened')).status).toBe(0);
    expect(await opened(receipt, sealedOf(thread.mailboxId, 1))).toMatchObject({ number: 1 });
  });

  it('says what was said to one of them to no other', async () => {
    const { thread, first } = newThread();
    await room.keep(first);
    await room.reply(first.reportId, 'opened');
    const other = await room.keep(firstReport({ ...threadOf(), mailboxId: thread.mailboxId }));
    expect(errorCode(await room.reply(other.reportId, 'opened'))).toBe('answered-elsewhere');
    expect((await room.reply(first.reportId, 'in_progress')).status).toBe(0);
    expect(readdirSync(answersOf(thread.mailboxId))).toHaveLength(6);
  });

  it('says that nobody will read it, where the sender keeps no code', async () => {
    const { thread, first } = newThread();
    if (first.kind !== 'new') throw new Error('no first report');
    await room.keep({ ...first, answers: { ...first.answers, receipt: { none: true } } });
    const done = await room.reply(thread.mailboxId, 'opened');
    expect([done.status, done.err]).toEqual([0, expect.stringMatching(/^notice: no-receipt: The sender keeps no/)]);
  });

  it('answers no second first report that whoever has the code sends to have the answers elsewhere', async () => {
    const { thread, first } = newThread();
    await room.keep(first);
    await room.keep(firstReport({ ...thread, replyRecipient: threadOf().replyRecipient }));
    expect(errorCode(await room.reply(thread.mailboxId, 'opened'))).toBe('thread-ambiguous');
  });

  it.each([
    ['reply-key-revoked', { revoked: true }],
    ['reply-key-not-today', { until: '2031-03-03' }],
    ['reply-key-not-today', { from: '2031-03-05' }],
    ['reply-key-unlisted', { publicKey: 'RWQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ])('signs with no key that nobody would believe: %s', async (code, change) => {
    rmSync(room.folder, { recursive: true });
    room = await answeringRoom(change);
    const { thread, first } = newThread();
    await room.keep(first);
    expect(errorCode(await room.reply(thread.mailboxId, 'opened'))).toBe(code);
  });

  it('takes no key of another kind', async () => {
    const { thread, first } = newThread();
    await room.keep(first);
    const other = await room.lockKey('other', newSigningKey());
    const done = await room.reply(thread.mailboxId, 'opened', '--reply-key', other.path);
    expect(errorCode(done)).toBe('reply-key-unlisted');
    const identity = await room.reply(thread.mailboxId, 'opened', '--reply-key', room.at('identity.key.age'));
    expect(errorCode(identity)).toBe('not-a-signing-key');
  });
});

describe('outgoing', () => {
  it('bundles what has not left, and the server publishes it', async () => {
    const [one, two] = [newThread(), newThread()];
    for (const { first } of [one, two]) await room.keep(first);
    for (const { thread } of [one, two]) await room.reply(thread.mailboxId, 'opened');
    await room.reply(one.thread.mailboxId, 'in_progress');
    expect((await room.outgoing('a.tar')).out).toContain('2 answers, 0 mailboxes');
    const store = openSqliteStore(room.at('inbox.db'));
    const trust = { engine: room.engine, committee: room.committee, keyring: room.keyring };
    expect(await importOutgoing(store, trust, room.at('a.tar'), today)).toMatchObject({ published: 2, refused: [] });
    const { answer } = await store.mailbox(one.thread.mailboxId);
    expect(await opened(one.receipt, new Uint8Array(answer ?? []))).toMatchObject({ number: 2, status: 'in_progress' });
    expect(errorCode(await room.outgoing('b.tar'))).toBe('nothing-outgoing');
    await room.reply(two.thread.mailboxId, 'finished');
    expect((await room.outgoing('b.tar')).out).toContain('Bundle 2 is in');
    expect(await importOutgoing(store, trust, room.at('b.tar'), today)).toMatchObject({ published: 1 });
    expect(errorCode(await room.outgoing('b.tar'))).toBe('already-exists');
    expect((await room.outgoing('all.tar', '--all')).out).toContain('2 answers');
    expect(await importOutgoing(store, trust, room.at('all.tar'), today)).toMatchObject({ alreadyHere: 2 });
    await store.close();
  });

  it('says what was kept wrongly, instead of signing it', async () => {
    const { thread, first } = newThread();
    await room.keep(first);
    await room.reply(thread.mailboxId, 'opened');
    writeFileSync(join(answersOf(thread.mailboxId), '000001.age'), 'short');
    expect(errorCode(await room.outgoing('a.tar'))).toBe('answer-kept-broken');
    writeFileSync(join(answersOf(thread.mailboxId), '000001.json'), '{}');
    expect(errorCode(await room.reply(thread.mailboxId, 'opened'))).toBe('answer-kept-broken');
  });
});
