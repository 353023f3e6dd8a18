import type { PageContext } from '../page.ts';
import { ReceiptCode } from './receipt-code.tsx';

interface Props {
  readonly context: PageContext;
  /** Addresses at which a sealed file can be handed in: to be read and copied, not links, which would ask for a page. */
  readonly addresses: readonly string[];
}

/** What is left to do once a report is sealed in the take-away form: keep the code, save the file, hand it in. */
export function SealedFile({ context: { messages, settings }, addresses }: Props) {
  const { t } = messages;
  return (
    <>
      <p>
        <strong>{t('takeAway.sealed.text')}</strong>
      </p>
      <ReceiptCode messages={messages} isCarried>
        <p>{t('takeAway.sealed.code')}</p>
      </ReceiptCode>
      <h2>{t('takeAway.save.title')}</h2>
      <p id="sealed-size"></p>
      <p>
        <button type="button" id="save-sealed">
          {t('carry.save')}
        </button>{' '}
        <button type="button" class="quiet" id="sealed-back">
          {t('check.back')}
        </button>
      </p>
      <p id="saved" role="status"></p>
      <p>
        <button type="button" id="saved-there" hidden>
          {t('takeAway.save.there')}
        </button>
      </p>
      <p>{t('takeAway.save.inert')}</p>
      <h2>{t('takeAway.hand.title')}</h2>
      <p>{t('takeAway.hand.where')}</p>
      <ul>
        {addresses.map((address) => (
          <li>
            <bdi dir="ltr" translate="no">
              {address}
            </bdi>
          </li>
        ))}
      </ul>
      <p>{t('takeAway.hand.other')}</p>
      <p>
        {t('takeAway.hand.seen')} {t('takeAway.hand.twice')}
      </p>
      <h2>{t('issued.nextTitle')}</h2>
      <p>
        {t('issued.next')} {settings.readingHours}
      </p>
      <p>{t('issued.danger')}</p>
    </>
  );
}
