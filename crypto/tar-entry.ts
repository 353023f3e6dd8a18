import { textOf, utf8 } from './bytes.ts';

/** Everything in a tar archive stands in blocks of 512 bytes. */
export const blockBytes = 512;

/** A length rounded up to whole blocks. */
export const inBlocks = (length: number): number => Math.ceil(length / blockBytes) * blockBytes;

/**
 * The one header that an entry of a name and size can have: 512 bytes, ustar, mode 0600, ids and times 0, no names
 * of users. A function of name and size alone, so that a reader rebuilds it and requires equality.
 *
 * Layout: name 0–99, mode 100, uid 108, gid 116, size 124 (12, octal), mtime 136 (12), checksum 148 (8), type 156,
 * magic and version 257–264. Sizes up to 8 GiB − 1. Source: POSIX.1-2024, pax, "ustar Interchange Format".
 */
export function tarHeader(name: string, size: number): Uint8Array {
  if (utf8(name).length > 100 || size >= 8 ** 11) throw new RangeError('name or size beyond ustar');
  const header = new Uint8Array(blockBytes);
  const put = (at: number, text: string) => header.set(utf8(text), at);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  put(0, name);
  put(100, octal(0o600, 7));
  put(108, octal(0, 7));
  put(116, octal(0, 7));
  put(124, octal(size, 11));
  put(136, octal(0, 11));
  put(148, '        ');
  put(156, '0');
  put(257, 'ustar\0' + '00');
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return header;
}

/** The size that a header names; −1 if it names none. Whether it is our header, only building it anew tells. */
export function sizeInHeader(header: Uint8Array): number {
  const octal = textOf(header.subarray(124, 135));
  return octal && /^[0-7]{11}$/.test(octal) ? Number.parseInt(octal, 8) : -1;
}
