import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chainHead, emptyChainHead } from '../../crypto/chain.ts';
import { readKeyrings } from '../../server/keyrings.ts';
import { teamApp } from '../../server/team/app.tsx';
import { collect } from '../../server/team/collect.ts';
import { envelopePost, sealedReport, type TestServer, testServer } from './test-server.ts';

let site: TestServer;
beforeEach(async () => {
  site = await testServer();
});
afterEach(() => site.close());

const bundle = (name: string) => join(site.folder, name);
const extract = (file: string, member: string) => execFileSync('tar', ['-xOf', file, member]);
const indexOf = (file: string) =>
  JSON.parse(extract(file, 'index.json').toString()) as {
    chain: {
      start: { length: number; head: string };
      entries: { sha256: string; day: string }[];
      end: { length: number; head: string };
    };
    envelopes: { name: string; position: number }[];
  };

async function arrive() {
  const report = await sealedReport(site);
  await site.request('/envelopes', envelopePost(report.bytes, { 'Mailbox-Id': report.mailboxId }));
  return report;
}

it('writes new envelopes into a tar that anybody can read, and marks them', async () => {
  const [one, two] = [await arrive(), await arrive()];
  expect(await collect(site.store, site.committee.id, bundle('a.tar'))).toEqual({
    files: [bundle('a.tar')],
    hashes: [expect.stringMatching(/^[0-9a-f]{64}$/)],
    unreadable: [],
    envelopes: 2,
    chainLength: 2,
    isLinked: true,
  });
  expect(
    execFileSync('tar', ['-tf', bundle('a.tar')])
      .toString()
      .split('\n'),
  ).toEqual(['index.json', 'envelopes/000001.age', 'envelopes/000002.age', '']);
  expect(new Uint8Array(extract(bundle('a.tar'), 'envelopes/000002.age'))).toEqual(two.bytes);
  expect(new Uint8Array(extract(bundle('a.tar'), 'envelopes/000001.age'))).toEqual(one.bytes);
  expect(await site.store.counts()).toEqual({ waiting: 0, collected: 2 });
});

it('carries a chain that links up within a bundle and from one to the next', async () => {
  await arrive();
  await collect(site.store, site.committee.id, bundle('a.tar'));
  await arrive();
  await arrive();
  await collect(site.store, site.committee.id, bundle('b.tar'));
  const [a, b] = [indexOf(bundle('a.tar')).chain, indexOf(bundle('b.tar')).chain];
  expect(a.start).toEqual({ length: 0, head: emptyChainHead });
  expect(b.start).toEqual(a.end);
  const head = b.entries.reduce((previous, { sha256, day }) => chainHead(previous, sha256, day), b.start.head);
  expect(b.end).toEqual({ length: 3, head });
});

it('collects again from a position when a bundle was lost', async () => {
  await arrive();
  await arrive();
  await collect(site.store, site.committee.id, bundle('lost.tar'));
  await collect(site.store, site.committee.id, bundle('again.tar'), { from: 2 });
  expect(indexOf(bundle('again.tar')).envelopes.map(({ position }) => position)).toEqual([2]);
});

it('makes an empty bundle that still carries the chain', async () => {
  await arrive();
  await collect(site.store, site.committee.id, bundle('a.tar'));
  await collect(site.store, site.committee.id, bundle('empty.tar'));
  expect(indexOf(bundle('empty.tar'))).toMatchObject({ envelopes: [], chain: { entries: [], end: { length: 1 } } });
});

it('overwrites no file and marks nothing then', async () => {
  await arrive();
  writeFileSync(bundle('there.tar'), 'precious');
  await expect(collect(site.store, site.committee.id, bundle('there.tar'))).rejects.toMatchObject({ code: 'EEXIST' });
  expect(readFileSync(bundle('there.tar'), 'utf8')).toBe('precious');
  expect((await site.store.counts()).waiting).toBe(1);
});

it('shows the team counts alone, and only under its own origin', async () => {
  const { bytes } = await arrive();
  const app = teamApp(site.server, 'http://localhost:8081');
  const ask = (headers: Record<string, string>) =>
    app.request('http://localhost:8081/', { headers: { Host: 'localhost:8081', ...headers } });
  const page = await ask({});
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html).toContain('<dd id="waiting">1</dd>');
  expect(html).not.toContain(Buffer.from(bytes.subarray(100, 130)).toString('latin1'));
  expect((await ask({ Host: '127.0.0.1:8081' })).status).toBe(421);
  expect((await ask({ Origin: 'https://evil.example' })).status).toBe(421);
  expect((await ask({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
});

it('follows no link that somebody has prepared under the name of its unfinished file', async () => {
  await arrive();
  const precious = bundle('precious');
  writeFileSync(precious, 'precious');
  symlinkSync(precious, bundle('a.tar.part'));
  await collect(site.store, site.committee.id, bundle('a.tar'));
  expect(readFileSync(precious, 'utf8')).toBe('precious');
  expect(lstatSync(bundle('a.tar')).isFile()).toBe(true);
});

it('takes no keyring below the minimum of its build', async () => {
  const folder = join(site.folder, 'keys');
  mkdirSync(folder);
  const { bytes, minisig } = site.server.keyrings[0];
  writeFileSync(join(folder, 'keyring-0001.json'), bytes);
  writeFileSync(join(folder, 'keyring-0001.json.minisig'), minisig);
  expect(readKeyrings(site.server.engine, site.committee, folder)).toHaveLength(1);
  expect(() => readKeyrings(site.server.engine, { ...site.committee, minimumKeyringSerial: 2 }, folder)).toThrow(
    /serial 2/,
  );
});

it('does not start beside a secret key, whatever lies there with it', async () => {
  const folder = join(site.folder, 'committee');
  mkdirSync(folder);
  const { bytes, minisig } = site.server.keyrings[0];
  writeFileSync(join(folder, 'keyring-0001.json'), bytes);
  writeFileSync(join(folder, 'keyring-0001.json.minisig'), minisig);
  writeFileSync(join(folder, 'identity.key.age'), '');
  expect(() => readKeyrings(site.server.engine, site.committee, folder)).toThrow(/identity\.key\.age is a secret key/);
});
