import type { FieldError } from '../../report/form.ts';
import { questions, sections } from '../../report/questions.ts';
import type { FieldValues, PageContext } from '../page.ts';
import { QuestionField } from './question-field.tsx';

interface Props {
  readonly context: PageContext;
  readonly values: FieldValues;
  readonly errors: readonly FieldError[];
}

/** All the questions, section after section. */
export function Questions({ context, values, errors }: Props) {
  return sections.map((section) => (
    <section aria-labelledby={`section-${section}`}>
      <h2 id={`section-${section}`}>{context.messages.t(`section.${section}.title`)}</h2>
      {questions
        .filter((question) => question.section === section)
        .map((question) => (
          <QuestionField context={context} question={question} values={values} errors={errors} />
        ))}
    </section>
  ));
}
