import { Document } from '../components/document.tsx';
import { Sentence } from '../components/sentence.tsx';
import { linksFor } from '../links.ts';
import type { MessageKey } from '../messages.ts';
import type { PageContext } from '../page.ts';

/** What the server will see, before anybody types into the form that is posted openly. */
export function PlainNoticePage({ context }: { context: PageContext }) {
  const { messages, settings } = context;
  const links = linksFor(context);
  const say = (message: MessageKey) => <Sentence messages={messages} message={message} />;
  return (
    <Document context={context} title={messages.t('title.plain')}>
      <h1>{say('plain.title')}</h1>
      {settings.noscript === 'seal' ? (
        <>
          <p>{say('plain.lead')}</p>
          <ul>
            <li>{say('plain.sees')}</li>
            <li>{say('plain.seesFiles')}</li>
            <li>{say('plain.transport')}</li>
            <li>{say('plain.control')}</li>
            <li>{say('plain.lost')}</li>
          </ul>
          <p>{say('plain.better')}</p>
          <p>
            <a class="button" href={links.plainForm}>
              {say('plain.continue')}
            </a>
          </p>
        </>
      ) : (
        <p>{say('plain.refused')}</p>
      )}
      <p>
        <a href={links.report}>{say('plain.sealed')}</a>
      </p>
    </Document>
  );
}
