import { utf8 } from './bytes.ts';
import type { Engine } from './engine.ts';
import { toHex } from './hex.ts';
import type { Keyring } from './keyring.ts';
import { packPayload } from './payload.ts';
import { randomBytes } from './random.ts';
import { mailboxId, mailboxToken, replyRecipient, threadKey } from './receipt-keys.ts';
import { type Envelope, seal } from './seal.ts';
import type { Source } from './source.ts';

/** What `report.json` says that the sealer cannot know by itself; its shape is `report/`'s business. */
export interface ReportFacts {
  readonly schemaVersion: number;
  readonly kind: string;
  readonly origin: string;
  readonly formBuild: string;
  readonly sealedBy: 'browser' | 'server';
  /** Only where a take-away form's keyring had expired. */
  readonly keyringExpired?: true;
  readonly uiLanguage: string;
  /** UTC day. */
  readonly createdDay: string;
  readonly answers: unknown;
  /** What is said of each file, in the order of the files. */
  readonly files?: readonly unknown[];
}

export interface SealedReport {
  readonly envelope: Envelope;
  /** Hexadecimal; travels beside the envelope. */
  readonly mailboxId: string;
  /** Overwrites the report's bytes; the envelope gives no new slice after it. Strings stay until collected. */
  wipe(): void;
}

/** What a report says of its receipt; costs a key pair, so a page makes it before anybody waits for it. */
export interface ReceiptFacts {
  /** Hexadecimal, as are the token and the thread key. */
  readonly mailboxId: string;
  readonly mailboxToken: string;
  readonly threadKey: string;
  /** `age1pq1…`. */
  readonly replyRecipient: string;
}

/** Everything that a report says of a receipt of 16 bytes. */
export function receiptFacts(engine: Engine, receipt: Uint8Array): ReceiptFacts {
  const token = mailboxToken(receipt);
  return {
    mailboxId: toHex(mailboxId(token)),
    mailboxToken: toHex(token),
    threadKey: toHex(threadKey(receipt)),
    replyRecipient: replyRecipient(engine, receipt),
  };
}

/**
 * Seals one report to the keyring's recipients: the one way through, in the browser and on the server's plain way.
 * Here plaintext ends. Each call makes a new report id, file key and nonce; the receipt may be the same.
 * @param files bytes of the files; whatever of them is asked for is read again.
 * @param isWide whether the payload is filled up so far that its size says little.
 * @throws SealError, RangeError.
 */
export function sealReport(
  engine: Engine,
  keyring: Keyring,
  receipt: ReceiptFacts,
  facts: ReportFacts,
  files: readonly Source[] = [],
  isWide = false,
): SealedReport {
  const { answers, ...context } = facts;
  const report = utf8(
    JSON.stringify({
      ...context,
      reportId: toHex(randomBytes(16)),
      committee: keyring.committee,
      keyringSerial: keyring.serial,
      threadKey: receipt.threadKey,
      mailboxId: receipt.mailboxId,
      replyRecipient: receipt.replyRecipient,
      answers,
    }),
  );
  const recipients = keyring.recipients.map(({ recipient }) => recipient);
  return {
    envelope: seal(engine, recipients, packPayload(report, files, isWide)),
    mailboxId: receipt.mailboxId,
    wipe: () => void report.fill(0),
  };
}
