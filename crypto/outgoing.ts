import * as z from 'zod/mini';
import { jsonOf } from './bytes.ts';
import type { Committee } from './committee.ts';
import type { Engine } from './engine.ts';
import type { Keyring } from './keyring.ts';
import { type ReplyFault, readSigned } from './reply-key.ts';

export const outgoingName = 'outgoing.json';
export const outgoingSignatureName = 'outgoing.json.minisig';
/** Longest index, 16 MiB: room for some 80,000 answers. Checked before it is read. */
export const maxOutgoingIndexBytes = 16_777_216;

/** Name of an answer in the bundle: `answers/MAILBOX-ID.age`. */
export const outgoingMember = (mailboxId: string): string => `answers/${mailboxId}.age`;

const hex = (bytes: number) => z.string().check(z.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)));
const mailboxId = hex(32);
const inOrder = (ids: readonly string[]): boolean => ids.every((id, at) => at === 0 || (ids[at - 1] ?? '') < id);

/**
 * What the team signs for the server: answers that it cannot open, and mailboxes that it shall forget.
 *
 * Layout of a bundle: a tar of canonical headers: `outgoing.json`, `outgoing.json.minisig`, then the answers of the
 * index in its order, all of one size; two zero blocks; nothing else. Source: docs/RECEIPT.md.
 */
export const outgoingSchema = z.strictObject({
  type: z.literal('outgoing/v1'),
  committee: hex(16),
  /** Counted from 1 by the reading room that made it. */
  number: z.int().check(z.minimum(1)),
  /** UTC day of signing. */
  day: z.iso.date(),
  answers: z
    .array(z.strictObject({ mailboxId, number: z.int().check(z.minimum(1)), sha256: hex(32) }))
    .check(z.refine((answers) => inOrder(answers.map((each) => each.mailboxId)))),
  /** Mailboxes to be forgotten, whose holders have asked for it. */
  erased: z.array(mailboxId).check(z.refine(inOrder)),
});
export type Outgoing = z.infer<typeof outgoingSchema>;

export type OutgoingErrorCode = 'outgoing-malformed' | 'outgoing-foreign' | `outgoing-${ReplyFault}`;

/** Why a bundle of answers is not believed. */
export class OutgoingError extends Error {
  override readonly name = 'OutgoingError';
  readonly code: OutgoingErrorCode;
  constructor(code: OutgoingErrorCode) {
    super(code);
    this.code = code;
  }
}

/**
 * Reads the signed index of a bundle.
 * @param keyring the newest that is believed: it knows which keys are revoked.
 * @throws OutgoingError.
 */
export function readOutgoing(
  engine: Engine,
  committee: Committee,
  keyring: Keyring,
  bytes: Uint8Array,
  minisig: string,
): Outgoing {
  const outgoing = readSigned(engine, keyring, bytes, minisig, (signed) => {
    const parsed = outgoingSchema.safeParse(jsonOf(signed));
    return parsed.success ? parsed.data : null;
  });
  if (typeof outgoing === 'string') throw new OutgoingError(`outgoing-${outgoing}`);
  if (outgoing.committee !== committee.id) throw new OutgoingError('outgoing-foreign');
  return outgoing;
}
