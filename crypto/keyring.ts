import * as z from 'zod/mini';
import { jsonOf } from './bytes.ts';
import type { Committee } from './committee.ts';
import type { Engine } from './engine.ts';
import { parsePublicKey, verifyMinisign } from './minisign.ts';
import { parseRecipient } from './recipient.ts';
import { maxRecipients } from './seal.ts';

/** Longest time a keyring is valid, in days: what was forgotten must not last. */
export const maxKeyringDays = 180;
/** From here on people are told that a keyring is about to expire, in days. */
export const keyringNoticeDays = 60;
/** Longest keyring file that is looked at, in bytes. */
export const maxKeyringBytes = 65_536;

const day = z.iso.date();
const publicKey = z.string().check(z.refine((line) => parsePublicKey(line) !== null));
const signingWindow = { publicKey, from: day, until: day };

const keyringSchema = z.strictObject({
  type: z.literal('keyring/v1'),
  committee: z.string(),
  serial: z.int().check(z.minimum(1)),
  /** First and last UTC day on which it may be used to seal. */
  notBefore: day,
  expires: day,
  /** Every `https://host` and onion address that serves the form. */
  origins: z.array(z.string().check(z.regex(/^https?:\/\/[a-z0-9.:[\]-]+$/))).check(z.minLength(1)),
  recipients: z
    .array(z.strictObject({ label: z.string().check(z.maxLength(100)), recipient: z.string() }))
    .check(z.minLength(1), z.maxLength(maxRecipients)),
  /** Keys that sign answers; a revoked one invalidates all its answers. */
  replyKeys: z.array(z.strictObject({ ...signingWindow, revoked: z.boolean() })),
  /** Keys that sign the list of the form's own files. */
  assetKeys: z.array(z.strictObject(signingWindow)),
});

export type Keyring = z.infer<typeof keyringSchema>;

export type KeyringErrorCode =
  | 'keyring-malformed'
  | 'keyring-unsigned'
  | 'keyring-foreign'
  | 'keyring-too-old'
  | 'keyring-classic-recipient'
  | 'keyring-bad-recipient'
  | 'keyring-not-yet'
  | 'keyring-expired';

/** Why a keyring is not believed, or not now. */
export class KeyringError extends Error {
  override readonly name = 'KeyringError';
  readonly code: KeyringErrorCode;
  constructor(code: KeyringErrorCode) {
    super(code);
    this.code = code;
  }
}

/**
 * Reads a keyring that the committee's root has signed. The signature comes first; before it nothing is parsed.
 * Says nothing about the day: see `requireCurrent`, since envelopes sealed to an old keyring stay welcome.
 * @param bytes the exact bytes of `keyring.json`. @param minisig the text of its `.minisig`.
 * @throws KeyringError.
 */
export function readKeyring(engine: Engine, committee: Committee, bytes: Uint8Array, minisig: string): Keyring {
  const root = parsePublicKey(committee.rootPublicKey);
  if (bytes.length > maxKeyringBytes) throw new KeyringError('keyring-malformed');
  if (!root || !verifyMinisign(engine, bytes, minisig, root)) throw new KeyringError('keyring-unsigned');
  const parsed = keyringSchema.safeParse(jsonOf(bytes));
  if (!parsed.success) throw new KeyringError('keyring-malformed');
  const keyring = parsed.data;
  if (keyring.committee !== committee.id) throw new KeyringError('keyring-foreign');
  if (keyring.serial < committee.minimumKeyringSerial) throw new KeyringError('keyring-too-old');
  const days = daysBetween(keyring.notBefore, keyring.expires);
  if (days < 0 || days > maxKeyringDays) throw new KeyringError('keyring-malformed');
  for (const { recipient } of keyring.recipients) requireUsable(engine, recipient);
  return keyring;
}

/** Refuses classic recipients, and keys that encapsulation refuses (all zero, unreduced). */
function requireUsable(engine: Engine, recipient: string): void {
  const key = parseRecipient(recipient);
  if (key && engine.encapsulate(key, new Uint8Array(64).fill(1))) return;
  throw new KeyringError(/^age1(?!pq1)/.test(recipient) ? 'keyring-classic-recipient' : 'keyring-bad-recipient');
}

/**
 * Refuses a keyring outside its days.
 * @param today a UTC day; the later of the device's clock and the build's day, see `laterDay`.
 * @throws KeyringError `keyring-not-yet` or `keyring-expired`.
 */
export function requireCurrent(keyring: Keyring, today: string): void {
  if (today < keyring.notBefore) throw new KeyringError('keyring-not-yet');
  if (today > keyring.expires) throw new KeyringError('keyring-expired');
}

/** The later of two days: a device whose clock is years behind must not revive an old keyring. */
export const laterDay = (left: string, right: string): string => (left > right ? left : right);

/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
