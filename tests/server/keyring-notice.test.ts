import { expect, it } from 'vitest';
import type { Keyring } from '../../crypto/keyring.ts';
import { keyringNotice } from '../../server/keyring-notice.ts';
import { messagesFor } from '../views/languages.ts';

const keyring = { expires: '2027-03-01' } as Keyring;
const noticeOn = (day: string) => keyringNotice(keyring, day, messagesFor('en'));

it('is silent until 60 days before the keyring expires, then counts, then says what has happened', () => {
  expect(noticeOn('2026-12-30')).toBe('');
  expect(noticeOn('2026-12-31')).toContain('in 60 days');
  expect(noticeOn('2027-02-28')).toContain('in 1 day:');
  expect(noticeOn('2027-03-01')).toContain('in 0 days:');
  expect(noticeOn('2027-03-02')).toContain('HAS EXPIRED');
});
