import { fileField } from '../../report/evidence.ts';
import { fileQuestions } from '../../report/questions.ts';
import type { FormProps } from '../page.ts';
import { Pieces } from './pieces.tsx';
import { Sentence } from './sentence.tsx';

/** Number in the pattern of a file's questions; a script gives each file its own. */
const patternNumber = 0;

/** What is asked of a file, under the names of its controls. */
const questionsOfFile = fileQuestions.map((question) => ({
  ...question,
  field: fileField(patternNumber, question.field),
}));

/** Where files are chosen and described; a script makes it alive, and gives each file its questions. */
export function FileChoice(props: Pick<FormProps, 'context' | 'form' | 'way'>) {
  const { t } = props.context.messages;
  return (
    <>
      <p id="evidence-limits" class="hint"></p>
      <div id="evidence-drop" class="field">
        <label for="evidence-files">{t('evidence.choose')}</label>
        <p class="hint" id="evidence-files-hint">
          {t('evidence.drop')}
        </p>
        <input
          type="file"
          id="evidence-files"
          multiple
          autocomplete="off"
          aria-describedby="evidence-limits evidence-files-hint"
        />
      </div>
      <p id="evidence-said" role="status"></p>
      <div id="evidence-list"></div>
      <div id="evidence-wide" class="field" hidden>
        <p class="hint" id="evidence-wide-hint">
          {t('evidence.paddingHint')}
        </p>
        <div class="choice">
          <input type="checkbox" id="evidence-is-wide" autocomplete="off" aria-describedby="evidence-wide-hint" />
          <label for="evidence-is-wide">{t('evidence.padding')}</label>
        </div>
      </div>
      <template id="file-template">
        <fieldset class="thing file" data-thing={patternNumber} id={`files-${patternNumber}`}>
          <legend></legend>
          <p class="hint" data-size=""></p>
          <p class="hint" data-as-is="" hidden>
            <Sentence messages={props.context.messages} message="question.file.hiddenData.asIs" />
          </p>
          <Pieces {...props} values={{}} errors={[]} questions={questionsOfFile} />
          <p data-buttons=""></p>
        </fieldset>
      </template>
    </>
  );
}
