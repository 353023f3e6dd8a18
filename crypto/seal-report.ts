import { utf8 } from './bytes.ts';
import type { Engine } from './engine.ts';
import { toHex } from './hex.ts';
import type { Keyring } from './keyring.ts';
import { packPayload } from './payload.ts';
import { randomBytes } from './random.ts';
import { mailboxId, mailboxToken, replyRecipient, threadKey } from './receipt-keys.ts';
import { type Envelope, seal } from './seal.ts';

/** What `report.json` says that the sealer cannot know by itself; its shape is `report/`'s business. */
export interface ReportFacts {
  readonly schemaVersion: number;
  readonly kind: string;
  readonly origin: string;
  readonly formBuild: string;
  readonly sealedBy: 'browser' | 'server';
  readonly uiLanguage: string;
  /** UTC day. */
  readonly createdDay: string;
  readonly answers: unknown;
}

export interface SealedReport {
  readonly envelope: Envelope;
  /** Hexadecimal; travels beside the envelope. */
  readonly mailboxId: string;
  /** Overwrites the report's bytes; the envelope gives no new slice after it. Strings stay until collected. */
  wipe(): void;
}

/**
 * Seals one report to the keyring's recipients: the one way through, in the browser and on the server's plain way.
 * Here plaintext ends. Each call makes a new report id, file key and nonce; the receipt may be the same.
 * @param receipt 16 bytes; thread key, mailbox id and reply recipient come from it. @throws SealError, RangeError.
 */
export function sealReport(engine: Engine, keyring: Keyring, receipt: Uint8Array, facts: ReportFacts): SealedReport {
  const mailbox = toHex(mailboxId(mailboxToken(receipt)));
  const { answers, ...context } = facts;
  const report = utf8(
    JSON.stringify({
      ...context,
      reportId: toHex(randomBytes(16)),
      committee: keyring.committee,
      keyringSerial: keyring.serial,
      threadKey: toHex(threadKey(receipt)),
      mailboxId: mailbox,
      replyRecipient: replyRecipient(engine, receipt),
      answers,
    }),
  );
  const recipients = keyring.recipients.map(({ recipient }) => recipient);
  return {
    envelope: seal(engine, recipients, packPayload(report)),
    mailboxId: mailbox,
    wipe: () => void report.fill(0),
  };
}
