import type { FieldError } from '../../report/form.ts';
import { linksFor } from '../links.ts';
import type { FieldValues, PageContext } from '../page.ts';
import { ErrorSummary } from './error-summary.tsx';
import { Questions } from './questions.tsx';
import { ReportIntro } from './report-intro.tsx';

interface Props {
  readonly context: PageContext;
  readonly values: FieldValues;
  readonly errors: readonly FieldError[];
}

/** The same questions, posted openly; the server seals them in its memory. */
export function PlainForm({ context, values, errors }: Props) {
  const { messages } = context;
  return (
    <>
      {errors.length > 0 && <ErrorSummary messages={messages} errors={errors} />}
      <ReportIntro messages={messages} way="plain" />
      <form id="report" method="post" action={linksFor(context).plainForm} novalidate autocomplete="off">
        <Questions context={context} values={values} errors={errors} />
        <p class="notice">{messages.t('plain.sees')}</p>
        <button type="submit">{messages.t('send.button')}</button>
      </form>
    </>
  );
}
