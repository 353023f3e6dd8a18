import type { FieldError } from '../../report/field-errors.ts';
import type { Question } from '../../report/questions.ts';
import { errorSentence } from '../error-sentence.ts';
import { fieldId } from '../field-id.ts';
import type { Messages } from '../messages.ts';

interface Props {
  readonly messages: Messages;
  readonly questions: readonly Question[];
  readonly errors: readonly FieldError[];
  /** What comes before all else there is to do, with the control that it leads to. */
  readonly first?: { readonly field: string; readonly text: string } | undefined;
}

/** What is still to be mended, each with a link to its control. A script makes the same. */
export function ErrorSummary({ messages, questions, errors, first }: Props) {
  return (
    <div id="error-summary" class="error-summary" role="alert" aria-labelledby="error-summary-title" tabindex={-1}>
      <h2 id="error-summary-title">{messages.t('error.summary.title')}</h2>
      <ul>
        {first && (
          <li>
            <a href={`#${fieldId(first.field)}`}>{first.text}</a>
          </li>
        )}
        {errors.map((error) => (
          <li>
            <a href={`#${fieldId(error.field)}`}>{errorSentence(messages, questions, error)}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
