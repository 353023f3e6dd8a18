import { Document } from '../components/document.tsx';
import { linksFor } from '../links.ts';
import type { PageContext } from '../page.ts';

/** What the server will see, before anybody types into the form that is posted openly. */
export function PlainNoticePage({ context }: { context: PageContext }) {
  const { messages, settings } = context;
  const links = linksFor(context);
  return (
    <Document context={context} title={messages.t('title.plain')}>
      <h1>{messages.t('plain.title')}</h1>
      {settings.noscript === 'seal' ? (
        <>
          <p>{messages.t('plain.lead')}</p>
          <ul>
            <li>{messages.t('plain.sees')}</li>
            <li>{messages.t('plain.transport')}</li>
            <li>{messages.t('plain.control')}</li>
            <li>{messages.t('plain.lost')}</li>
          </ul>
          <p>{messages.t('plain.better')}</p>
          <p>
            <a class="button" href={links.plainForm}>
              {messages.t('plain.continue')}
            </a>
          </p>
        </>
      ) : (
        <p>{messages.t('plain.refused')}</p>
      )}
      <p>
        <a href={links.report}>{messages.t('plain.sealed')}</a>
      </p>
    </Document>
  );
}
