import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { composeMail, createTransport } from '../../server/mail.ts';
import { type Clock, startNotifier } from '../../server/notify.ts';
import { openSqliteStore } from '../../storage/sqlite.ts';
import type { MailBatch, Store } from '../../storage/store.ts';
import { envelopeOf, link } from '../storage/envelope.ts';
import { newFile } from '../storage/new-file.ts';

const windowMs = 15 * 60_000;
const minuteMs = 60_000;
/** A window begins here. */
const start = Date.parse('2026-03-08T10:00:00Z');
const addresses = { from: 'Report form <notice@parliament.example>', to: 'team@parliament.example' };

interface Answer {
  code: number;
  text: string;
}

/** A mail server on loopback that keeps every DATA it was sent, also those that it then refuses. */
async function startMailServer(port = 0, answers: (Answer | null)[] = []) {
  const mails: Buffer[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks));
        const answer = answers.shift();
        done(answer ? Object.assign(new Error(answer.text), { responseCode: answer.code }) : null);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  onTestFinished(stop);
  return { mails, stop, port: (server.server.address() as AddressInfo).port };
}

/** Time that moves only when told to, and waits for what it set off. */
class StillClock implements Clock {
  /** What the clock on the wall shows; timers do not care when it is set. */
  shown = start + 7 * minuteMs;
  #elapsed = 0;
  #timers: { at: number; work: () => Promise<void> }[] = [];

  now() {
    return this.shown;
  }

  after(delayMs: number, work: () => Promise<void>) {
    const timer = { at: this.#elapsed + delayMs, work };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** Minutes until the next timer. */
  get nextIn() {
    return (Math.min(...this.#timers.map(({ at }) => at)) - this.#elapsed) / minuteMs;
  }

  async pass(minutes: number) {
    const end = this.#elapsed + minutes * minuteMs;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      this.#move((due?.at ?? end) - this.#elapsed);
      if (!due) return;
      this.#timers = this.#timers.filter((each) => each !== due);
      await due.work();
    }
  }

  #move(ms: number) {
    this.#elapsed += ms;
    this.shown += ms;
  }
}

function startTelling(store: Pick<Store, 'openBatch' | 'closeBatch'>, port: number, clock: StillClock) {
  const transport = createTransport(`smtp://127.0.0.1:${port}`);
  const errors: string[] = [];
  const notifier = startNotifier({
    store,
    compose: (batch, date) => composeMail({ batch, date, ...addresses }),
    send: (mail) => transport.sendMail(mail),
    windowMs,
    clock,
    onError: (code) => errors.push(code),
  });
  return { notifier, errors };
}

let arrivals = 0;
const arrive = async (store: Store, times = 1) => {
  for (let count = 0; count < times; count += 1) {
    arrivals += 1;
    expect(await store.acceptEnvelope(envelopeOf(`sealed ${arrivals}`, `mailbox ${arrivals}`), link)).toBe('stored');
  }
};

const header = (mail: Buffer | undefined, name: string) =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(mail?.toString('latin1').replace(/\r/g, '') ?? '')?.[1];
const bodyOf = (mail: Buffer | undefined) =>
  Buffer.from(mail?.toString('latin1').split('\r\n\r\n')[1] ?? '', 'base64').toString('latin1');
const withoutDate = (mail: Buffer | undefined) => mail?.toString('latin1').replace(/^Date: .*$/m, '');

async function sent(batch: Partial<MailBatch>, keyringNotice?: string): Promise<Buffer> {
  const { mails, port } = await startMailServer();
  const whole = { id: randomBytes(16).toString('hex'), threads: 0, updates: 0, waiting: 0, ...batch };
  const date = new Date(start + (batch.threads ?? 0));
  const notice = keyringNotice === undefined ? {} : { keyringNotice };
  await createTransport(`smtp://127.0.0.1:${port}`).sendMail(
    composeMail({ batch: whole, date, ...addresses, ...notice }),
  );
  expect(mails).toHaveLength(1);
  return mails[0] ?? Buffer.alloc(0);
}

test('has one length in bytes whatever it says', async () => {
  const mails = [
    await sent({}),
    await sent({ threads: 7, updates: 7, waiting: 7 }),
    await sent({ threads: 999_999, updates: 999_999, waiting: 999_999 }),
    await sent({ threads: 5_000_000, updates: 12, waiting: 40_000_000 }),
    await sent({ threads: 1 }, 'The keyring ends in 14 days.'),
    await sent({ threads: 1 }, `Žádné dny ${'x'.repeat(200)}`),
  ];
  expect(new Set(mails.map((mail) => mail.length)).size).toBe(1);
  expect(mails.map((mail) => bodyOf(mail).length)).toEqual(Array.from({ length: 6 }, () => 1_024));
  expect(new Set(mails.map((mail) => header(mail, 'Subject')))).toEqual(new Set(['Report form: notice']));
});

test('says counts, and how to go on, and nothing else', async () => {
  const mail = await sent({ id: 'c'.repeat(32), threads: 3, updates: 12, waiting: 2_000_000 });
  const body = bodyOf(mail);
  expect(body).toContain('new reports            000003');
  expect(body).toContain('additions to reports   000012');
  expect(body).toContain('Not collected yet        999999');
  expect(body).toContain('This mail never says what a report contains');
  expect(body.trimEnd().split('\r\n').slice(-2).join(' ')).toContain('collect the sealed reports');
  expect(body).not.toMatch(/https?:|[0-9a-f]{8}/);
  expect(header(mail, 'Message-ID')).toBe(`<${'c'.repeat(32)}@parliament.example>`);
  const names = mail
    .toString('latin1')
    .split('\r\n\r\n')[0]
    ?.match(/^[\w-]+(?=:)/gm)
    ?.sort();
  expect(names).toEqual(
    [
      'Auto-Submitted',
      'Content-Transfer-Encoding',
      'Content-Type',
      'Date',
      'From',
      'MIME-Version',
      'Message-ID',
      'Subject',
      'To',
    ].sort(),
  );
});

test('carries the keyring notice on its own line', async () => {
  const line = 'The keyring ends in 14 days.';
  expect(bodyOf(await sent({}))).not.toContain('keyring');
  expect(bodyOf(await sent({}, line))).toContain(`\r\n${line.padEnd(72)}\r\n`);
});

test('refuses a sender without a domain', () => {
  const batch = { id: 'd'.repeat(32), threads: 1, updates: 0, waiting: 1 };
  expect(() => composeMail({ batch, from: 'root', to: addresses.to, date: new Date(start) })).toThrow(
    expect.objectContaining({ code: 'mail-from-invalid' }),
  );
});

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
  expect(bodyOf(mails[0])).toContain('new reports            000002');
  expect(header(mails[0], 'Date')).toBe('Sun, 08 Mar 2026 10:15:00 +0000');

  await arrive(store);
  await clock.pass(5);
  await arrive(store);
  await clock.pass(9);
  expect(mails).toHaveLength(1);
  await clock.pass(1);
  expect(mails).toHaveLength(2);
  expect(bodyOf(mails[1])).toContain('new reports            000002');
  expect(bodyOf(mails[1])).toContain('Not collected yet        000004');
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
  expect(bodyOf(mails[4])).toContain('new reports            000001');
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
  expect(bodyOf(second.mails[0])).toContain('new reports            000001');
  expect(bodyOf(second.mails[1])).toContain('new reports            000002');
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
  expect(bodyOf(mails[2])).toContain('new reports            000001');
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
      openBatch: async () => ({ id: 'f'.repeat(32), threads: 1, updates: 0, waiting: 1 }),
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
