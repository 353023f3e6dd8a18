import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPublicKey, parsePublicKey, verifyMinisign } from '../../crypto/minisign.ts';
import { newSigningKey, signMinisign } from '../../crypto/signing-key.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { vectorsOf } from '../vectors/vector-file.ts';
import { anyText } from './contents.ts';

const engine = await sodiumEngine();
const utf8 = (text: string) => new TextEncoder().encode(text);

type Vector = { publicKey: string; message: string; minisig: string; expect: boolean };

it.each(vectorsOf<Vector>('minisign'))('vector $number $name', ({ publicKey, message, minisig, expect: expected }) => {
  const signer = parsePublicKey(publicKey);
  expect(signer).not.toBeNull();
  expect(signer && formatPublicKey(signer)).toBe(publicKey);
  expect(signer && verifyMinisign(engine, utf8(message), minisig, signer)).toBe(expected);
});

describe('verifyMinisign', () => {
  const key = newSigningKey();

  it('believes what was signed, and no message with a byte changed', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (message, place, mask) => {
          const minisig = signMinisign(key, message);
          expect(verifyMinisign(engine, message, minisig, key.publicKey)).toBe(true);
          const at = place % message.length;
          const changed = message.slice();
          changed[at] = (changed[at] as number) ^ mask;
          expect(verifyMinisign(engine, changed, minisig, key.publicKey)).toBe(false);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('believes no signature with a character changed, but for the untrusted comment', () => {
    const message = utf8('message');
    const minisig = signMinisign(key, message);
    const start = minisig.indexOf('\n') + 1;
    for (let at = start; at < minisig.length - 1; at++) {
      const changed = minisig.slice(0, at) + (minisig[at] === 'A' ? 'B' : 'A') + minisig.slice(at + 1);
      expect(verifyMinisign(engine, message, changed, key.publicKey)).toBe(false);
    }
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(verifyMinisign(engine, utf8('message'), text, key.publicKey)).toBe(false);
        expect(parsePublicKey(text)).toBeNull();
      }),
    );
  });
});

it('reads no public key of another form', () => {
  const line = formatPublicKey(newSigningKey().publicKey);
  expect(parsePublicKey(line)).not.toBeNull();
  for (const other of [
    '',
    ` ${line}`,
    `${line}\n`,
    line.slice(0, -4),
    `${line}AAAA`,
    `untrusted comment: x\n${line}`,
    line.replace(/^RW/, 'RX'),
  ])
    expect(parsePublicKey(other)).toBeNull();
});
