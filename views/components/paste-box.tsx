import { maxMps } from '../../report/limits.ts';
import { maxPasteLength } from '../../report/pasted-mps.ts';
import { errorAt } from '../error-at.ts';
import { errorSentence } from '../error-sentence.ts';
import { pasteFields, shownList } from '../form-fields.ts';
import { numberFormat } from '../number-format.ts';
import type { FormProps } from '../page.ts';
import { inTurn } from '../render.ts';
import { Choice } from './choice.tsx';
import { PastedMps } from './pasted-mps.tsx';
import { TextArea } from './text-area.tsx';
import { typed } from './typed.tsx';

/**
 * Many MPs from a list. Where no script can show what was understood, the server shows it and waits for a second
 * Send.
 */
export function PasteBox(props: FormProps) {
  const { context, questions, way, values, errors, lookAgain } = props;
  const { messages } = context;
  const { t } = messages;
  const pasted = lookAgain?.pasted;
  const text = [values[pasteFields.text] ?? ''].flat()[0] ?? '';
  const isTable = values[pasteFields.asTable] === 'yes';
  const error = errorAt(errors, pasteFields.text);
  const number = numberFormat(messages.language);
  return (
    <details class="part" id="paste" data-paste-worker={context.assets.pasteWorker} open={text !== ''}>
      <summary>{t('paste.title')}</summary>
      <TextArea
        id="paste-text"
        name={pasteFields.text}
        label={t('paste.label')}
        hint={t('paste.hint', { limit: number.format(maxMps) })}
        error={error && errorSentence(messages, questions, error)}
        value={typed(props, text)}
        rows={6}
        limit={maxPasteLength}
      />
      <Choice
        type="checkbox"
        id="paste-asTable"
        name={pasteFields.asTable}
        value="yes"
        label={t('paste.asTable')}
        hint={t('paste.asTableHint')}
        checked={isTable}
      />
      {pasted && inTurn(props, () => <PastedMps messages={messages} pasted={pasted} />)}
      {pasted && (
        <input
          type="hidden"
          name={pasteFields.shown}
          value={typed(props, shownList(text, isTable, pasted))}
          autocomplete="off"
        />
      )}
      {way !== 'plain' && <div id="paste-slot"></div>}
    </details>
  );
}
