import { linksFor } from '../links.ts';
import type { PageContext } from '../page.ts';
import { Sentence } from './sentence.tsx';

/** First thing on the report page when scripts are off: what the server will see, or why it takes nothing. */
export function NoscriptNotice({ context }: { context: PageContext }) {
  const { messages, settings } = context;
  return (
    <noscript>
      <div class="notice">
        <h2>
          <Sentence messages={messages} message="noscript.title" />
        </h2>
        {settings.noscript === 'seal' ? (
          <>
            <p>
              <Sentence messages={messages} message="noscript.seal" />
            </p>
            <p>
              <a href={linksFor(context).plainNotice}>
                <Sentence messages={messages} message="noscript.sealMore" />
              </a>
            </p>
          </>
        ) : (
          <p>
            <Sentence messages={messages} message="noscript.refuse" />
          </p>
        )}
      </div>
    </noscript>
  );
}
