import type { FieldError } from '../report/form.ts';
import { type Question, questions } from '../report/questions.ts';
import type { MessageKey, Messages } from './messages.ts';

/** The sentence that tells a person how to mend an answer. */
export function errorSentence(messages: Messages, error: FieldError): string {
  const question = questions.find(({ field }) => field === error.field);
  return messages.t(error.message as MessageKey, question && limitOf(question));
}

/** The limit that hints and errors of a question mention. */
export function limitOf(question: Question): { limit: number } | undefined {
  return 'maxLength' in question ? { limit: question.maxLength } : undefined;
}
