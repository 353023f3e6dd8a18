import { wordlist } from '@scure/bip39/wordlists/english.js';
import { Decrypter, Encrypter } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import {
  KeyFileError,
  lockIdentity,
  maxKeyFileBytes,
  unlockIdentity,
  unlockSigningKey,
} from '../../crypto/key-file.ts';
import { newPassphrase } from '../../crypto/passphrase.ts';
import { formatSigningKey, newSigningKey } from '../../crypto/signing-key.ts';
import { reader } from './sample.ts';

const a = await reader('a');
const passphrase = newPassphrase();
// scrypt at 2^18 takes about a second: each file is locked once.
const identityFile = await lockIdentity(a.identity, a.recipient, passphrase);

const codeOf = (opening: Promise<unknown>) =>
  opening.then(
    () => 'opened',
    (error: unknown) => (error instanceof KeyFileError ? error.code : error),
  );

/** A passphrase file with any text in it, at a work factor that costs a test nothing. */
async function locked(text: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(10);
  return encrypter.encrypt(text);
}

describe('an identity file', () => {
  it('is an age file under scrypt at 2^18, as `age -d` reads it', async () => {
    const [version, stanza] = new TextDecoder().decode(identityFile.subarray(0, 200)).split('\n');
    expect(version).toBe('age-encryption.org/v1');
    expect(stanza).toMatch(/^-> scrypt [A-Za-z0-9+/]{22} 18$/);
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    expect(await decrypter.decrypt(identityFile, 'text')).toBe(`# public key: ${a.recipient}\n${a.identity}\n`);
  });

  it('opens with its passphrase', async () => {
    expect(await unlockIdentity(identityFile, passphrase)).toBe(a.identity);
  });

  it('does not open with another passphrase, nor with a byte changed: one code', async () => {
    const file = await locked(`${a.identity}\n`);
    const changed = file.map((byte, at) => (at === file.length - 20 ? byte ^ 1 : byte));
    expect(await codeOf(unlockIdentity(file, `${passphrase} `))).toBe('wrong-passphrase');
    expect(await codeOf(unlockIdentity(changed, passphrase))).toBe('wrong-passphrase');
    expect(await codeOf(unlockIdentity(file.subarray(0, -1), passphrase))).toBe('wrong-passphrase');
    expect(await codeOf(unlockIdentity(file, passphrase))).toBe('opened');
  });

  it('is not any other file', async () => {
    const toRecipient = new Encrypter();
    toRecipient.addRecipient(a.recipient);
    const others = [
      new Uint8Array(0),
      identityFile.subarray(0, 20),
      new TextEncoder().encode(a.identity),
      await toRecipient.encrypt('x'),
    ];
    for (const other of others) expect(await codeOf(unlockIdentity(other, passphrase))).toBe('not-a-key-file');
    const long = new Uint8Array(maxKeyFileBytes + 1);
    long.set(identityFile);
    expect(await codeOf(unlockIdentity(long, passphrase))).toBe('not-a-key-file');
  });

  it('holds a hybrid identity', async () => {
    for (const text of ['', 'text', 'AGE-SECRET-KEY-1QQQQQQ', a.recipient, `# ${a.identity}`])
      expect(await codeOf(unlockIdentity(await locked(text), passphrase))).toBe('not-an-identity');
  });

  it('is not read at a work factor that would hold up a machine', async () => {
    const file = new TextDecoder('latin1')
      .decode(await locked(`${a.identity}\n`))
      .replace(/^(-> scrypt \S+) 10$/m, '$1 30');
    expect(await codeOf(unlockIdentity(Buffer.from(file, 'latin1'), passphrase))).toBe('wrong-passphrase');
  });
});

describe('a signing key file', () => {
  const key = newSigningKey();

  it('opens with its passphrase', async () => {
    expect(await unlockSigningKey(await locked(formatSigningKey(key)), passphrase)).toEqual(key);
  });

  it('holds a signing key', async () => {
    expect(await codeOf(unlockSigningKey(await locked(a.identity), passphrase))).toBe('not-a-signing-key');
  });
});

describe('a new passphrase', () => {
  it('has seven words of the list, others each time', () => {
    expect(wordlist).toHaveLength(2048);
    const seen = new Set<string>();
    for (let round = 0; round < 300; round++) {
      const words = newPassphrase().split('-');
      expect(words).toHaveLength(7);
      for (const word of words) {
        expect(wordlist).toContain(word);
        seen.add(word);
      }
    }
    // 2,100 draws from 2,048 words leave about 1,310 different ones; far fewer would show a narrow draw.
    expect(seen.size).toBeGreaterThan(1200);
  });
});
