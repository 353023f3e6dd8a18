import { dayIn } from '../day-in.ts';
import type { Messages } from '../messages.ts';

interface Props {
  readonly messages: Messages;
  /** Last UTC day of the keyring. */
  readonly expires: string;
}

/** Stands in the place of the form while its keyring has expired and nobody has chosen to go on; nothing is preset. */
export function ExpiredKeyring({ messages: { t, language }, expires }: Props) {
  return (
    <section id="expired" class="notice" hidden tabindex={-1} aria-labelledby="expired-title">
      <h2 id="expired-title">{t('takeAway.expired.title')}</h2>
      <p>{t('takeAway.expired.what', { day: dayIn(language, expires) })}</p>
      <p>{t('takeAway.expired.risk')}</p>
      <p>{t('takeAway.expired.todo')}</p>
      <div class="choice">
        <input type="checkbox" id="expired-agree" autocomplete="off" aria-describedby="expired-said" />
        <label for="expired-agree">{t('takeAway.expired.agree')}</label>
      </div>
      <p id="expired-said" role="status"></p>
      <button type="button" id="expired-go">
        {t('takeAway.expired.go')}
      </button>
    </section>
  );
}
