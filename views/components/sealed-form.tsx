import type { FieldError } from '../../report/form.ts';
import type { FieldValues, PageContext } from '../page.ts';
import { ErrorSummary } from './error-summary.tsx';
import { IssuedBody } from './issued-body.tsx';
import { NoscriptSubmit } from './noscript-submit.tsx';
import { ProblemList } from './problem-list.tsx';
import { Questions } from './questions.tsx';
import { ReportIntro } from './report-intro.tsx';
import { ScriptMessages } from './script-messages.tsx';
import { SendSlot } from './send-slot.tsx';
import { Stalled } from './stalled.tsx';
import { Working } from './working.tsx';

interface Props {
  readonly context: PageContext;
  readonly values: FieldValues;
  readonly errors: readonly FieldError[];
}

/** The form that is sealed in the browser. `method="dialog"` sends nothing, whatever fails or is pressed. */
export function SealedForm({ context, values, errors }: Props) {
  const { messages, assets, settings } = context;
  return (
    <>
      <Working note={messages.t('report.keepOpen')} />
      <ProblemList messages={messages} />
      <section id="issued" hidden tabindex={-1} aria-labelledby="issued-title">
        <h2 id="issued-title">{messages.t('issued.title')}</h2>
        <IssuedBody context={context} />
      </section>
      <div id="error-summary-slot">{errors.length > 0 && <ErrorSummary messages={messages} errors={errors} />}</div>
      <form
        id="report"
        method="dialog"
        novalidate
        autocomplete="off"
        data-seal-worker={assets.sealWorker}
        data-sodium={assets.sodiumScript}
        data-light={assets.lightScript}
        data-form-build={settings.formBuild}
        data-language={messages.language}
      >
        <ReportIntro messages={messages} way="sealed" />
        <Questions context={context} values={values} errors={errors} />
        <SendSlot text={messages.t('send.button')} />
        <Stalled context={context} />
        <NoscriptSubmit context={context} />
      </form>
      <ScriptMessages messages={messages} />
    </>
  );
}
