import { Document } from '../components/document.tsx';
import { IssuedBody } from '../components/issued-body.tsx';
import type { PageContext } from '../page.ts';

interface Props {
  readonly context: PageContext;
  /** Nine groups of five digits. */
  readonly groups: readonly string[];
}

/** The receipt after an open post, shown once. */
export function IssuedPage({ context, groups }: Props) {
  const { messages } = context;
  return (
    <Document context={context} title={messages.t('title.issued')}>
      <h1>{messages.t('issued.title')}</h1>
      <IssuedBody context={context} groups={groups} />
    </Document>
  );
}
