import { readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AnsweringRoom, answeringRoom, newThread, today } from './answering.ts';
import { errorCode } from './desk.ts';
import { firstReport, threadOf, updateReport } from './sample.ts';

let room: AnsweringRoom;
beforeEach(async () => {
  room = await answeringRoom();
});
afterEach(() => rm(room.folder, { recursive: true }));

describe('erase', () => {
  const asks = (thread: ReturnType<typeof threadOf>, erasure: 'ask' | 'take_back', createdDay: string) =>
    updateReport(thread, { erasure }, { createdDay });

  it('waits a week from the day on which somebody notes it, whatever day the request names', async () => {
    const { thread, first } = newThread();
    await room.keep(first);
    const id = thread.mailboxId;
    expect(errorCode(await room.erase(id))).toBe('erasure-not-asked');
    await room.keep(asks(thread, 'ask', '2031-01-01'));
    expect(errorCode(await room.erase(id, today, '--carry-out'))).toBe('erasure-not-noted');
    expect((await room.erase(id)).out).toContain('from 2031-03-11 on');
    expect((await room.erase(id, '2031-03-06')).out).toContain('It was noted on 2031-03-04');
    expect(errorCode(await room.erase(id, '2031-03-10', '--carry-out'))).toBe('erasure-too-early');
    await room.reply(id, 'opened');
    expect((await room.erase(id, '2031-03-11', '--carry-out')).out).toContain('Erased here: 2 reports');
    expect(readdirSync(room.reports)).toEqual(['answers']);
    expect(readdirSync(join(room.reports, 'answers', id))).toEqual(['erased.json']);
    expect((await room.outgoing('a.tar')).out).toContain('0 answers, 1 mailboxes');
    await room.keep(first);
    expect(errorCode(await room.reply(id, 'opened'))).toBe('thread-erased');
    expect(errorCode(await room.outgoing('b.tar'))).toBe('nothing-outgoing');
  });

  it('ends what it has begun, if it was ended in the middle', async () => {
    const { thread, first } = newThread();
    await room.keep(first);
    const request = await room.keep(asks(thread, 'ask', '2031-03-01'));
    await room.erase(thread.mailboxId);
    await room.erase(thread.mailboxId, '2031-03-12', '--carry-out');
    await room.keep(first);
    await room.keep(request);
    expect((await room.erase(thread.mailboxId)).out).toContain('Erased here: 2 reports');
    expect(readdirSync(room.reports)).toEqual(['answers']);
  });

  it('goes by what came since the note, whatever day it names', async () => {
    const { thread, first } = newThread();
    await room.keep(first);
    await room.keep(asks(thread, 'ask', '9999-12-31'));
    await room.keep(firstReport(thread));
    await room.erase(thread.mailboxId);
    const back = await room.keep(asks(thread, 'take_back', '2031-01-01'));
    expect(errorCode(await room.erase(thread.mailboxId, '2031-03-20', '--carry-out'))).toBe('erasure-taken-back');
    rmSync(join(room.reports, back.reportId), { recursive: true });
    expect((await room.erase(thread.mailboxId, '2031-03-20', '--carry-out')).out).toContain('Erased here: 3 reports');
  });

  it('is noted anew where it was taken back and asked for again, by somebody who has read both', async () => {
    const { thread, first } = newThread();
    await room.keep(first);
    const id = thread.mailboxId;
    await room.keep(asks(thread, 'ask', '2031-03-01'));
    await room.erase(id);
    await room.keep(asks(thread, 'take_back', '2031-03-05'));
    expect(errorCode(await room.erase(id, '2031-03-06', '--anew'))).toBe('erasure-taken-back');
    await room.keep(asks(thread, 'ask', '2031-03-07'));
    for (const more of [[], ['--carry-out'], ['--carry-out', '--anew']])
      expect(errorCode(await room.erase(id, '2031-03-20', ...more))).toBe('erasure-taken-back');
    expect((await room.erase(id, '2031-03-20', '--anew')).out).toContain('from 2031-03-27 on');
    expect(errorCode(await room.erase(id, '2031-03-21', '--carry-out'))).toBe('erasure-too-early');
    await room.keep(asks(thread, 'take_back', '2031-03-02'));
    expect(errorCode(await room.erase(id, '2031-03-28', '--carry-out', '--anew'))).toBe('erasure-taken-back');
  });

  it('does nothing once it was taken back, and believes only who holds the code', async () => {
    const { thread, first } = newThread();
    await room.keep(first);
    await room.keep(asks({ ...threadOf(), mailboxId: thread.mailboxId }, 'ask', '2031-03-01'));
    expect(errorCode(await room.erase(thread.mailboxId))).toBe('erasure-not-asked');
    await room.keep(asks(thread, 'ask', '2031-03-01'));
    expect((await room.erase(thread.mailboxId)).status).toBe(0);
    await room.keep(asks({ ...threadOf(), mailboxId: thread.mailboxId }, 'take_back', '2031-03-09'));
    expect((await room.erase(thread.mailboxId, '2031-03-05')).status).toBe(0);
    await room.keep(asks(thread, 'take_back', '2031-03-01'));
    expect(errorCode(await room.erase(thread.mailboxId, '2031-03-20', '--carry-out'))).toBe('erasure-taken-back');
    expect(readdirSync(room.reports)).toContain(first.reportId);
  });
});
