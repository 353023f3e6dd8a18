import * as z from 'zod/mini';
import { alertAnswers, fullAnswers, updateAnswers } from './answers.ts';
import { filesSchema } from './evidence.ts';

/** Raised with any change that an older reading room would misread. */
export const schemaVersion = 1;

const hex = (bytes: number) => z.string().check(z.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`), 'not_hex'));
/** A UTC day, `YYYY-MM-DD`; never a time. */
const day = z.iso.date();
const shortText = z.string().check(z.minLength(1, 'required'), z.maxLength(200, 'too_long'));

/** What a report says instead of an address when the take-away form made it. */
export const takeAwayOrigin = 'take-away';

/** Everything that `report.json` says besides the answers: age has no associated data, so it is bound in here. */
const context = {
  schemaVersion: z.literal(schemaVersion),
  /** 128 random bits that name this sealing; not the receipt code. */
  reportId: hex(16),
  committee: hex(16),
  keyringSerial: z.int().check(z.minimum(1)),
  /** Where the form came from: `https://host`, or `takeAwayOrigin`. */
  origin: shortText,
  formBuild: shortText,
  sealedBy: z.enum(['browser', 'server']),
  /** The take-away form's keyring had expired, and whoever wrote this chose to seal all the same. */
  keyringExpired: z.optional(z.literal(true)),
  /** BCP 47 tag of the page. */
  uiLanguage: shortText,
  createdDay: day,
  threadKey: hex(32),
  mailboxId: hex(32),
  /** What is said of each file that is packed beside this text, in their order. */
  files: z.optional(filesSchema),
  /** Where answers are sealed to, `age1pq1…`; believed from the first report of a thread only. */
  replyRecipient: z.string().check(z.regex(/^age1pq1[02-9ac-hj-np-z]{1900,2000}$/, 'not_a_recipient')),
};

/**
 * `report.json` as a whole. Strict: an unknown field is an error, since whoever wrote it may count on a reader
 * that skips it.
 */
export const reportSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('new'), ...context, answers: fullAnswers }),
  z.strictObject({ kind: z.literal('urgent_alert'), ...context, answers: alertAnswers }),
  z.strictObject({ kind: z.literal('update'), ...context, answers: updateAnswers }),
]);

export type Report = z.infer<typeof reportSchema>;
