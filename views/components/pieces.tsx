import { fieldAt } from '../../report/read-form.ts';
import { partsOf } from '../form-layout.ts';
import { isTouched } from '../is-touched.ts';
import type { FormProps } from '../page.ts';
import { Part } from './part.tsx';
import { QuestionField } from './question-field.tsx';

interface Props extends FormProps {
  /** Number of the repeated thing that the questions are about. */
  readonly number?: number;
}

/** Questions and folded parts, in their order. */
export function Pieces({ number = 0, ...props }: Props) {
  const field = (question: FormProps['questions'][number]) => (
    <QuestionField {...props} question={question} number={number} />
  );
  return partsOf(props.questions).map(({ part, questions }) =>
    part ? (
      <Part
        {...props}
        part={part}
        isOpen={isTouched(
          props,
          questions.map((question) => fieldAt(question, number)),
        )}
      >
        {questions.map(field)}
      </Part>
    ) : (
      questions.map(field)
    ),
  );
}
