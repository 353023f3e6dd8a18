import { fileField } from '../../report/evidence.ts';
import { isolated } from '../../report/isolated.ts';
import { maxPlainBytes } from '../../report/limits.ts';
import { blockCount, positionIn } from '../../report/position.ts';
import { fileQuestions } from '../../report/questions.ts';
import { errorAt } from '../error-at.ts';
import { errorSentence } from '../error-sentence.ts';
import { fieldId } from '../field-id.ts';
import { fileBlocksField, fileControls, spareThings } from '../form-fields.ts';
import { isTouched } from '../is-touched.ts';
import { linksFor } from '../links.ts';
import type { Messages } from '../messages.ts';
import type { FieldValues, FormProps } from '../page.ts';
import { inTurn } from '../render.ts';
import { sizeText } from '../size-text.ts';
import { Choice } from './choice.tsx';
import { Labelled } from './labelled.tsx';
import { Pieces } from './pieces.tsx';
import { Sentence } from './sentence.tsx';
import { withoutFiles } from './things.tsx';

/** Where files are chosen. */
export const filesSection = 'section-evidence';

/** What is asked of each file, under the names of the controls, with `*` for its number. */
export const questionsOfFiles = fileQuestions.map((question) => ({ ...question, field: `files.*.${question.field}` }));

/** Files that were chosen before the page was shown again, with the first control that asks for one of them. */
export function filesToChooseAgain(messages: Messages, values: FieldValues) {
  const asked = numbersOf(values).filter(
    (number) => nameAt(values, number) !== '' && valueAt(values, number, fileControls.skip) !== 'yes',
  );
  const [first] = asked;
  if (first === undefined) return undefined;
  const names = asked.map((number) => isolated(nameAt(values, number))).join(', ');
  return { field: fileField(first, fileControls.file), text: messages.t('plain.filesAgain', { names }) };
}

/** Room for files that are sent with the answers. */
export function PlainFiles(props: FormProps) {
  const { messages, settings } = props.context;
  const { t, language } = messages;
  const shown = Math.min(settings.maxFiles, blocksOf(props.values));
  const limits = {
    count: settings.maxFiles,
    size: sizeText(language, Math.min(settings.maxFileBytes, maxPlainBytes)),
    total: sizeText(language, maxPlainBytes),
  };
  return (
    <section id={filesSection} tabindex={-1} aria-labelledby="title-evidence">
      <h2 id="title-evidence">{t('section.evidence.title')}</h2>
      <p>
        <Sentence messages={messages} message="plain.filesLead" />
      </p>
      <p>
        <Sentence messages={messages} message="plain.filesLast" />
      </p>
      <p id="files-limits">
        <Sentence messages={messages} message="plain.filesLimits" values={limits} />
      </p>
      <p>
        <Sentence messages={messages} message="plain.filesHidden" />
      </p>
      {Array.from({ length: shown }, (_, number) => inTurn(props, () => <FileBlock {...props} number={number} />))}
      {shown < settings.maxFiles && (
        <>
          <input type="hidden" name={fileBlocksField} value={String(shown)} autocomplete="off" />
          <p>
            <button
              type="submit"
              class="quiet"
              name="do"
              value="add.files"
              formaction={`${linksFor(props.context).plainForm}#${filesSection}`}
              formenctype={withoutFiles}
              id="add-files"
              aria-labelledby="add-files title-evidence"
            >
              <Sentence messages={messages} message="plain.add" />
            </button>
          </p>
        </>
      )}
    </section>
  );
}

/** One file and what is asked of it. */
function FileBlock(props: FormProps & { readonly number: number }) {
  const { context, number, values, errors } = props;
  const { messages } = context;
  const field = fileField(number, fileControls.file);
  const id = fieldId(field);
  const before = nameAt(values, number);
  const error = errorAt(errors, field);
  const isSkipped = valueAt(values, number, fileControls.skip) === 'yes';
  const skip = fileField(number, fileControls.skip);
  return (
    <details
      class="thing file"
      id={`files-${number}`}
      aria-labelledby={`files-${number}-title`}
      open={isTouched(props, [`files.${number}`])}
    >
      <summary id={`files-${number}-title`}>{messages.t('thing.files.one', { number: number + 1 })}</summary>
      <Labelled
        id={id}
        name={field}
        label={messages.t('plain.file')}
        hint={before && messages.t('plain.fileAgain', { name: isolated(before) })}
        hintOriginal={before && messages.original('plain.fileAgain', { name: isolated(before) })}
        error={error && errorSentence(messages, questionsOfFiles, error)}
      >
        <input
          type="file"
          id={id}
          name={field}
          autocomplete="off"
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={['files-limits', before && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')}
        />
      </Labelled>
      {before !== '' && (
        <input type="hidden" name={fileField(number, fileControls.chosen)} value={before} autocomplete="off" />
      )}
      {(before !== '' || error || isSkipped) && (
        <Choice
          type="checkbox"
          id={fieldId(skip)}
          name={skip}
          value="yes"
          label={messages.t('plain.fileSkip')}
          original={messages.original('plain.fileSkip')}
          checked={isSkipped}
        />
      )}
      <Pieces {...props} questions={questionsOfFiles} number={number} />
    </details>
  );
}

/** As many blocks as hold something, and spare ones; a post that only claims to have had more does not get them. */
function blocksOf(values: FieldValues): number {
  const used = Math.max(-1, ...numbersOf(values)) + 1;
  const asked = blockCount([values[fileBlocksField] ?? ''].flat()[0] ?? '');
  return Math.max(spareThings, Math.min(asked, used + 3 * spareThings), used);
}

const numbersOf = (values: FieldValues): number[] => [
  ...new Set(Object.keys(values).flatMap((name) => positionIn('files', name)?.number ?? [])),
];

const valueAt = (values: FieldValues, number: number, control: string): string =>
  [values[fileField(number, control)] ?? ''].flat()[0] ?? '';

const nameAt = (values: FieldValues, number: number): string => valueAt(values, number, fileControls.chosen);
