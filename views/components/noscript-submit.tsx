import { linksFor } from '../links.ts';
import type { PageContext } from '../page.ts';

/** The only native submit button of the sealed form. It exists where no script can run, and nowhere else. */
export function NoscriptSubmit({ context }: { context: PageContext }) {
  const { messages, settings } = context;
  if (settings.noscript === 'refuse') {
    return (
      <noscript>
        <p class="notice">{messages.t('noscript.refuse')}</p>
      </noscript>
    );
  }
  return (
    <noscript>
      <p class="notice">{messages.t('noscript.seal')}</p>
      <button
        type="submit"
        formmethod="post"
        formaction={linksFor(context).report}
        formenctype="application/x-www-form-urlencoded"
      >
        {messages.t('send.button')}
      </button>
    </noscript>
  );
}
