import { linksFor } from '../links.ts';
import type { PageContext } from '../page.ts';

/** The way to the form that needs no network, and how much there is to load. It leaves the page as it is. */
export function TakeAwayLink({ context }: { context: PageContext }) {
  const { messages, settings } = context;
  return (
    <>
      <a href={linksFor(context).takeAway} download>
        {messages.t('takeAway.link')}
      </a>
      {'. '}
      {messages.t('takeAway.linkHint', { size: sizeIn(messages.language, settings.takeAwayBytes) })}
    </>
  );
}

/** A size of some hundred kilobytes or more, with few digits. */
function sizeIn(language: string, bytes: number): string {
  const isLarge = bytes >= 1_000_000;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    unitDisplay: 'short',
    maximumSignificantDigits: 2,
  }).format(bytes / (isLarge ? 1_000_000 : 1_000));
}
