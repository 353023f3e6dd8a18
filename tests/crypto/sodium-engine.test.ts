import { createCipheriv, createHash } from 'node:crypto';
import { identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { formatRecipient, parseRecipient, recipientBytes } from '../../crypto/recipient.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { bytesOf, hexOf } from '../vectors/vector-file.ts';
import { fixedBytes } from './fixed-draw.ts';
import { identityOf, reader } from './sample.ts';

const engine = await sodiumEngine();
const random = fixedBytes('random', 64);
const good = parseRecipient((await reader('a')).recipient) as Uint8Array;
const edited = (edit: (key: Uint8Array) => void) => {
  const key = good.slice();
  edit(key);
  return key;
};

it('gives what the X-Wing draft gives (draft-connolly-cfrg-xwing-kem, first test vector)', () => {
  const recipient = engine.recipientOf(bytesOf('7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26'));
  const share = engine.encapsulate(
    recipient,
    bytesOf(
      '3cb1eea988004b93103cfb0aeefd2a686e01fa4a58e8a3639ca8a1e3f9ae57e235b8cc873c23dc62b8d260169afa2f75ab916a58d974918835d25e6a435085b2',
    ),
  );
  expect(hexOf(share?.sharedSecret ?? new Uint8Array(0))).toBe(
    'd2df0522128f09dd8e2c92b1e905c793d8f57a54c3da25861f10bf4ca613e384',
  );
  expect(share?.ciphertext).toHaveLength(1120);
});

it('gives the recipient that typage gives of a seed', async () => {
  for (const label of ['seed 1', 'seed 2']) {
    const seed = fixedBytes(label, 32);
    expect(formatRecipient(engine.recipientOf(seed))).toBe(await identityToRecipient(identityOf(seed)));
  }
});

describe('encapsulate', () => {
  /** First coefficient of ML-KEM: 12 bits, little-endian. */
  const coefficient = (value: number) =>
    edited((key) => {
      key[0] = value & 255;
      key[1] = ((key[1] as number) & 0xf0) | (value >> 8);
    });

  it('gives 1,120 and 32 bytes for a good key, the same for the same random bytes', () => {
    const share = engine.encapsulate(good, random);
    expect(share?.ciphertext).toHaveLength(1120);
    expect(share?.sharedSecret).toHaveLength(32);
    expect(engine.encapsulate(good, random)).toEqual(share);
    expect(engine.encapsulate(good, fixedBytes('other', 64))?.sharedSecret).not.toEqual(share?.sharedSecret);
  });

  it.each([
    ['all zeros', new Uint8Array(recipientBytes)],
    ['all ones', new Uint8Array(recipientBytes).fill(255)],
    ['a coefficient of 3,329', coefficient(3329)],
    ['a coefficient of 4,095', coefficient(4095)],
    ['an X25519 half of zeros', edited((key) => key.fill(0, 1184))],
    ['an X25519 half of one, of low order', edited((key) => key.fill(0, 1184).fill(1, 1184, 1185))],
    ['a byte less', good.subarray(1)],
    ['a byte more', new Uint8Array(recipientBytes + 1)],
    ['no bytes', new Uint8Array(0)],
  ])('gives null for a key of %s', (_, key) => {
    expect(engine.encapsulate(key, random)).toBeNull();
  });

  it('takes a coefficient of 3,328, the largest', () => {
    expect(engine.encapsulate(coefficient(3328), random)).not.toBeNull();
  });

  it('takes an ML-KEM half of zeros: it is reduced, and FIPS 203 checks no more', () => {
    expect(
      engine.encapsulate(
        edited((key) => key.fill(0, 0, 1152)),
        random,
      ),
    ).not.toBeNull();
  });

  it('gives null for random bytes of another length', () => {
    expect(engine.encapsulate(good, random.subarray(1))).toBeNull();
  });
});

it('seals as node:crypto does', () => {
  const [key, nonce, plaintext] = [fixedBytes('key', 32), fixedBytes('nonce', 12), fixedBytes('text', 70_000)];
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
  const expected = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  expect(Buffer.compare(engine.aeadSeal(key, nonce, plaintext), expected)).toBe(0);
});

it('hashes as node:crypto does', () => {
  for (const message of [new Uint8Array(0), fixedBytes('message', 1000)])
    expect(hexOf(engine.blake2b512(message))).toBe(createHash('blake2b512').update(message).digest('hex'));
});

it('verifies nothing of another length, and does not throw', () => {
  expect(engine.verify(new Uint8Array(63), random, new Uint8Array(32))).toBe(false);
  expect(engine.verify(new Uint8Array(64), random, new Uint8Array(31))).toBe(false);
});
