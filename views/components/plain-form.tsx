import { linksFor } from '../links.ts';
import type { FormProps } from '../page.ts';
import { inTurn } from '../render.ts';
import { CheckSubmit } from './check-submit.tsx';
import { DefaultSubmit } from './default-submit.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { LookAgain } from './look-again.tsx';
import { filesToChooseAgain, PlainFiles, questionsOfFiles } from './plain-files.tsx';
import { Questions } from './questions.tsx';
import { ReportIntro } from './report-intro.tsx';
import { Sentence } from './sentence.tsx';
import { Steps } from './steps.tsx';
import { typed } from './typed.tsx';

/** The same questions, posted openly; the server seals them in its memory. */
export function PlainForm(props: FormProps) {
  const { context, form, values, errors, questions, lookAgain } = props;
  const { messages } = context;
  const links = linksFor(context);
  const files = filesToChooseAgain(messages, values);
  const all = form === 'full' ? [...questions, ...questionsOfFiles] : questions;
  const seen = lookAgain && !lookAgain.problem ? lookAgain.contradictions.join(' ') : [values.seen ?? ''].flat()[0];
  return (
    <>
      {errors.length > 0 &&
        inTurn(props, () => <ErrorSummary messages={messages} questions={all} errors={errors} first={files} />)}
      {(lookAgain || (files && errors.length === 0)) && (
        <LookAgain messages={messages} lookAgain={lookAgain} files={errors.length > 0 ? undefined : files} />
      )}
      <form
        id="report"
        method="post"
        action={form === 'full' ? links.plainForm : links.alert}
        enctype={form === 'full' ? 'multipart/form-data' : undefined}
        novalidate
        autocomplete="off"
        writingsuggestions="false"
      >
        <DefaultSubmit {...props} />
        <LanguageSwitch {...props} />
        <ReportIntro {...props} />
        {form === 'full' && <Steps {...props} />}
        <Questions {...props} />
        {form === 'full' && <PlainFiles {...props} />}
        {seen && <input type="hidden" name="seen" value={typed(props, seen)} autocomplete="off" />}
        <p class="notice">
          <Sentence messages={messages} message="plain.sees" />
        </p>
        {form === 'full' && (
          <p>
            <CheckSubmit {...props} />
          </p>
        )}
        <button type="submit" name="do" value="send">
          {messages.t('send.button')}
        </button>
      </form>
    </>
  );
}
