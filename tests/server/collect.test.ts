import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBundle } from '../../reading-room/bundle-file.ts';
import { reviewChains } from '../../reading-room/chain-review.ts';
import { openLocal } from '../../reading-room/local-file.ts';
import { proveBundle } from '../../server/team/bundle-file.ts';
import { collect, NotMarkedError } from '../../server/team/collect.ts';
import { collectedLines } from '../../server/team/collected-lines.ts';
import { hintFor } from '../../server/team/command-hints.ts';
import { StorageError } from '../../storage/storage-error.ts';
import type { Store } from '../../storage/store.ts';
import { sha256 } from './answered.ts';
import { envelopePost, sealedReport, type TestServer, testServer } from './test-server.ts';

let site: TestServer;
beforeEach(async () => {
  site = await testServer();
});
afterEach(() => site.close());

const path = (name: string) => join(site.folder, name);
const files = () => readdirSync(site.folder).filter((name) => /\.(tar|part)$/.test(name));

async function arrive() {
  const report = await sealedReport(site);
  await site.request('/envelopes', envelopePost(report.bytes, { 'Mailbox-Id': report.mailboxId }));
  return report;
}

/** A bundle as the reading room reads it. */
async function read(file: string) {
  const local = await openLocal(file, 'refuse');
  try {
    return await readBundle(local);
  } finally {
    await local.handle.close();
  }
}

const failureOf = async (store: Store, from?: number) => {
  try {
    await collect(store, site.committee.id, path('a.tar'), { from });
  } catch (error) {
    return error;
  }
  throw new Error('nothing failed');
};

describe('leaves out and does not mark', () => {
  async function* nothing() {}
  it.each<[string, (bytes: Uint8Array) => AsyncIterable<Uint8Array>]>([
    ['no bytes', nothing],
    [
      'one byte less',
      async function* (bytes) {
        yield bytes.subarray(1);
      },
    ],
    [
      'one byte more',
      async function* (bytes) {
        yield bytes;
        yield bytes.subarray(0, 1);
      },
    ],
    [
      'another byte',
      async function* (bytes) {
        yield bytes.with(7, (bytes[7] ?? 0) ^ 1);
      },
    ],
    [
      'a row that is missing',
      async function* (bytes) {
        yield bytes.subarray(0, 9);
        throw new StorageError('storage-broken');
      },
    ],
  ])('an envelope with %s, and takes the others before and after it', async (_what, give) => {
    await arrive();
    const { bytes } = await arrive();
    await arrive();
    const damaged = sha256(bytes);
    const store: Store = {
      ...site.store,
      readEnvelope: (asked) => (asked === damaged ? give(bytes) : site.store.readEnvelope(asked)),
    };
    expect(await collect(store, site.committee.id, path('a.tar'))).toMatchObject({
      envelopes: 2,
      isLinked: true,
      unreadable: [2],
    });
    expect(files()).toEqual(['a.tar']);
    const { fault, index } = await read(path('a.tar'));
    expect([fault, index.envelopes.map(({ position }) => position)]).toEqual([null, [1, 3]]);
    // What is missing is told by the chain.
    expect(index.chain.entries.map((entry) => entry.sha256)).toContain(damaged);
    expect((await site.store.newEnvelopes()).map(({ position }) => position)).toEqual([2]);
  });

  it('an envelope whose mailbox is erased after it was listed', async () => {
    const { mailboxId } = await arrive();
    await arrive();
    await site.store.markCollected([1]);
    const store: Store = {
      ...site.store,
      newEnvelopes: async (from) => {
        const listed = await site.store.newEnvelopes(from);
        await site.store.eraseMailbox(mailboxId);
        return listed;
      },
    };
    const collected = await collect(store, site.committee.id, path('a.tar'), { from: 1 });
    expect(collected).toMatchObject({ envelopes: 1, unreadable: [] });
    expect(await read(path('a.tar'))).toMatchObject({ fault: null, members: [{}] });
    expect(await site.store.counts()).toEqual({ waiting: 0, collected: 1 });
  });
});

describe('leaves no file and marks nothing', () => {
  it('where the database fails in the middle of an envelope', async () => {
    await arrive();
    const store: Store = {
      ...site.store,
      async *readEnvelope(asked) {
        yield* site.store.readEnvelope(asked);
        throw new StorageError('storage-busy');
      },
    };
    const error = await failureOf(store);
    expect(error).toMatchObject({ code: 'storage-busy' });
    expect(hintFor(error, 'collect')).toMatch(/^nothing was marked as collected, and no new file is left; /);
    expect(files()).toEqual([]);
    expect(await site.store.counts()).toEqual({ waiting: 1, collected: 0 });
  });

  it('where the name of its second file is taken', async () => {
    for (let count = 0; count < 2; count += 1) await arrive();
    writeFileSync(path('a-2.tar'), 'precious');
    const options = { maxIndexBytes: 1_100 };
    await expect(collect(site.store, site.committee.id, path('a.tar'), options)).rejects.toMatchObject({
      code: 'EEXIST',
    });
    expect(files()).toEqual(['a-2.tar']);
    expect(readFileSync(path('a-2.tar'), 'utf8')).toBe('precious');
    expect(await site.store.counts()).toEqual({ waiting: 2, collected: 0 });
  });
});

it('takes no file for a bundle in which a byte is another one, wherever that is', async () => {
  await arrive();
  await collect(site.store, site.committee.id, path('a.tar'));
  const { index } = await read(path('a.tar'));
  expect(proveBundle(path('a.tar'), index)).toBe(true);
  const bytes = readFileSync(path('a.tar'));
  for (const at of [7, 600, Math.floor(bytes.length / 2), bytes.length - 1]) {
    writeFileSync(path('b.tar'), bytes.with(at, (bytes[at] ?? 0) ^ 1));
    expect(() => proveBundle(path('b.tar'), index)).toThrow(expect.objectContaining({ code: 'bundle-not-proved' }));
  }
  writeFileSync(path('b.tar'), bytes.subarray(0, -512));
  expect(() => proveBundle(path('b.tar'), index)).toThrow(expect.objectContaining({ code: 'bundle-not-proved' }));
});

it('keeps a bundle whose envelopes could not be marked, and says so', async () => {
  await arrive();
  const store: Store = { ...site.store, markCollected: () => Promise.reject(new StorageError('storage-busy')) };
  const error = await failureOf(store);
  expect(error).toBeInstanceOf(NotMarkedError);
  expect(hintFor(error, 'collect')).toMatch(/^the bundle is whole \(.*a\.tar\), but .* not collected; carry it/);
  expect(files()).toEqual(['a.tar']);
  expect(await read(path('a.tar'))).toMatchObject({ fault: null, members: [{}] });
});

it('makes several bundles where one would be longer than its reader takes, each whole, together all', async () => {
  for (let count = 0; count < 5; count += 1) await arrive();
  await site.store.markCollected([3]);
  // Room for two entries of the chain with one envelope, or so.
  const collected = await collect(site.store, site.committee.id, path('a.tar'), { maxIndexBytes: 1_800 });
  expect(collected).toMatchObject({ envelopes: 4, chainLength: 5, isLinked: true });
  expect(collected.files).toEqual(['a.tar', 'a-2.tar', 'a-3.tar'].map(path));
  expect(files().sort()).toEqual(['a-2.tar', 'a-3.tar', 'a.tar']);
  const bundles = await Promise.all(collected.files.map(read));
  for (const { fault, members, index } of bundles) {
    expect(fault).toBeNull();
    expect(members).toHaveLength(index.envelopes.length);
    expect(JSON.stringify(index).length).toBeLessThan(1_800);
  }
  expect(bundles.flatMap(({ index }) => index.envelopes.map(({ position }) => position))).toEqual([1, 2, 4, 5]);
  const seen = new Set(bundles.flatMap(({ index }) => index.chain.entries.map((entry) => entry.sha256)));
  const segments = bundles.map(({ index }, at) => ({ path: String(at), index }));
  expect(reviewChains(segments, seen).flatMap(({ alarms, notices }) => [...alarms, ...notices])).toEqual([]);
  expect(await site.store.counts()).toEqual({ waiting: 0, collected: 5 });
});

it('says of a chain that does not lead to its end, and collects all the same', async () => {
  await arrive();
  const store: Store = {
    ...site.store,
    chainSegment: async (from) => {
      const segment = await site.store.chainSegment(from);
      return { ...segment, end: { ...segment.end, head: 'f'.repeat(64) } };
    },
  };
  expect(await collect(store, site.committee.id, path('a.tar'))).toMatchObject({ envelopes: 1, isLinked: false });
  const { index } = await read(path('a.tar'));
  expect(reviewChains([{ path: 'a.tar', index }], new Set())[0]?.alarms).toMatchObject([{ code: 'chain-broken' }]);
});

it('writes nothing where it is asked for what comes behind the last envelope, and says how many there are', async () => {
  await arrive();
  await arrive();
  expect(await collect(site.store, site.committee.id, path('a.tar'), { from: 2 })).toMatchObject({ envelopes: 1 });
  const failure = await collect(site.store, site.committee.id, path('b.tar'), { from: 3 }).catch((error) => error);
  expect(failure).toMatchObject({
    name: 'NothingFromError',
    message: expect.stringMatching(/no envelope 3 .* envelope 2/),
  });
  expect(hintFor(failure, 'collect')).toMatch(/no new file is left; --from takes a number from 1 to 2/);
  expect(files()).toEqual(['a.tar']);
});

it('ends with the SHA-256 of each bundle and the command that prints the same of it on a stick', async () => {
  for (let count = 0; count < 3; count += 1) await arrive();
  const collected = await collect(site.store, site.committee.id, path('a.tar'), { maxIndexBytes: 1_700 });
  const lines = collectedLines(collected);
  const command = lines.at(-1) ?? '';
  expect(command).toBe('sha256sum a.tar a-2.tar a-3.tar');
  // On the stick, the files lie side by side.
  const printed = execFileSync('sh', ['-c', command], { cwd: site.folder }).toString().trimEnd().split('\n');
  expect(printed).toEqual(
    ['a.tar', 'a-2.tar', 'a-3.tar'].map((name) => `${sha256(readFileSync(path(name)))}  ${name}`),
  );
  const odd = ["o'clock 1.tar", '-2.tar'].map((name) => path(name));
  for (const file of odd) copyFileSync(path('a.tar'), file);
  const oddCommand = collectedLines({ ...collected, files: odd }).at(-1) ?? '';
  expect(
    execFileSync('sh', ['-c', oddCommand], { cwd: site.folder })
      .toString()
      .match(/^\\?[0-9a-f]{64} /gm),
  ).toHaveLength(2);
  const from = lines.indexOf('SHA-256:') + 1;
  expect(lines.slice(from, from + printed.length)).toEqual(printed);
});
