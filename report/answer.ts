import * as z from 'zod/mini';

/** What a submitter may know of how far a report has come; deliberately poor. */
export const answerStatuses = ['opened', 'question_waiting', 'in_progress', 'with_committee', 'finished'] as const;
export type AnswerStatus = (typeof answerStatuses)[number];

const hex = (bytes: number) => z.string().check(z.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)));
/** A UTC day, `YYYY-MM-DD`; never a time. */
const day = z.iso.date();
/** Counted from 1 within a thread. */
const number = z.int().check(z.minimum(1), z.maximum(999_999));
const status = z.enum(answerStatuses);

const message = z.strictObject({
  number,
  day,
  status,
  /** BCP 47 tag of the text; a status may come without a text. */
  language: z.optional(z.string().check(z.regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/), z.maxLength(35))),
  text: z.optional(z.string().check(z.minLength(1))),
  /** The text was longer once: the team has cut it to make room for later ones. */
  shortened: z.optional(z.literal(true)),
});
export type AnswerMessage = z.infer<typeof message>;

/**
 * `answer.json`: everything that the team has told a submitter so far, oldest first. Each answer takes the place of the
 * one before; what binds it to its reader stands inside, since age has no associated data.
 */
export const answerSchema = z
  .strictObject({
    type: z.literal('answer/v1'),
    committee: hex(16),
    mailboxId: hex(32),
    /** To whom it is sealed: nobody else believes it. */
    replyRecipient: z.string(),
    /** Of the first report of the thread. */
    reportId: hex(16),
    number,
    day,
    /** Of the keyring that listed the signing key when it was signed. */
    keyringSerial: z.int().check(z.minimum(1)),
    status,
    messages: z.array(message).check(z.minLength(1)),
  })
  .check(
    z.refine(({ messages }) => messages.every((each, at) => at === 0 || (messages[at - 1]?.number ?? 0) < each.number)),
    z.refine((answer) => {
      const last = answer.messages.at(-1);
      return last?.number === answer.number && last.day === answer.day && last.status === answer.status;
    }),
  );

export type Answer = z.infer<typeof answerSchema>;

/**
 * The one text that an answer can have: keys in the schema's order, no spaces, one line feed at the end. What is
 * signed are its bytes, and a reader writes it anew and requires equality.
 */
export const formatAnswer = (answer: Answer): string => `${JSON.stringify(answerSchema.parse(answer))}\n`;
