import { expect, test } from 'vitest';
import { startNotifier } from '../../server/notify.ts';
import { openSqliteStore } from '../../storage/sqlite.ts';
import { newFile } from '../storage/new-file.ts';
import { bodyOf, header, startMailServer, withoutDate } from './mail-server.ts';
import { StillClock } from './still-clock.ts';
import { arrive, startTelling } from './telling.ts';

test('takes reports while the mail server is down, and tells of all of them once it is back', async () => {
  const first = await startMailServer();
  await first.stop();
  const store = openSqliteStore(newFile());
  const clock = new StillClock();
  const { notifier, errors } = startTelling(store, first.port, clock);
  await arrive(store);
  await clock.pass(8);
  expect(errors).toHaveLength(1);
  await arrive(store, 2);
  expect(await store.counts()).toEqual({ waiting: 3, collected: 0 });

  const second = await startMailServer(first.port);
  await clock.pass(30);
  expect(second.mails).toHaveLength(2);
  expect(bodyOf(second.mails[0])).toContain('New reports: 1');
  expect(bodyOf(second.mails[1])).toContain('New reports: 2');
  await notifier.stop();
  await store.close();
});

test('loses nothing in a restart: the mail that failed goes out with its Message-ID, then what came after', async () => {
  const { mails, port } = await startMailServer(0, [{ code: 451, text: 'later' }]);
  const file = newFile();
  const clock = new StillClock();
  const store = openSqliteStore(file);
  const before = startTelling(store, port, clock);
  await arrive(store, 3);
  await clock.pass(8);
  expect(mails).toHaveLength(1);
  await arrive(store);
  await before.notifier.stop();
  await store.close();
  expect(clock.nextIn).toBe(Number.POSITIVE_INFINITY);

  const again = openSqliteStore(file);
  const after = startTelling(again, port, clock);
  await clock.pass(14);
  expect(mails).toHaveLength(1);
  await clock.pass(1);
  expect(mails).toHaveLength(2);
  expect(header(mails[0], 'Message-ID')).toBeDefined();
  expect(withoutDate(mails[1])).toBe(withoutDate(mails[0]));
  await clock.pass(15);
  expect(mails).toHaveLength(3);
  expect(bodyOf(mails[2])).toContain('New reports: 1');
  await after.notifier.stop();
  await again.close();
});

test('does not send again when only closing the batch fails', async () => {
  const { mails, port } = await startMailServer();
  const store = openSqliteStore(newFile());
  const clock = new StillClock();
  let failures = 2;
  const failing = {
    openBatch: store.openBatch,
    async closeBatch(id: string) {
      failures -= 1;
      if (failures >= 0) throw Object.assign(new Error('disk'), { code: 'storage-full' });
      await store.closeBatch(id);
    },
  };
  const { notifier, errors } = startTelling(failing, port, clock);
  await arrive(store);
  await clock.pass(30);
  expect(mails).toHaveLength(1);
  expect(errors).toEqual(['storage-full', 'storage-full']);
  expect(await store.openBatch(() => 'e'.repeat(32))).toBeNull();
  await notifier.stop();
  await store.close();
});

test('hands on a short code and never the words of an error', async () => {
  const codes: string[] = [];
  const errors = [
    new Error('550 team@parliament.example unknown'),
    Object.assign(new Error('no'), { code: 'team@parliament.example' }),
    Object.assign(new Error('no'), { code: 'EAUTH' }),
    'text',
  ];
  const clock = new StillClock();
  const notifier = startNotifier({
    store: {
      async openBatch() {
        throw errors.shift();
      },
      async closeBatch() {},
    },
    compose: () => 'mail',
    send: async () => {},
    clock,
    onError: (code) => codes.push(code),
  });
  await clock.pass(8 + 1 + 2 + 4);
  expect(codes).toEqual(['unknown', 'unknown', 'EAUTH', 'unknown']);
  await notifier.stop();
});

test('stops only after the try that is under way, and starts no other', async () => {
  const clock = new StillClock();
  const sending = Promise.withResolvers<void>();
  const delivered = Promise.withResolvers<void>();
  const closed: string[] = [];
  const notifier = startNotifier({
    store: {
      openBatch: async () => ({ id: 'f'.repeat(32), threads: 1, updates: 0, carried: 0, waiting: 1 }),
      closeBatch: async (id) => {
        closed.push(id);
      },
    },
    compose: () => 'mail',
    send: async () => {
      sending.resolve();
      await delivered.promise;
    },
    clock,
    onError: () => {},
  });
  const passing = clock.pass(8);
  await sending.promise;
  const stopping = notifier.stop();
  expect(closed).toEqual([]);
  delivered.resolve();
  await stopping;
  expect(closed).toEqual(['f'.repeat(32)]);
  await passing;
  expect(clock.nextIn).toBe(Number.POSITIVE_INFINITY);
});
