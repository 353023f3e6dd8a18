import { Document } from '../components/document.tsx';
import { linksFor } from '../links.ts';
import type { PageContext } from '../page.ts';

/** Why the server did not do what it was asked, in the order of the status codes. */
export const problemIds = [
  'not-found',
  'mailbox-unknown',
  'mailbox-taken',
  'late',
  'length-required',
  'too-large',
  'misdirected',
  'rejected',
  'foreign',
  'server-error',
  'busy',
  'keyring-expired',
  'storage-full',
] as const;

export type ProblemId = (typeof problemIds)[number];

/** What is no fault of anybody's report, and may last: a short text may still get through. */
const hasOtherWays: ReadonlySet<ProblemId> = new Set(['busy', 'storage-full']);

interface Props {
  readonly context: PageContext;
  readonly problem: { readonly id: ProblemId };
}

/** What happened, what is kept, what to do: three sentences, whatever went wrong. */
export function ProblemPage({ context, problem: { id } }: Props) {
  const { messages } = context;
  const links = linksFor(context);
  return (
    <Document context={context} title={messages.t('title.problem')}>
      <h1>{messages.t(`refused.${id}.what`)}</h1>
      <p>{messages.t(`refused.${id}.kept`)}</p>
      <p>{messages.t(`refused.${id}.todo`)}</p>
      {hasOtherWays.has(id) && (
        <ul>
          <li>
            <a href={links.alert}>{messages.t('report.alert')}</a>
          </li>
          <li>
            <a href={links.doors}>{messages.t('site.doors')}</a>
          </li>
        </ul>
      )}
      <p>
        <a href={links.landing}>{messages.t('refused.home')}</a>
      </p>
    </Document>
  );
}
