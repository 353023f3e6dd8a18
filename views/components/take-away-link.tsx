import { linksFor } from '../links.ts';
import type { PageContext } from '../page.ts';
import { sizeText } from '../size-text.ts';

/** The way to the form that needs no network, and how much there is to load. It leaves the page as it is. */
export function TakeAwayLink({ context }: { context: PageContext }) {
  const { messages, settings } = context;
  return (
    <>
      <a href={linksFor(context).takeAway} download>
        {messages.t('takeAway.link')}
      </a>
      {'. '}
      {messages.t('takeAway.linkHint', { size: sizeText(messages.language, settings.takeAwayBytes) })}
    </>
  );
}
