import type { FieldError } from '../../report/field-errors.ts';
import { type FormId, forms } from '../../report/form.ts';
import { Document } from '../components/document.tsx';
import { NoscriptNotice } from '../components/noscript-notice.tsx';
import { PlainForm } from '../components/plain-form.tsx';
import { SealedForm } from '../components/sealed-form.tsx';
import type { FieldValues, LookAgain, PageContext, Way } from '../page.ts';
import type { Later } from '../render.ts';

interface Props {
  readonly context: PageContext;
  readonly form: FormId;
  readonly way: Way;
  readonly values?: FieldValues;
  readonly errors?: readonly FieldError[];
  readonly lookAgain?: LookAgain;
  readonly later?: Later;
}

/** The full report or the urgent alert, sealed in the browser or posted openly. */
export function ReportPage({ context, form, way, values = {}, errors = [], lookAgain, later }: Props) {
  const { messages, assets } = context;
  const title = messages.t('title.report');
  const { questions } = forms[form];
  const props = {
    context,
    form,
    questions,
    way,
    values,
    errors,
    ...(lookAgain && { lookAgain }),
    ...(later && { later }),
  };
  return (
    <Document
      context={context}
      title={errors.length > 0 ? messages.t('title.error', { title }) : title}
      scripts={way === 'sealed' ? [assets.reportScript, assets.countriesScript] : []}
      languageLinks="none"
    >
      {way === 'sealed' && <NoscriptNotice context={context} />}
      <h1>{messages.t(form === 'full' ? 'report.title' : 'alert.title')}</h1>
      {way === 'sealed' ? <SealedForm {...props} /> : <PlainForm {...props} />}
    </Document>
  );
}
