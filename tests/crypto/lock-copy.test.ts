import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { expect, it } from 'vitest';
import { lockCopy } from '../../crypto/lock-copy.ts';

const text = 'Κείμενο\n\u{1f54a} \u202e done';

it('locks a text to a passphrase, with the work that age takes by itself for old phones', async () => {
  const file = await lockCopy(text, { passphrase: 'correct horse battery staple' });
  expect(new TextDecoder('latin1').decode(file?.subarray(0, 70))).toMatch(
    /^age-encryption\.org\/v1\n-> scrypt \S+ 16\n/,
  );
  const decrypter = new Decrypter();
  decrypter.addPassphrase('correct horse battery staple');
  expect(await decrypter.decrypt(file ?? new Uint8Array(0), 'text')).toBe(text);
  const wrong = new Decrypter();
  wrong.addPassphrase('correct horse battery staples');
  await expect(wrong.decrypt(file ?? new Uint8Array(0))).rejects.toThrow();
});

it('locks a text to the recipient of somebody, spaces around it or not', async () => {
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  for (const written of [recipient, ` ${recipient}\n`]) {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const file = await lockCopy(text, { recipient: written });
    expect(await decrypter.decrypt(file ?? new Uint8Array(0), 'text')).toBe(text);
  }
});

it.each(['', 'age1', 'me@example.org', 'AGE-SECRET-KEY-1QQ'])(
  'gives nothing for %j, which is no recipient',
  async (recipient) => {
    expect(await lockCopy(text, { recipient })).toBeNull();
  },
);
