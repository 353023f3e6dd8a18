import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { composeMail, createTransport } from '../../server/mail.ts';
import type { MailBatch } from '../../storage/store.ts';
import { addresses, bodyOf, header, startMailServer } from './mail-server.ts';
import { start } from './still-clock.ts';

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
