import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from '../../server/settings.ts';
import { readSmtpUrl } from '../../server/smtp-url.ts';
import { catalogues } from '../views/languages.ts';

const plain = { secure: false, requireTLS: false };
const team = { user: 'team', pass: '2024#secret' };

it.each([
  ['smtp://127.0.0.1:25', { host: '127.0.0.1', port: 25, ...plain }],
  ['smtp://localhost', { host: 'localhost', port: 587, ...plain }],
  ['smtp://[::1]:2525', { host: '::1', port: 2525, ...plain }],
  ['smtp://mail.example.org/', { host: 'mail.example.org', port: 587, ...plain }],
  ['smtps://MAIL.Bücher.example', { host: 'mail.xn--bcher-kva.example', port: 465, ...plain, secure: true }],
  [
    'smtp://team:2024%23secret@mail.example.org:587?requireTLS=true',
    { host: 'mail.example.org', port: 587, secure: false, requireTLS: true, auth: team },
  ],
  [
    'smtps://team%40example.org:%23%2F%3F%40%3A%25%20é^{}@mail.example.org:65535',
    {
      host: 'mail.example.org',
      port: 65_535,
      ...plain,
      secure: true,
      auth: { user: 'team@example.org', pass: '#/?@:% é^{}' },
    },
  ],
])('reads %s', (url, server) => {
  expect(readSmtpUrl(url)).toEqual(server);
});

describe('refuses, and repeats no part of the password, what has', () => {
  const secret = 'Zx7Qv9';
  it.each([
    ['# in a password', `smtps://team:2024#${secret}@mail.example.org:465`],
    ['# in a password, where the rest was cut off', 'smtps://team:2024'],
    ['# in a password, and a user with a dot', `smtps://my.team:2024#${secret}@mail.example.org`],
    ['/ in a password', `smtps://team:20/${secret}@mail.example.org`],
    ['/ in a password behind what looks like a host', `smtps://team.example:20/${secret}@mail.example.org`],
    ['? in a password', `smtps://team:20?${secret}@mail.example.org`],
    ['@ in a password', `smtps://team:20@${secret}@mail.example.org`],
    ['@ in a user name', `smtps://team@example.org:${secret}@mail.example.org`],
    [': in a password', `smtps://team:20:${secret}@mail.example.org`],
    ['a space in a password', `smtps://team:20 ${secret}@mail.example.org`],
    ['% in a password', `smtps://team:20%${secret}@mail.example.org`],
    ['% at the end of a password', `smtps://team:${secret}%@mail.example.org`],
    ['bytes that are not UTF-8 in a password', `smtps://team:${secret}%ff@mail.example.org`],
    ['a line break in a password', `smtps://team:${secret}%0D%0AX@mail.example.org`],
    ['a line break behind it', `smtps://team:${secret}@mail.example.org\n`],
    ['quotes around it', `"smtps://team:${secret}@mail.example.org"`],
    ['another protocol', `https://team:${secret}@mail.example.org`],
    ['a protocol of nodemailer alone', `direct:team:${secret}@mail.example.org`],
    ['one slash', `smtps:/team:${secret}@mail.example.org`],
    ['no slashes', `smtps:team:${secret}@mail.example.org`],
    ['no host', `smtps://team:${secret}@`],
    ['no host but a port', `smtps://team:${secret}@:465`],
    ['a host without a dot', `smtps://team:${secret}@mail:465`],
    ['a host that ends in a dot', `smtps://team:${secret}@mail.`],
    ['a host of too few numbers', `smtps://team:${secret}@127.1`],
    ['a host of too large numbers', `smtps://team:${secret}@999.1.1.1`],
    ['a host with a percent sequence', `smtps://team:${secret}@mail%2eexample.org`],
    ['a bracket without an address', `smtps://team:${secret}@[mail.example.org]`],
    ['an empty port', `smtps://team:${secret}@mail.example.org:`],
    ['port 0', `smtps://team:${secret}@mail.example.org:0`],
    ['port 70000', `smtps://team:${secret}@mail.example.org:70000`],
    ['a port that is no number', `smtps://team:${secret}@mail.example.org:4e2`],
    ['a user without a password', `smtps://${secret}@mail.example.org`],
    ['an empty password', `smtps://${secret}:@mail.example.org`],
    ['a password without a user', `smtps://:${secret}@mail.example.org`],
    ['a path', `smtps://team:${secret}@mail.example.org/inbox`],
    ['a log of what is sent', `smtps://team:${secret}@mail.example.org?logger=true&debug=true`],
    ['a program that is started', `smtps://team:${secret}@mail.example.org?sendmail=true&path=/bin/sh`],
    ['TLS that is not verified', `smtps://team:${secret}@mail.example.org?tls.rejectUnauthorized=false`],
    ['TLS twice', `smtp://team:${secret}@mail.example.org?requireTLS=true&requireTLS=false`],
    ['nothing', ''],
  ])('%s', (_what, url) => {
    const problem = readSmtpUrl(url);
    expect(problem).toEqual(expect.any(String));
    for (const part of [secret, '2024', 'mail.example']) expect(problem).not.toContain(part);
    let told: unknown;
    try {
      readSettings({ SMTP_URL: url, DEMO: '1' }, catalogues);
    } catch (error) {
      told = error;
    }
    expect(told).toBeInstanceOf(SettingsError);
    const { problems } = told as SettingsError;
    expect(problems.filter((each) => each.startsWith('SMTP_URL '))).toHaveLength(1);
    // Whatever prints the error, and all that hangs on it.
    expect(inspect(told, { depth: 10, showHidden: true })).not.toContain(secret);
  });

  it('says how to write what may not stand there', () => {
    expect(readSmtpUrl('smtps://team:2024')).toMatch(/write # as %23, \/ as %2F/);
  });
});
