import { type BundleEnvelope, type BundleIndex, isInChain } from '../crypto/bundle.ts';
import type { Committee } from '../crypto/committee.ts';
import { daysBetween, type Keyring } from '../crypto/keyring.ts';
import type { UnpackedEntry } from '../crypto/unpack.ts';
import { type Report, takeAwayOrigin } from '../report/report.ts';
import { maxNamedFiles } from './file-facts.ts';
import type { Alarm, Notice } from './result.ts';

/** Days between writing and arriving that clocks and slow networks explain. */
const forgivenDays = 3;

/** What is known offline, to hold reports against. */
export interface Known {
  readonly committee: Committee | null;
  /** Believed keyrings; empty if none was given. */
  readonly keyrings: readonly Keyring[];
}

/** What the server said about an envelope: hints. */
export interface Hint {
  readonly index: BundleIndex;
  readonly envelope: BundleEnvelope;
}

/** Holds an envelope's own hash against the bundle's index and chain. */
export function envelopeAlarms(sha256: string, { index, envelope }: Hint): Alarm[] {
  const alarms: Alarm[] = [];
  if (sha256 !== envelope.sha256) alarms.push({ code: 'envelope-differs', detail: envelope.sha256 });
  if (!isInChain(index, envelope)) alarms.push({ code: 'not-in-chain', detail: `position ${envelope.position}` });
  return alarms;
}

/** Holds what the report says inside its seal, which decides, against what was said outside. */
export function contextAlarms(report: Report, hint: Hint | null, { committee, keyrings }: Known): Alarm[] {
  const alarms: Alarm[] = [];
  const expect = (isFine: boolean, code: Alarm['code'], detail: string) => {
    if (!isFine) alarms.push({ code, detail });
  };
  if (hint) {
    const { mailboxId, sealedBy, receivedDay } = hint.envelope;
    const days = daysBetween(report.createdDay, receivedDay);
    // Of a carried one the server knows nothing but the day; and it may have been on its way for months.
    if (mailboxId !== null) {
      expect(report.mailboxId === mailboxId, 'mailbox-differs', mailboxId);
      expect(report.sealedBy === sealedBy, 'sealed-by-differs', `the server says ${sealedBy}`);
    }
    const isLate = mailboxId !== null && days > forgivenDays;
    const said = `written ${report.createdDay}, arrived ${receivedDay}`;
    expect(!isLate && days >= -forgivenDays, 'day-differs', said);
  }
  const asked = committee?.id ?? hint?.index.committee;
  expect(asked === undefined || report.committee === asked, 'committee-differs', report.committee);
  const serial = report.keyringSerial;
  const isKnownSerial =
    keyrings.length > 0
      ? keyrings.some((keyring) => keyring.serial === serial)
      : serial >= (committee?.minimumKeyringSerial ?? 1);
  expect(isKnownSerial, 'keyring-serial-unknown', String(serial));
  const isKnownOrigin =
    keyrings.length === 0 ||
    report.origin === takeAwayOrigin ||
    keyrings.some(({ origins }) => origins.includes(report.origin));
  expect(isKnownOrigin, 'origin-unknown', report.origin);
  return alarms;
}

/** What a reader is to know of how the report was made; no suspicion. */
export function contextNotices({ origin, keyringExpired, keyringSerial, ...report }: Report): Notice[] {
  const notices: Notice[] = [];
  if (origin === takeAwayOrigin) notices.push({ code: 'from-take-away', detail: '' });
  if (keyringExpired) notices.push({ code: 'keyring-expired-then', detail: `keyring ${keyringSerial}` });
  if (report.kind !== 'update' && report.answers.receipt?.none) notices.push({ code: 'no-receipt', detail: '' });
  return notices;
}

/** Flags what differs from `SHA256SUMS`. */
export function hashAlarms(report: UnpackedEntry, files: readonly UnpackedEntry[]): Alarm[] {
  const alarms: Alarm[] = report.intact ? [] : [{ code: 'report-altered', detail: report.name }];
  const altered = files.filter(({ intact }) => !intact);
  for (const { name } of altered.slice(0, maxNamedFiles)) alarms.push({ code: 'file-altered', detail: name });
  if (altered.length > maxNamedFiles)
    alarms.push({ code: 'file-altered', detail: `${altered.length - maxNamedFiles} more files` });
  return alarms;
}
