import type { FormProps } from '../page.ts';
import { scriptMessages } from '../script-messages.ts';
import { Another } from './another.tsx';
import { Carry } from './carry.tsx';
import { CheckAnswers } from './check-answers.tsx';
import { DefaultSubmit } from './default-submit.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Evidence } from './evidence.tsx';
import { IssuedBody } from './issued-body.tsx';
import { LanguageButtons, LanguageSwitch } from './language-switch.tsx';
import { NoscriptSubmit } from './noscript-submit.tsx';
import { PasteTemplate } from './paste-template.tsx';
import { ProblemList } from './problem-list.tsx';
import { Questions } from './questions.tsx';
import { ReportIntro } from './report-intro.tsx';
import { ScriptMessages } from './script-messages.tsx';
import { SendSlot } from './send-slot.tsx';
import { Stalled } from './stalled.tsx';
import { StepButtons } from './step-buttons.tsx';
import { Steps } from './steps.tsx';
import { Working } from './working.tsx';

/** The form that is sealed in the browser. `method="dialog"` sends nothing, whatever fails or is pressed. */
export function SealedForm(props: FormProps) {
  const { context, form, errors, questions } = props;
  const { messages, assets, settings } = context;
  return (
    <>
      <LanguageButtons {...props} />
      <Working note={messages.t('report.keepOpen')} />
      <ProblemList messages={messages}>
        <Carry context={context} />
      </ProblemList>
      <section id="issued" hidden tabindex={-1} aria-labelledby="issued-title">
        <h2 id="issued-title">{messages.t('issued.title')}</h2>
        <IssuedBody context={context} />
        <Evidence {...props} lead="evidence.lead" />
        <Another messages={messages} />
      </section>
      <div id="error-summary-slot">
        {errors.length > 0 && <ErrorSummary messages={messages} questions={questions} errors={errors} />}
      </div>
      <form
        id="report"
        method="dialog"
        novalidate
        autocomplete="off"
        writingsuggestions="false"
        data-form={form}
        data-seal-worker={assets.sealWorker}
        data-sodium={assets.sodiumScript}
        data-light={assets.lightScript}
        data-files={assets.fileScript}
        data-form-build={settings.formBuild}
        data-language={messages.language}
      >
        {settings.noscript === 'seal' && (
          <noscript>
            <DefaultSubmit {...props} />
          </noscript>
        )}
        <LanguageSwitch {...props} />
        <ReportIntro {...props} />
        {form === 'full' && <Steps {...props} />}
        <Questions {...props} />
        {form === 'full' ? (
          <CheckAnswers context={context} lead="check.lead" button="send.button" />
        ) : (
          <SendSlot text={messages.t('send.button')} />
        )}
        <Stalled context={context} />
        <NoscriptSubmit {...props} />
      </form>
      {form === 'full' && <StepButtons messages={messages} />}
      {form === 'full' && <PasteTemplate messages={messages} />}
      <ScriptMessages sentences={scriptMessages(messages, questions)} />
    </>
  );
}
