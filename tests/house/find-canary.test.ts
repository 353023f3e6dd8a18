import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { findCanary } from '../canary/find-canary.ts';

const canary = 'Kanarie7f3a9Zq';
const around = (bytes: Buffer | string) =>
  Buffer.concat([Buffer.from('POST / HTTP/1.1\r\n\r\n'), Buffer.from(bytes), Buffer.from(' HTTP/1.1')]);
const escaped = [...canary].map((each) => `\\u00${each.charCodeAt(0).toString(16)}`).join('');

it.each([
  ['utf-8', canary],
  ['utf-16le', Buffer.from(canary, 'utf16le')],
  ['utf-16be', Buffer.from(canary, 'utf16le').swap16()],
  ['percent', [...Buffer.from(canary)].map((byte) => `%${byte.toString(16)}`).join('')],
  ['base64 at 0', Buffer.from(canary).toString('base64')],
  ['base64 at 1', Buffer.from(`x${canary}`).toString('base64')],
  ['base64 at 2', Buffer.from(`xy${canary}`).toString('base64')],
  ['hex', Buffer.from(canary).toString('hex')],
  ['json escapes', escaped],
  ['gzip utf-8', gzipSync(`some text before ${canary}`)],
  ['deflate utf-8', deflateSync(canary)],
  ['raw deflate utf-8', deflateRawSync(canary)],
] as const)('finds a canary as %s', (name, bytes) => {
  expect(findCanary(around(bytes), canary)).toContain(name);
});

it('finds nothing where there is none', () => {
  expect(findCanary(around(Buffer.from('Kanarie and 7f3a9Zq apart')), canary)).toEqual([]);
});
