import { forms } from '../../report/form.ts';
import type { PageContext } from '../page.ts';
import { Carry } from './carry.tsx';
import { Evidence } from './evidence.tsx';
import { Pieces } from './pieces.tsx';
import { ProblemList } from './problem-list.tsx';
import { Working } from './working.tsx';

/** Where somebody who has come back says more: words first, then files. A script makes it alive. */
export function GoOn({ context }: { context: PageContext }) {
  const { messages, assets, settings } = context;
  const { t } = messages;
  const { questions } = forms.update;
  const props = { context, form: 'update', questions, way: 'sealed', values: {}, errors: [] } as const;
  return (
    <section id="more" hidden tabindex={-1} aria-labelledby="more-title">
      <h2 id="more-title">{t('section.update.title')}</h2>
      <p>{t('update.lead')}</p>
      <Working note={t('report.keepOpen')} />
      <ProblemList messages={messages}>
        <Carry context={context} />
      </ProblemList>
      <div id="error-summary-slot"></div>
      <form
        id="update"
        method="dialog"
        novalidate
        autocomplete="off"
        writingsuggestions="false"
        data-seal-worker={assets.sealWorker}
        data-sodium={assets.sodiumScript}
        data-light={assets.lightScript}
        data-files={assets.fileScript}
        data-answers={assets.answerScript}
        data-form-build={settings.formBuild}
        data-language={messages.language}
      >
        <Pieces {...props} />
        <button type="button" id="update-send">
          {t('update.send')}
        </button>
      </form>
      <p id="update-arrived" tabindex={-1}></p>
      <Evidence {...props} lead="evidence.leadLater" />
    </section>
  );
}
