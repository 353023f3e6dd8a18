import { domainToASCII } from 'node:url';
import { createTransport as createMailer, type SendMailOptions, type Transporter } from 'nodemailer';
import type { MailBatch } from '../storage/store.ts';

/** Bytes of the text before base64, whatever it says. */
const bodyBytes = 1_024;
/** Characters of the line kept for the keyring, empty or not. */
const noticeLength = 72;
/** Six digits; who has a million reports waiting knows it. */
const largestCount = 999_999;
/** Milliseconds; nodemailer's own are minutes, and stopping waits for a try to end. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 };

/** The sender's address has no domain that a Message-ID could be made of. */
export class MailError extends Error {
  override readonly name = 'MailError';
  readonly code = 'mail-from-invalid';
}

export interface Notice {
  readonly batch: MailBatch;
  /** One address each, as in the header: `Name <name@domain>` or the address alone. */
  readonly from: string;
  readonly to: string;
  /** Becomes the Date header, to the second: the time of sending, not of any report. */
  readonly date: Date;
  /** Printable ASCII; cut at 72 characters, and any other character becomes a question mark. */
  readonly keyringNotice?: string;
}

/**
 * Writes the mail that tells the team to collect: counts and nothing else, no link, no number of a report.
 * All mails between the same two addresses have one length in bytes, and the same batch and date give the same bytes.
 * @throws MailError `mail-from-invalid`
 */
export function composeMail({ batch, from, to, date, keyringNotice = '' }: Notice): SendMailOptions {
  return {
    from,
    to,
    date,
    subject: 'Report form: notice',
    messageId: `<${batch.id}@${domainOf(from)}>`,
    text: bodyOf(batch, keyringNotice),
    encoding: 'base64',
    xMailer: false,
    // Out-of-office programs answer everything else (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function bodyOf(batch: MailBatch, keyringNotice: string): string {
  const lines = [
    'Since the notice before this one:',
    `  new reports            ${digits(batch.threads)}`,
    `  additions to reports   ${digits(batch.updates)}`,
    `Not collected yet        ${digits(batch.waiting)}`,
    '',
    keyringNotice
      .replace(/[^ -~]/g, '?')
      .slice(0, noticeLength)
      .padEnd(noticeLength),
    '',
    'This mail never says what a report contains, who sent it or how urgent',
    'it is. It has the same length whatever it says.',
    '',
    'What to do now: collect the sealed reports from the inbox, carry them to',
    'the reading room and open them there, offline.',
    '',
  ];
  return lines
    .join('\r\n')
    .padEnd(bodyBytes - 2)
    .concat('\r\n');
}

function digits(count: number): string {
  return String(Math.min(count, largestCount)).padStart(6, '0');
}

function domainOf(address: string): string {
  const domain = domainToASCII(/@([^\s<>@]+)>?\s*$/.exec(address)?.[1] ?? '');
  if (domain === '') throw new MailError('The address that mails come from has no domain.');
  return domain;
}

/** Connects to the team's mail server; TLS is what the URL says (`smtps:`, or `smtp:` with `?requireTLS=true`). */
export function createTransport(smtpUrl: string): Transporter {
  return createMailer({ ...timeouts, url: smtpUrl, logger: false });
}
