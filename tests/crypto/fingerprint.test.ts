import { expect, it } from 'vitest';
import { fingerprint } from '../../crypto/fingerprint.ts';
import { bytesOf, vectorsOf } from '../vectors/vector-file.ts';

const vectors = vectorsOf<{ id: string; key: string; expect: string[] }>('fingerprint');

it.each(vectors)('vector $number $name', ({ id, key, expect: expected }) => {
  expect(fingerprint({ id: bytesOf(id), key: bytesOf(key) })).toEqual(expected);
  expect(expected.map((group) => group.length)).toEqual(Array(8).fill(5));
});

it('is another for another key or key id', () => {
  const [first] = vectors;
  const [id, key] = [bytesOf(first?.id ?? ''), bytesOf(first?.key ?? '')];
  expect(fingerprint({ id: id.map((byte) => byte ^ 1), key })).not.toEqual(first?.expect);
  expect(fingerprint({ id, key: key.map((byte) => byte ^ 1) })).not.toEqual(first?.expect);
});
