import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Keyring } from '../../crypto/keyring.ts';
import { keyringNotice } from '../../server/keyring-notice.ts';
import { composeMail, createTransport } from '../../server/mail.ts';
import type { MailBatch } from '../../storage/store.ts';
import { newMessages } from '../../views/messages.ts';
import { catalogues, english, inventedCatalogue, messagesFor } from '../views/languages.ts';
import { addresses, bodyOf, header, onLoopback, startMailServer } from './mail-server.ts';
import { start } from './still-clock.ts';

const bodyBytes = 2_560;

async function sent(batch: Partial<MailBatch>, keyringNotice = '', messages = messagesFor('en')): Promise<Buffer> {
  const { mails, port } = await startMailServer();
  const whole = { id: randomBytes(16).toString('hex'), threads: 0, updates: 0, carried: 0, waiting: 0, ...batch };
  const date = new Date(start + (batch.threads ?? 0));
  await createTransport(onLoopback(port)).sendMail(
    composeMail({ batch: whole, date, ...addresses, messages, keyringNotice }),
  );
  expect(mails).toHaveLength(1);
  return mails[0] ?? Buffer.alloc(0);
}

const invented = newMessages(
  {
    ...inventedCatalogue('tlh'),
    messages: { ...inventedCatalogue('tlh').messages, 'mail.subject': 'တိုင်ကြားမှု: အသိပေးချက်', 'mail.since': 'ယခင်ကတည်းက' },
  },
  english,
);

test.each([
  ['en', messagesFor('en')],
  ['an invented language', invented],
])('has one length in bytes whatever it says, in %s', async (_name, messages) => {
  const mails = [
    await sent({}, '', messages),
    await sent({ threads: 7, updates: 7, carried: 7, waiting: 7 }, '', messages),
    await sent({ threads: 999_999, updates: 999_999, carried: 999_999, waiting: 999_999 }, '', messages),
    await sent({ threads: 5_000_000, updates: 12, waiting: 40_000_000 }, '', messages),
    await sent({ threads: 1 }, 'Žádné dny', messages),
    await sent({ threads: 1 }, messages.t('mail.keyring.expires', { days: 14 }), messages),
  ];
  expect(new Set(mails.map((mail) => mail.length)).size).toBe(1);
  expect(mails.map((mail) => Buffer.byteLength(bodyOf(mail)))).toEqual(mails.map(() => bodyBytes));
  expect(new Set(mails.map((mail) => header(mail, 'Subject'))).size).toBe(1);
});

test.each([...catalogues.keys()])('holds every sentence of the language %s', (language) => {
  const messages = messagesFor(language);
  const batch = { id: 'a'.repeat(32), threads: 999_999, updates: 999_999, carried: 999_999, waiting: 999_999 };
  for (const day of ['2026-12-31', '2027-02-28', '2027-03-02']) {
    const notice = keyringNotice({ expires: '2027-03-01' } as Keyring, day, messages);
    expect(notice).not.toBe('');
    const mail = composeMail({ batch, date: new Date(start), ...addresses, messages, keyringNotice: notice });
    expect(mail.text).toContain(notice);
    expect(mail.subject).not.toMatch(/MP\b|danger|urgent/i);
  }
});

test('refuses sentences that would make it longer than every other mail', () => {
  const batch = { id: 'a'.repeat(32), threads: 1, updates: 0, carried: 0, waiting: 1 };
  const mail = { batch, date: new Date(start), ...addresses, messages: messagesFor('en') };
  expect(() => composeMail({ ...mail, keyringNotice: 'x'.repeat(bodyBytes) })).toThrow(
    expect.objectContaining({ code: 'mail-too-long' }),
  );
});

test('says counts, and how to go on, and nothing else', async () => {
  const mail = await sent({ id: 'c'.repeat(32), threads: 3, updates: 12, carried: 2, waiting: 2_000_000 });
  const body = bodyOf(mail);
  expect(header(mail, 'Subject')).toBe('Report form: notice');
  expect(body).toContain('New reports: 3\r\n');
  expect(body).toContain('Additions to reports: 12\r\n');
  expect(body).toContain('Sealed files brought by hand: 2\r\n');
  expect(body).toContain('Not collected yet: 999,999\r\n');
  expect(body).toContain('This mail never says what a report contains');
  expect(body.trimEnd().split('\r\n').at(-1)).toContain('collect the sealed reports');
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

test('speaks the language it is given', async () => {
  const mail = await sent({ threads: 3 }, '', invented);
  expect(bodyOf(mail)).toContain('‹tlh› New reports: 3');
  expect(bodyOf(mail)).toContain('ယခင်ကတည်းက\r\n');
});

test('carries the keyring notice on its own line', async () => {
  const line = 'The keyring expires in 14 days.';
  expect(bodyOf(await sent({}))).not.toContain('keyring');
  expect(bodyOf(await sent({}, line))).toContain(`\r\n${line}\r\n`);
});

test('refuses a sender without a domain', () => {
  const batch = { id: 'd'.repeat(32), threads: 1, updates: 0, carried: 0, waiting: 1 };
  const mail = { batch, to: addresses.to, date: new Date(start), messages: messagesFor('en') };
  expect(() => composeMail({ ...mail, from: 'root' })).toThrow(expect.objectContaining({ code: 'mail-from-invalid' }));
});
