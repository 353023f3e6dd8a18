import { domainToASCII } from 'node:url';
import { createTransport as createMailer, type SendMailOptions, type Transporter } from 'nodemailer';
import type { MailBatch } from '../storage/store.ts';
import type { Messages } from '../views/messages.ts';
import type { MailServer } from './smtp-url.ts';

/** Bytes of the text before base64, whatever it says and in whatever language. */
const bodyBytes = 2_560;
/** Six digits; who has a million reports waiting knows it. */
const largestCount = 999_999;
/** Milliseconds; nodemailer's own are minutes, and stopping waits for a try to end. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 };

/**
 * `mail-from-invalid`: the sender's address has no domain that a Message-ID could be made of. `mail-too-long`: the
 * sentences of the language do not fit the one length of all mails.
 */
export class MailError extends Error {
  override readonly name = 'MailError';
  readonly code: 'mail-from-invalid' | 'mail-too-long';
  constructor(code: MailError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export interface Notice {
  readonly batch: MailBatch;
  /** One address each, as in the header: `Name <name@domain>` or the address alone. */
  readonly from: string;
  readonly to: string;
  /** Becomes the Date header, to the second: the time of sending, not of any report. */
  readonly date: Date;
  /** What the team reads. */
  readonly messages: Messages;
  /** A sentence of its own on the keyring, in the same language. */
  readonly keyringNotice?: string;
}

/**
 * Writes the mail that tells the team to collect: counts and nothing else, no link, no number of a report.
 * All mails in one language between the same two addresses have one length in bytes, and the same batch and date give
 * the same bytes. @throws MailError
 */
export function composeMail({ batch, from, to, date, messages, keyringNotice = '' }: Notice): SendMailOptions {
  return {
    from,
    to,
    date,
    subject: messages.t('mail.subject'),
    messageId: `<${batch.id}@${domainOf(from)}>`,
    text: bodyOf(batch, messages, keyringNotice),
    encoding: 'base64',
    xMailer: false,
    // Out-of-office programs answer everything else (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function bodyOf(batch: MailBatch, { t }: Messages, keyringNotice: string): string {
  const count = (number: number) => ({ count: Math.min(number, largestCount) });
  const lines = [
    t('mail.since'),
    t('mail.threads', count(batch.threads)),
    t('mail.updates', count(batch.updates)),
    t('mail.carried', count(batch.carried)),
    '',
    t('mail.waiting', count(batch.waiting)),
    '',
    ...(keyringNotice === '' ? [] : [keyringNotice, '']),
    t('mail.silence'),
    '',
    t('mail.todo'),
    '',
  ];
  const text = lines.join('\r\n');
  const room = bodyBytes - Buffer.byteLength(text) - 2;
  if (room < 0) throw new MailError('mail-too-long', `The mail needs ${-room} bytes more than it may have.`);
  return `${text}${' '.repeat(room)}\r\n`;
}

function domainOf(address: string): string {
  const domain = domainToASCII(/@([^\s<>@]+)>?\s*$/.exec(address)?.[1] ?? '');
  if (domain === '') throw new MailError('mail-from-invalid', 'The address that mails come from has no domain.');
  return domain;
}

/** Connects to the team's mail server. Handed over part by part: nodemailer takes any option of its own from a URL. */
export function createTransport({ host, port, secure, requireTLS, auth }: MailServer): Transporter {
  return createMailer({ ...timeouts, host, port, secure, requireTLS, ...(auth && { auth }), logger: false });
}
