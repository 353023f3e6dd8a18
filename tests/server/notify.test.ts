import { expect, test } from 'vitest';
import { openSqliteStore } from '../../storage/sqlite.ts';
import { newFile } from '../storage/new-file.ts';
import { bodyOf, header, startMailServer } from './mail-server.ts';
import { minuteMs, StillClock } from './still-clock.ts';
import { arrive, startTelling } from './telling.ts';

test('sends at the boundaries of the clock, at most once a window, and not at all for nothing', async () => {
  const { mails, port } = await startMailServer();
  const store = openSqliteStore(newFile());
  const clock = new StillClock();
  const { notifier, errors } = startTelling(store, port, clock);
  await arrive(store, 2);
  expect(clock.nextIn).toBe(8);
  await clock.pass(7.9);
  expect(mails).toHaveLength(0);
  await clock.pass(0.1);
  expect(mails).toHaveLength(1);
  expect(bodyOf(mails[0])).toContain('New reports: 2');
  expect(header(mails[0], 'Date')).toBe('Sun, 08 Mar 2026 10:15:00 +0000');

  await arrive(store);
  await clock.pass(5);
  await arrive(store);
  await clock.pass(9);
  expect(mails).toHaveLength(1);
  await clock.pass(1);
  expect(mails).toHaveLength(2);
  expect(bodyOf(mails[1])).toContain('New reports: 2');
  expect(bodyOf(mails[1])).toContain('Not collected yet: 4');
  expect(header(mails[1], 'Message-ID')).not.toBe(header(mails[0], 'Message-ID'));

  await clock.pass(120);
  expect(mails).toHaveLength(2);
  expect(errors).toEqual([]);
  await notifier.stop();
  await store.close();
});

test('keeps to the next boundary when a timer fires early', async () => {
  const { mails, port } = await startMailServer();
  const store = openSqliteStore(newFile());
  const clock = new StillClock();
  const after = clock.after.bind(clock);
  clock.after = (delayMs, work) => after(delayMs - 2, work);
  const { notifier } = startTelling(store, port, clock);
  await arrive(store);
  await clock.pass(8 - 2 / minuteMs);
  expect(mails).toHaveLength(1);
  await arrive(store);
  await clock.pass(14);
  expect(mails).toHaveLength(1);
  await clock.pass(1);
  expect(mails).toHaveLength(2);
  await notifier.stop();
  await store.close();
});

test('keeps sending when the clock was set back a year', async () => {
  const { mails, port } = await startMailServer();
  const store = openSqliteStore(newFile());
  const clock = new StillClock();
  const { notifier } = startTelling(store, port, clock);
  await clock.pass(7);
  clock.shown -= 365 * 24 * 60 * minuteMs;
  await clock.pass(1);
  expect(clock.nextIn).toBe(15);
  await arrive(store);
  await clock.pass(15);
  expect(mails).toHaveLength(1);
  await notifier.stop();
  await store.close();
});

test('retries with the same bytes, ever later, and then returns to the boundaries', async () => {
  const busy = { code: 451, text: 'team@parliament.example is busy' };
  const { mails, port } = await startMailServer(0, [busy, busy, busy, null]);
  const store = openSqliteStore(newFile());
  const clock = new StillClock();
  const { notifier, errors } = startTelling(store, port, clock);
  await arrive(store);
  await clock.pass(8);
  expect(mails).toHaveLength(1);
  expect(clock.nextIn).toBe(1);
  await arrive(store);
  await clock.pass(1);
  expect(mails).toHaveLength(2);
  expect(clock.nextIn).toBe(2);
  await clock.pass(2);
  expect(mails).toHaveLength(3);
  expect(clock.nextIn).toBe(4);
  await clock.pass(4);
  expect(mails).toHaveLength(4);
  for (const mail of mails) expect(mail.equals(mails[0] ?? Buffer.alloc(0))).toBe(true);
  expect(errors).toEqual(['EMESSAGE', 'EMESSAGE', 'EMESSAGE']);

  expect(clock.nextIn).toBe(8);
  await clock.pass(8);
  expect(mails).toHaveLength(5);
  expect(bodyOf(mails[4])).toContain('New reports: 1');
  expect(header(mails[4], 'Message-ID')).not.toBe(header(mails[0], 'Message-ID'));
  await notifier.stop();
  await store.close();
});

test('waits an hour at the longest between two tries', async () => {
  const { port, stop } = await startMailServer();
  await stop();
  const store = openSqliteStore(newFile());
  const clock = new StillClock();
  const { notifier, errors } = startTelling(store, port, clock);
  await arrive(store);
  const waits: number[] = [];
  for (let tries = 0; tries < 9; tries += 1) {
    await clock.pass(clock.nextIn);
    waits.push(clock.nextIn);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  expect(new Set(errors)).toEqual(new Set(['ESOCKET']));
  await notifier.stop();
  await store.close();
});
