import { linksFor } from '../links.ts';
import type { FormProps } from '../page.ts';
import { Sentence } from './sentence.tsx';

/** What to know before the first question. */
export function ReportIntro({ context, form, way }: Pick<FormProps, 'context' | 'form' | 'way'>) {
  const { messages } = context;
  const { t } = messages;
  const links = linksFor(context);
  return (
    <>
      {form === 'alert' && <p>{t('alert.lead')}</p>}
      <p>{t('report.needed')}</p>
      <p>
        {t('report.order')}{' '}
        <Sentence messages={messages} message={way === 'plain' ? 'plain.backNote' : 'report.reload'} />
      </p>
      {way === 'take-away' ? null : form === 'full' ? (
        <p>
          <a href={links.alert} target="_blank" rel="noopener noreferrer">
            {t('report.alert')}
          </a>
        </p>
      ) : (
        <p>
          <a href={links.report} target="_blank" rel="noopener noreferrer">
            {t('alert.more')}
          </a>
        </p>
      )}
    </>
  );
}
