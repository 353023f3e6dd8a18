import type { FieldErrorCode } from '../report/form.ts';
import { questions } from '../report/questions.ts';
import { errorSentence } from './error-sentence.ts';
import { fieldKey } from './field-id.ts';
import type { MessageKey, Messages } from './messages.ts';

const codes: readonly FieldErrorCode[] = ['required', 'too_long', 'not_an_option', 'invalid'];

const written = [
  'error.summary.title',
  'report.sealing',
  'report.sending',
  'report.stillSending',
  'issued.copied',
  'issued.notCopied',
] as const satisfies readonly MessageKey[];

/** The sentences that the report script writes, by key: it carries no catalogue and no message parser. */
export function scriptMessages(messages: Messages): Readonly<Record<string, string>> {
  const sentences: Record<string, string> = {};
  for (const key of written) sentences[key] = messages.t(key);
  for (const { field } of questions) {
    for (const code of codes) {
      const message = `error.${fieldKey(field)}.${code}` as const;
      if (messages.has(message)) sentences[message] = errorSentence(messages, { field, code, message });
    }
  }
  return sentences;
}
