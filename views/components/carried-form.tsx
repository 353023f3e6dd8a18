import { forms } from '../../report/form.ts';
import type { PageContext } from '../page.ts';
import { takeAwayMessages } from '../script-messages.ts';
import { Another } from './another.tsx';
import { CheckAnswers } from './check-answers.tsx';
import { FileChoice } from './file-choice.tsx';
import { PasteTemplate } from './paste-template.tsx';
import { ProblemList } from './problem-list.tsx';
import { Questions } from './questions.tsx';
import { ReportIntro } from './report-intro.tsx';
import { ScriptMessages } from './script-messages.tsx';
import { SealedFile } from './sealed-file.tsx';
import { StepButtons } from './step-buttons.tsx';
import { Steps } from './steps.tsx';
import { Working } from './working.tsx';

interface Props {
  readonly context: PageContext;
  /** Addresses at which a sealed file can be handed in. */
  readonly addresses: readonly string[];
}

/** What can go wrong where nothing is sent. */
const problems = ['keyring-bad', 'keyring-not-yet', 'engine-failed', 'seal-failed', 'too-large'] as const;

/** The full report in the take-away form: text and files are sealed together, and nothing is sent. */
export function CarriedForm({ context, addresses }: Props) {
  const { messages, settings } = context;
  const { t } = messages;
  const { questions } = forms.full;
  const props = { context, form: 'full', questions, way: 'take-away', values: {}, errors: [] } as const;
  return (
    <>
      <Working note={t('report.keepOpen')}>
        <progress id="sealing-progress" max="100" value="0" aria-label={t('evidence.progressLabel')}></progress>{' '}
        <button type="button" class="quiet" id="sealing-stop">
          {t('takeAway.stop')}
        </button>
      </Working>
      <ProblemList
        messages={messages}
        ids={problems}
        own={{
          'problem.keyring-bad.what': 'takeAway.changed.what',
          'problem.keyring-bad.todo': 'takeAway.changed.todo',
        }}
      />
      <section id="issued" hidden tabindex={-1} aria-labelledby="issued-title">
        <h2 id="issued-title">{t('takeAway.sealed.title')}</h2>
        <SealedFile context={context} addresses={addresses} />
        <Another messages={messages} />
      </section>
      <div id="error-summary-slot"></div>
      <form
        id="report"
        method="dialog"
        novalidate
        autocomplete="off"
        writingsuggestions="false"
        data-form="full"
        data-form-build={settings.formBuild}
        data-language={messages.language}
      >
        <ReportIntro {...props} />
        <Steps {...props} />
        <Questions {...props} />
        <section id="section-evidence" data-section="evidence" tabindex={-1} aria-labelledby="title-evidence">
          <h2 id="title-evidence">{t('section.evidence.title')}</h2>
          <p>{t('takeAway.files.lead')}</p>
          <div id="evidence" data-max-bytes={settings.maxFileBytes} data-max-files={settings.maxFiles}>
            <FileChoice {...props} />
          </div>
        </section>
        <CheckAnswers context={context} lead="takeAway.check" button="takeAway.seal" />
        <Stuck context={context} />
      </form>
      <StepButtons messages={messages} />
      <PasteTemplate messages={messages} />
      <ScriptMessages sentences={takeAwayMessages(messages, questions)} />
    </>
  );
}

/** Uncovered by the style sheet after five seconds, unless the script has said that it is ready. */
function Stuck({ context: { messages } }: { context: PageContext }) {
  return (
    <div id="stalled" class="stalled notice" role="status">
      <h2>{messages.t('stalled.title')}</h2>
      <p>{messages.t('stalled.text')}</p>
      <p>{messages.t('stalled.ways')}</p>
      <ul>
        <li>
          <span id="try-again-slot"></span>
          <template id="try-again-template">
            <button type="button" id="try-again">
              {messages.t('stalled.again')}
            </button>
          </template>
        </li>
        <li>{messages.t('takeAway.again')}</li>
      </ul>
    </div>
  );
}
