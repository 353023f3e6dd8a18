import { expect, it } from 'vitest';
import type { Keyring } from '../../crypto/keyring.ts';
import { keyringNotice } from '../../server/keyring-notice.ts';

const keyring = { expires: '2027-03-01' } as Keyring;

it('is silent until 60 days before the keyring expires, then counts, then says what has happened', () => {
  expect(keyringNotice(keyring, '2026-12-30')).toBe('');
  expect(keyringNotice(keyring, '2026-12-31')).toContain('in 60 days');
  expect(keyringNotice(keyring, '2027-03-01')).toContain('in 0 days');
  expect(keyringNotice(keyring, '2027-03-02')).toContain('HAS EXPIRED');
});
