import { Document } from '../components/document.tsx';
import { IssuedBody } from '../components/issued-body.tsx';
import { Sentence } from '../components/sentence.tsx';
import type { PageContext } from '../page.ts';

interface Props {
  readonly context: PageContext;
  /** Nine groups of five digits; none for whoever sent without a code. */
  readonly groups: readonly string[] | null;
  /** Files that came with the report. */
  readonly fileCount?: number;
}

/** The receipt after an open post, shown once. */
export function IssuedPage({ context, groups, fileCount = 0 }: Props) {
  const { messages } = context;
  return (
    <Document context={context} title={messages.t('title.issued')} printsCard={groups !== null}>
      <h1>{messages.t('issued.title')}</h1>
      {fileCount > 0 && (
        <p>
          <Sentence messages={messages} message="plain.filesArrived" values={{ count: fileCount }} />
        </p>
      )}
      <IssuedBody context={context} {...(groups ? { groups } : { isWithout: true })} />
    </Document>
  );
}
