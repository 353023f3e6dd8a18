import { linksFor } from '../links.ts';
import type { FormProps } from '../page.ts';
import { DefaultSubmit } from './default-submit.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { LookAgain } from './look-again.tsx';
import { Questions } from './questions.tsx';
import { ReportIntro } from './report-intro.tsx';
import { Sentence } from './sentence.tsx';
import { Steps } from './steps.tsx';

/** The same questions, posted openly; the server seals them in its memory. */
export function PlainForm(props: FormProps) {
  const { context, form, errors, questions, lookAgain } = props;
  const { messages } = context;
  const links = linksFor(context);
  return (
    <>
      {errors.length > 0 && <ErrorSummary messages={messages} questions={questions} errors={errors} />}
      {lookAgain && <LookAgain messages={messages} lookAgain={lookAgain} />}
      <form
        id="report"
        method="post"
        action={form === 'full' ? links.plainForm : links.alert}
        novalidate
        autocomplete="off"
        writingsuggestions="false"
      >
        <DefaultSubmit {...props} />
        <LanguageSwitch {...props} />
        <ReportIntro {...props} />
        {form === 'full' && <Steps {...props} />}
        <Questions {...props} />
        {lookAgain && <input type="hidden" name="seen" value={lookAgain.contradictions.join(' ')} autocomplete="off" />}
        <p class="notice">
          <Sentence messages={messages} message="plain.sees" />
        </p>
        <button type="submit" name="do" value="send">
          {messages.t('send.button')}
        </button>
      </form>
    </>
  );
}
