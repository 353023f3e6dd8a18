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
  'server-error',
  'busy',
  'keyring-expired',
  'storage-full',
] as const;

export type ProblemId = (typeof problemIds)[number];

interface Props {
  readonly context: PageContext;
  readonly problem: { readonly id: ProblemId };
}

/** What happened, what is kept, what to do: three sentences, whatever went wrong. */
export function ProblemPage({ context, problem: { id } }: Props) {
  const { messages } = context;
  return (
    <Document context={context} title={messages.t('title.problem')}>
      <h1>{messages.t(`refused.${id}.what`)}</h1>
      <p>{messages.t(`refused.${id}.kept`)}</p>
      <p>{messages.t(`refused.${id}.todo`)}</p>
      <p>
        <a href={linksFor(context).landing}>{messages.t('refused.home')}</a>
      </p>
    </Document>
  );
}
