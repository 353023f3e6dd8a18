import { linksFor } from '../links.ts';
import type { PageContext } from '../page.ts';
import { CodeDigits } from './code-digits.tsx';

/** What is sealed can travel without the page: shown where a sealed report could not be sent. */
export function Carry({ context }: { context: PageContext }) {
  const { messages } = context;
  return (
    <div id="carry" hidden>
      <h3>{messages.t('carry.title')}</h3>
      <p>{messages.t('carry.text')}</p>
      <button type="button" id="save-sealed">
        {messages.t('carry.save')}
      </button>
      <p id="saved" role="status"></p>
      <p>
        {messages.t('carry.page')}{' '}
        <a href={linksFor(context).sealed} target="_blank" rel="noopener noreferrer">
          {messages.t('site.sealed')}
        </a>
      </p>
      <p>{messages.t('carry.code')}</p>
      <CodeDigits id="carry-code" />
    </div>
  );
}
