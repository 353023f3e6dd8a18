import { linksFor } from '../links.ts';
import type { PageContext } from '../page.ts';

/** First thing on the report page when scripts are off: what the server will see, or why it takes nothing. */
export function NoscriptNotice({ context }: { context: PageContext }) {
  const { messages, settings } = context;
  return (
    <noscript>
      <div class="notice">
        <h2>{messages.t('noscript.title')}</h2>
        {settings.noscript === 'seal' ? (
          <>
            <p>{messages.t('noscript.seal')}</p>
            <p>
              <a href={linksFor(context).plainNotice}>{messages.t('noscript.sealMore')}</a>
            </p>
          </>
        ) : (
          <p>{messages.t('noscript.refuse')}</p>
        )}
      </div>
    </noscript>
  );
}
