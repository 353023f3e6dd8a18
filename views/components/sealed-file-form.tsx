import { maxPlainBytes } from '../../report/limits.ts';
import { linksFor } from '../links.ts';
import type { PageContext, Way } from '../page.ts';
import { sizeText } from '../size-text.ts';
import { PageStalled } from './page-stalled.tsx';
import { SendSlot } from './send-slot.tsx';

interface Props {
  readonly context: PageContext;
  readonly way: Way;
}

/**
 * Takes sealed files. With scripts on nothing may post it: a picture that was chosen by mistake would leave with its
 * name, so the script looks at each file first.
 */
export function SealedFileForm({ context, way }: Props) {
  const { messages } = context;
  const { t } = messages;
  const { sealed } = linksFor(context);
  const size = sizeText(messages.language, maxPlainBytes);
  const input = (
    <div class="field">
      <label for="sealed-files">{t('sealed.choose')}</label>
      <p class="hint" id="sealed-files-hint">
        {t('sealed.hint')}
      </p>
      <input
        type="file"
        id="sealed-files"
        name="file"
        multiple
        autocomplete="off"
        aria-describedby="sealed-files-hint"
      />
    </div>
  );
  if (way === 'plain')
    return (
      <form id="sealed" method="post" action={sealed} enctype="multipart/form-data" autocomplete="off">
        {input}
        <p>{t('sealed.noscript', { size })}</p>
        <button type="submit">{t('sealed.button')}</button>
      </form>
    );
  return (
    <form id="sealed" method="dialog" novalidate autocomplete="off" data-language={messages.language}>
      {input}
      <SendSlot text={t('sealed.button')} />
      <PageStalled context={context} title={t('sealed.stalled')} />
      <noscript>
        <p class="notice">{t('sealed.noscript', { size })}</p>
        <button type="submit" formmethod="post" formaction={sealed} formenctype="multipart/form-data">
          {t('sealed.button')}
        </button>
      </noscript>
    </form>
  );
}
