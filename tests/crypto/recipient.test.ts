import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatRecipient, parseRecipient, recipientBytes } from '../../crypto/recipient.ts';
import { anyText } from './contents.ts';
import { reader } from './sample.ts';

const { recipient } = await reader('a');

it('reads what typage writes, and writes it again', () => {
  const bytes = parseRecipient(recipient);
  expect(bytes).toHaveLength(recipientBytes);
  expect(bytes && formatRecipient(bytes)).toBe(recipient);
});

it('reads back any 1,216 bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: recipientBytes, maxLength: recipientBytes }), (bytes) => {
      expect(parseRecipient(formatRecipient(bytes))).toEqual(bytes);
    }),
    { numRuns: 20 },
  );
});

it('reads no recipient with a character changed', () => {
  fc.assert(
    fc.property(
      fc.nat(recipient.length - 1),
      fc.constantFrom(...'qpzry9x8gf2tvdw0s3jn54khce6mua7lQ1 bio'),
      (at, character) => {
        fc.pre(recipient[at] !== character);
        expect(parseRecipient(recipient.slice(0, at) + character + recipient.slice(at + 1))).toBeNull();
      },
    ),
    { numRuns: 200 },
  );
});

it('never throws', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(parseRecipient(text)).toBeNull();
      expect(parseRecipient(`age1pq1${text}`)).toBeNull();
    }),
  );
});
