import { daysBetween, type Keyring, keyringNoticeDays } from '../crypto/keyring.ts';

/** What the start-up line and every mail say from 60 days before the keyring expires; empty before. */
export function keyringNotice({ expires }: Keyring, today: string): string {
  const days = daysBetween(today, expires);
  if (days > keyringNoticeDays) return '';
  if (days < 0) return 'The keyring HAS EXPIRED: nobody can report.';
  return `The keyring expires in ${days} days: make the next one.`;
}
