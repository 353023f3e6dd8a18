import { mkdtempSync, openAsBlob, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { concat, utf8 } from '../../crypto/bytes.ts';
import { lookAt } from '../../views/client/look-at-sealed.ts';
import { plain } from '../report/pictures.ts';

const sealed = new Uint8Array(readFileSync('tests/vectors/envelope-1.age'));
const blob = (bytes: Uint8Array) => new Blob([bytes as Uint8Array<ArrayBuffer>]);
const classic = concat(utf8('age-encryption.org/v1\n-> X25519 '), sealed.subarray(32));

it.each<[string, Uint8Array, Awaited<ReturnType<typeof lookAt>>]>([
  ['a sealed file', sealed, 'sealed'],
  ['nothing', new Uint8Array(0), 'empty'],
  ['one byte', new Uint8Array(1), 'other'],
  ['a picture', plain.baseline, 'other'],
  [
    'a picture of the length of a sealed file',
    concat(plain.baseline, new Uint8Array(sealed.length)).subarray(0, sealed.length),
    'other',
  ],
  ['a sealed file without its last byte', sealed.subarray(0, -1), 'cut'],
  ['a sealed file and a byte more', concat(sealed, new Uint8Array(1)), 'cut'],
  ['the first line of a sealed file', sealed.subarray(0, 60), 'cut'],
  ['a sealed file with a changed header', Uint8Array.from(sealed, (byte, at) => (at === 100 ? 0x21 : byte)), 'cut'],
  ['an age file for somebody else', classic, 'other'],
])('sees what %s is', async (_what, bytes, expected) => {
  expect(await lookAt(blob(bytes))).toBe(expected);
});

it('reads the beginning alone of a file of 2 GiB, and none that is gone or has changed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'look-'));
  const path = join(folder, 'large');
  writeFileSync(path, '');
  truncateSync(path, 2 * 1024 ** 3);
  const large = await openAsBlob(path);
  expect([large.size, await lookAt(large)]).toEqual([2 * 1024 ** 3, 'other']);
  truncateSync(path, 5);
  expect(await lookAt(large)).toBe('unreadable');
  rmSync(folder, { recursive: true });
  expect(await lookAt(large)).toBe('unreadable');
});
