import { daysBetween, type Keyring, keyringNoticeDays } from '../crypto/keyring.ts';
import type { Messages } from '../views/messages.ts';

/** What the start-up line and every mail say from 60 days before the keyring expires; empty before. */
export function keyringNotice({ expires }: Keyring, today: string, { t }: Messages): string {
  const days = daysBetween(today, expires);
  if (days > keyringNoticeDays) return '';
  return days < 0 ? t('mail.keyring.expired') : t('mail.keyring.expires', { days });
}
