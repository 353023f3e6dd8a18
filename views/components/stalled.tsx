import { linksFor } from '../links.ts';
import type { PageContext } from '../page.ts';
import { TakeAwayLink } from './take-away-link.tsx';

/** Uncovered by the style sheet after five seconds, unless a script has said that it is ready. */
export function Stalled({ context }: { context: PageContext }) {
  const { messages, settings } = context;
  const links = linksFor(context);
  return (
    <div id="stalled" class="stalled notice" role="status">
      <h2>{messages.t('stalled.title')}</h2>
      <p>{messages.t('stalled.text')}</p>
      <p>{messages.t('stalled.ways')}</p>
      <ul>
        <li>
          <span class="wait">{messages.t('stalled.wait')}</span> <span id="try-again-slot"></span>
          <template id="try-again-template">
            <button type="button" id="try-again">
              {messages.t('stalled.again')}
            </button>
          </template>
        </li>
        <li>
          <a href={links.report} target="_blank" rel="noopener noreferrer">
            {messages.t('stalled.newTab')}
          </a>
          {'. '}
          {messages.t('stalled.newTabHint')}
        </li>
        <li>
          <TakeAwayLink context={context} />
        </li>
        {settings.noscript === 'seal' && (
          <li>
            <a href={links.plainNotice} target="_blank" rel="noopener noreferrer">
              {messages.t('stalled.plain')}
            </a>
            {'. '}
            {messages.t('stalled.plainHint')}
          </li>
        )}
      </ul>
    </div>
  );
}
