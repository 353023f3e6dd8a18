import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inBlocks, tarHeader } from '../../crypto/tar-entry.ts';
import { hexOf, vectorsOf } from '../vectors/vector-file.ts';
import { emptyFolder, run } from './stock-tool.ts';

type Vector = { entry: string; size: number; expect: { sha256: string; checksumField: string } };

it.each(vectorsOf<Vector>('tar-entry'))('vector $number $name', ({ entry, size, expect: expected }) => {
  const header = tarHeader(entry, size);
  expect(createHash('sha256').update(header).digest('hex')).toBe(expected.sha256);
  expect(hexOf(header.subarray(148, 156))).toBe(expected.checksumField);
});

it('writes what GNU tar writes, but for the device numbers that ordinary files do not have', () => {
  const folder = emptyFolder();
  const sizes = { 'report.json': 2987, 'files/001': 0, 'files/042': 513, SHA256SUMS: 156 };
  const plain = ['--format=ustar', '--mode=0600', '--owner=0', '--group=0', '--numeric-owner', '--mtime=@0'];
  for (const [name, size] of Object.entries(sizes)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), new Uint8Array(size));
    expect(run('tar', [...plain, '-cf', 'stock.tar', name], folder).status).toBe(0);
    const stock = readFileSync(join(folder, 'stock.tar')).subarray(0, 512);
    expect(stock.subarray(329, 345).toString()).toBe('0000000\x000000000\0');
    expect(withoutDevices(stock)).toBe(withoutDevices(tarHeader(name, size)));
  }
});

/** Hexadecimal of a header without checksum and device numbers. */
function withoutDevices(header: Uint8Array): string {
  const bare = Uint8Array.from(header).fill(0, 148, 156).fill(0, 329, 345);
  return hexOf(bare);
}

it('is a function of name and size, and tells them apart', () => {
  const name = fc.integer({ min: 1, max: 99 }).map((number) => `files/${String(number).padStart(3, '0')}`);
  const size = fc.integer({ min: 0, max: 8 ** 11 - 1 });
  fc.assert(
    fc.property(name, size, name, size, (leftName, leftSize, rightName, rightSize) => {
      const same = leftName === rightName && leftSize === rightSize;
      expect(hexOf(tarHeader(leftName, leftSize)) === hexOf(tarHeader(rightName, rightSize))).toBe(same);
      expect(hexOf(tarHeader(leftName, leftSize))).toBe(hexOf(tarHeader(leftName, leftSize)));
    }),
  );
});

it('refuses names and sizes that ustar cannot hold', () => {
  expect(() => tarHeader('n'.repeat(101), 0)).toThrow(RangeError);
  expect(() => tarHeader('ñ'.repeat(51), 0)).toThrow(RangeError);
  expect(() => tarHeader('n', 8 ** 11)).toThrow(RangeError);
});

it('counts whole blocks', () => {
  expect([0, 1, 511, 512, 513].map(inBlocks)).toEqual([0, 512, 512, 512, 1024]);
});
