import { everyMp, everyMpPrefix } from '../../report/read-form.ts';
import { fieldId } from '../field-id.ts';
import type { FormProps } from '../page.ts';
import { QuestionField } from './question-field.tsx';

/** Answers that count for every MP whose own are blank: set once, with exceptions where they belong. */
export function EveryMp({ questions, ...props }: FormProps) {
  const { t } = props.context.messages;
  const shared = questions.flatMap((question) => {
    const key = everyMp.find((each) => question.field === `mps.*.${each}`);
    const { required: _, part: __, ...rest } = question;
    return key ? [{ ...rest, field: everyMpPrefix + key, key: `mps.${key}` }] : [];
  });
  return (
    <fieldset class="field" id={fieldId('everyMp')} data-every-mp="">
      <legend>{t('paste.forAll')}</legend>
      <p class="hint">{t('paste.forAllHint')}</p>
      {shared.map((question) => (
        <QuestionField {...props} questions={shared} question={question} />
      ))}
    </fieldset>
  );
}
