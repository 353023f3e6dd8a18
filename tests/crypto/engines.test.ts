import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../crypto/engine.ts';
import { readKeyring } from '../../crypto/keyring.ts';
import { lightEngine } from '../../crypto/light-engine.ts';
import { formatPublicKey, parsePublicKey, verifyMinisign } from '../../crypto/minisign.ts';
import { parseRecipient, recipientBytes } from '../../crypto/recipient.ts';
import { sealWith } from '../../crypto/seal.ts';
import { newSigningKey, signMinisign } from '../../crypto/signing-key.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { bufferSource } from '../../crypto/source.ts';
import { fixedBytes, fixedDraw } from './fixed-draw.ts';
import { reader } from './sample.ts';

const sodium = await sodiumEngine();
const light = lightEngine();
const recipients = (await Promise.all(['a', 'b', 'c'].map(reader))).map(({ recipient }) => recipient);
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

/** What both engines give for the same call, which must be the same. */
function both<Result>(call: (engine: Engine) => Result): Result {
  const [one, other] = [call(sodium), call(light)];
  expect(other).toEqual(one);
  return one;
}

describe('both engines', () => {
  it('seal the same bytes from the same random bytes', async () => {
    for (const [count, length] of [
      [1, 65_536],
      [3, 131_072],
      [2, 65_536 * 2 + 1],
    ] as const) {
      const payload = bufferSource(fixedBytes('payload', length));
      const seal = (engine: Engine) => sealWith(fixedDraw('seal'), engine, recipients.slice(0, count), payload);
      const [one, other] = [seal(sodium), seal(light)];
      expect(other.size).toBe(one.size);
      expect(await other.slice(0, other.size)).toEqual(await one.slice(0, one.size));
    }
  });

  it('encapsulate alike, and give the same recipient of a seed', () => {
    fc.assert(
      fc.property(bytes(32), bytes(64), (seed, random) => {
        const recipient = both((engine) => engine.recipientOf(seed));
        expect(both((engine) => engine.encapsulate(recipient, random))?.ciphertext).toHaveLength(1120);
      }),
      { numRuns: 25 },
    );
  });

  it('seal messages and hash alike', () => {
    fc.assert(
      fc.property(bytes(32), bytes(12), fc.uint8Array({ maxLength: 70_000 }), (key, nonce, message) => {
        expect(both((engine) => engine.aeadSeal(key, nonce, message))).toHaveLength(message.length + 16);
        expect(both((engine) => engine.blake2b512(message))).toHaveLength(64);
      }),
      { numRuns: 50 },
    );
  });

  it('refuse the same keys', () => {
    const good = parseRecipient(recipients[0] as string) as Uint8Array;
    const edited = (edit: (key: Uint8Array) => unknown) => {
      const key = good.slice();
      edit(key);
      return key;
    };
    const random = fixedBytes('random', 64);
    const bad = [
      new Uint8Array(recipientBytes),
      new Uint8Array(recipientBytes).fill(255),
      edited((key) => key.fill(255, 0, 2)),
      edited((key) => key.fill(0, 1184)),
      edited((key) => key.fill(0, 1184).fill(1, 1184, 1185)),
      good.subarray(1),
    ];
    for (const key of bad) expect(both((engine) => engine.encapsulate(key, random))).toBeNull();
    expect(both((engine) => engine.encapsulate(good, random))).not.toBeNull();
  });

  it('judge signatures alike, whichever byte was changed', () => {
    const key = newSigningKey();
    const message = fixedBytes('message', 300);
    const minisig = signMinisign(key, message);
    const publicKey = parsePublicKey(formatPublicKey(key.publicKey));
    if (!publicKey) throw new Error('no key');
    expect(both((engine) => verifyMinisign(engine, message, minisig, publicKey))).toBe(true);
    const signature = fixedBytes('signature', 64);
    fc.assert(
      fc.property(fc.nat(63), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = signature.slice();
        altered[at] = (altered[at] as number) ^ change;
        expect(both((engine) => engine.verify(altered, message, publicKey.key))).toBe(false);
      }),
      { numRuns: 30 },
    );
    // A key of small order: everybody can sign for it.
    const smallOrder = new Uint8Array(32).fill(0).fill(1, 0, 1);
    expect(both((engine) => engine.verify(new Uint8Array(64), message, smallOrder))).toBe(false);
  });

  it('believe the same keyrings, of one recipient and of ten, and refuse the same', () => {
    const root = newSigningKey();
    const committee = {
      type: 'committee/v1' as const,
      id: 'c0'.repeat(16),
      rootPublicKey: formatPublicKey(root.publicKey),
      minimumKeyringSerial: 1,
    };
    const read = (list: readonly string[]) => {
      const text = JSON.stringify({
        type: 'keyring/v1',
        committee: committee.id,
        serial: 1,
        notBefore: '2026-11-01',
        expires: '2027-03-01',
        origins: ['https://form.example'],
        recipients: list.map((recipient, at) => ({ label: `${at}`, recipient })),
        replyKeys: [],
        assetKeys: [],
      });
      const signed = new TextEncoder().encode(text);
      return both((engine) => {
        try {
          return readKeyring(engine, committee, signed, signMinisign(root, signed)).recipients.length;
        } catch (error) {
          return (error as { code: string }).code;
        }
      });
    };
    const [first = ''] = recipients;
    expect(read([first])).toBe(1);
    expect(read(Array(10).fill(first))).toBe(10);
    expect(read(Array(11).fill(first))).toBe('keyring-malformed');
    expect(read([first, 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj'])).toBe(
      'keyring-classic-recipient',
    );
    expect(read([`${first.slice(0, -1)}${first.endsWith('q') ? 'p' : 'q'}`])).toBe('keyring-bad-recipient');
  });
});
