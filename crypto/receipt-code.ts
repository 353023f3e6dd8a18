import { sha256 } from '@noble/hashes/sha2.js';
import { asciiDigits } from '../report/digits.ts';
import { concat, utf8 } from './bytes.ts';
import { randomBytes } from './random.ts';

/** Secret bytes behind a receipt code. */
export const receiptBytes = 16;
const valueDigits = 39;
const checkDigits = 6;
const codeDigits = valueDigits + checkDigits;
const groupDigits = 5;
const limit = 1n << 128n;

/** Makes the 16 secret bytes of a new receipt code. */
export const newReceipt = (): Uint8Array => randomBytes(receiptBytes);

/**
 * Writes a receipt as 45 digits in nine groups of five.
 *
 * Layout: 39 digits, the 128 bits big-endian with leading zeros; 6 digits, the first 4 bytes of
 * SHA-256(`report-an-mp/check/v1` ‖ the 16 bytes), big-endian, mod 10^6. Source: docs/RECEIPT.md.
 */
export function formatReceipt(receipt: Uint8Array): string[] {
  const value = receipt.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const digits = value.toString().padStart(valueDigits, '0') + checkOf(receipt);
  return Array.from({ length: codeDigits / groupDigits }, (_, at) =>
    digits.slice(at * groupDigits, (at + 1) * groupDigits),
  );
}

function checkOf(receipt: Uint8Array): string {
  const hash = sha256(concat(utf8('report-an-mp/check/v1'), receipt));
  const number = new DataView(hash.buffer, hash.byteOffset).getUint32(0);
  return String(number % 1_000_000).padStart(checkDigits, '0');
}

/** What typed digits turned out to be. */
export type ReadReceipt =
  | { readonly kind: 'exact'; readonly receipt: Uint8Array }
  /** One slip was found and mended without asking anybody. */
  | { readonly kind: 'repaired'; readonly receipt: Uint8Array }
  | { readonly kind: 'slip' };

/**
 * Reads a receipt code as a person typed or pasted it: any Unicode decimal digits, any spaces, dashes and dots.
 * Any slip is found; one digit wrong, missing or doubled, two neighbouring digits or two groups swapped is repaired
 * if exactly one code comes of it. Anything else in the text is a slip, never an error.
 */
export function readReceipt(typed: string): ReadReceipt {
  // A long paste cannot be a code, and must not cost time.
  if (typed.length > 400) return { kind: 'slip' };
  const digits = plainDigits(typed);
  if (digits === null) return { kind: 'slip' };
  const exact = decode(digits);
  if (exact) return { kind: 'exact', receipt: exact };
  const found = new Map<string, Uint8Array>();
  for (const candidate of repairs(digits)) {
    const receipt = decode(candidate);
    if (receipt) found.set(candidate, receipt);
  }
  const [only] = found.values();
  return only && found.size === 1 ? { kind: 'repaired', receipt: only } : { kind: 'slip' };
}

/** ASCII digits of a text that holds only digits of any script and separators; `null` otherwise. */
function plainDigits(typed: string): string | null {
  let digits = '';
  for (const character of asciiDigits(typed)) {
    if (/\d/.test(character)) digits += character;
    else if (!/[\p{White_Space}\p{Pd}\p{Cf}.,_·٫٬]/u.test(character)) return null;
  }
  return digits;
}

function decode(digits: string): Uint8Array | null {
  if (digits.length !== codeDigits) return null;
  let value = BigInt(digits.slice(0, valueDigits));
  if (value >= limit) return null;
  const receipt = new Uint8Array(receiptBytes);
  for (let at = receiptBytes - 1; at >= 0; at--) {
    receipt[at] = Number(value & 0xffn);
    value >>= 8n;
  }
  return checkOf(receipt) === digits.slice(valueDigits) ? receipt : null;
}

/** Every text of 45 digits that is one slip away. */
function* repairs(digits: string): Generator<string> {
  const splice = (at: number, removed: number, added: string) =>
    digits.slice(0, at) + added + digits.slice(at + removed);
  if (digits.length === codeDigits + 1) for (let at = 0; at <= codeDigits; at++) yield splice(at, 1, '');
  if (digits.length === codeDigits - 1)
    for (let at = 0; at < codeDigits; at++) for (let digit = 0; digit < 10; digit++) yield splice(at, 0, `${digit}`);
  if (digits.length !== codeDigits) return;
  for (let at = 0; at < codeDigits; at++) for (let digit = 0; digit < 10; digit++) yield splice(at, 1, `${digit}`);
  for (let at = 0; at + 1 < codeDigits; at++) yield splice(at, 2, `${digits[at + 1]}${digits[at]}`);
  const groups = digits.match(/.{5}/g) ?? [];
  for (let left = 0; left < groups.length; left++)
    for (let right = left + 1; right < groups.length; right++) {
      const swapped = [...groups];
      swapped[left] = groups[right] as string;
      swapped[right] = groups[left] as string;
      yield swapped.join('');
    }
}
