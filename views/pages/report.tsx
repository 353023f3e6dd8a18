import type { FieldError } from '../../report/form.ts';
import { Document } from '../components/document.tsx';
import { NoscriptNotice } from '../components/noscript-notice.tsx';
import { PlainForm } from '../components/plain-form.tsx';
import { SealedForm } from '../components/sealed-form.tsx';
import type { FieldValues, PageContext, Way } from '../page.ts';

interface Props {
  readonly context: PageContext;
  readonly way: Way;
  readonly values?: FieldValues;
  readonly errors?: readonly FieldError[];
}

export function ReportPage({ context, way, values = {}, errors = [] }: Props) {
  const { messages, assets } = context;
  const title = messages.t('title.report');
  return (
    <Document
      context={context}
      title={errors.length > 0 ? messages.t('title.error', { title }) : title}
      scripts={way === 'sealed' ? [assets.reportScript] : []}
    >
      {way === 'sealed' && <NoscriptNotice context={context} />}
      <h1>{messages.t('report.title')}</h1>
      {way === 'sealed' ? (
        <SealedForm context={context} values={values} errors={errors} />
      ) : (
        <PlainForm context={context} values={values} errors={errors} />
      )}
    </Document>
  );
}
