import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BundleIndex } from '../../crypto/bundle.ts';
import { concat, utf8 } from '../../crypto/bytes.ts';
import type { ChainReview } from '../../reading-room/result.ts';
import { ran } from './desk.ts';
import type { Printed } from './room.ts';
import {
  bundleOf,
  committeeId,
  type Filed,
  firstReport,
  indexOf,
  newFolder,
  quickIdentity,
  sealedReport,
  tarEnd,
  tarEntry,
  threadOf,
  updateReport,
} from './sample.ts';

let folder: string;
let ours: Awaited<ReturnType<typeof quickIdentity>>;
let filed: Filed[];
let number = 0;

beforeAll(async () => {
  folder = await newFolder();
  ours = await quickIdentity(folder);
  const thread = threadOf();
  const reports = [firstReport(thread), firstReport(), updateReport(thread)];
  filed = await Promise.all(
    reports.map(async (report) => ({ report, envelope: await sealedReport(ours.recipient, report) })),
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const envelopesOf = (list: readonly Filed[]) => list.map(({ envelope }) => envelope);

/** Writes bundles, opens them all at once. */
async function opened(bundles: readonly Uint8Array[], ...more: string[]) {
  const paths = bundles.map((bytes) => {
    number += 1;
    const path = join(folder, `bundle-${number}.tar`);
    writeFileSync(path, bytes);
    return path;
  });
  const done = await ran([
    ...['open', '--json', '--identity', ours.path, '--passphrase-file', ours.passphraseFile],
    ...more,
    ...paths,
  ]);
  const { results, bundles: chains } = JSON.parse(done.out) as { results: Printed[]; bundles: ChainReview[] };
  const alarms = [...results, ...chains].flatMap((each) => each.alarms.map(({ code }) => code));
  return { ...done, results, chains, alarms, paths, codes: results.map(({ code }) => code) };
}

describe('open of a bundle', () => {
  it('opens every envelope and finds the chain whole', async () => {
    const { status, results, chains, alarms, paths } = await opened([bundleOf(indexOf(filed), envelopesOf(filed))]);
    expect(status).toBe(0);
    expect(results.map(({ path, thread }) => [path, thread])).toEqual([
      [`${paths[0]}/envelopes/000001.age`, 'first'],
      [`${paths[0]}/envelopes/000002.age`, 'first'],
      [`${paths[0]}/envelopes/000003.age`, 'proven'],
    ]);
    expect(results.map(({ report }) => report)).toEqual(filed.map(({ report }) => report));
    expect(alarms).toEqual([]);
    expect(chains).toMatchObject([{ envelopes: 3, end: { length: 3 }, notices: [] }]);
  });

  it.each<[string, (index: BundleIndex) => void, string[]]>([
    [
      'an entry was taken out of the chain',
      (index) => index.chain.entries.splice(1, 1),
      ['not-in-chain', 'not-in-chain', 'chain-broken', 'not-in-chain'],
    ],
    [
      'a day was changed',
      (index) => Object.assign(index.chain.entries[0] ?? {}, { day: '2031-03-01' }),
      ['not-in-chain', 'chain-broken', 'not-in-chain'],
    ],
    [
      'the chain does not begin empty',
      (index) => (index.chain.start.head = 'ab'.repeat(32)),
      ['chain-start', 'chain-broken'],
    ],
    ['the end is another', (index) => (index.chain.end.length = 4), ['chain-broken']],
    [
      'another mailbox is named',
      (index) => Object.assign(index.envelopes[0] ?? {}, { mailboxId: 'ab'.repeat(32) }),
      ['mailbox-differs'],
    ],
    [
      'another way of sealing is named',
      (index) => Object.assign(index.envelopes[0] ?? {}, { sealedBy: 'server' }),
      ['sealed-by-differs'],
    ],
    [
      'another committee is named',
      (index) => (index.committee = 'ab'.repeat(16)),
      ['committee-differs', 'committee-differs', 'committee-differs'],
    ],
    [
      'another envelope is named',
      (index) => Object.assign(index.envelopes[0] ?? {}, { sha256: 'ab'.repeat(32) }),
      ['envelope-differs', 'not-in-chain', 'not-in-chain'],
    ],
  ])('raises an alarm when %s, and opens all the same', async (_what, change, expected) => {
    const index = structuredClone(indexOf(filed));
    change(index);
    const { status, results, alarms } = await opened([bundleOf(index, envelopesOf(filed))]);
    expect(alarms).toEqual(expected);
    expect(results.every((result) => result.opened)).toBe(true);
    expect(status).toBe(0);
  });

  it('raises an alarm for a report written long before it arrived', async () => {
    const late = filed.map((each) => ({ ...each, day: '2031-03-02' }));
    const later = filed.map((each) => ({ ...each, day: '2031-03-03' }));
    expect((await opened([bundleOf(indexOf(late), envelopesOf(late))])).alarms).toEqual([]);
    expect((await opened([bundleOf(indexOf(later), envelopesOf(later))])).alarms).toEqual(Array(3).fill('day-differs'));
  });

  it('joins the pieces of several bundles, and shows two histories of one server', async () => {
    const [one, two, three] = filed as [Filed, Filed, Filed];
    const whole = indexOf(filed);
    const front = indexOf([one]);
    const back = indexOf([two, three], front.chain.end);
    const good = await opened([bundleOf(front, [one.envelope]), bundleOf(back, [two.envelope, three.envelope])]);
    expect([good.status, good.alarms]).toEqual([0, []]);
    const forked = indexOf([two, three]);
    const fork = await opened([bundleOf(whole, envelopesOf(filed)), bundleOf(forked, [two.envelope, three.envelope])]);
    expect(fork.alarms).toEqual(['chain-disagrees', 'chain-disagrees']);
    const far = indexOf([three], { length: 5, head: 'cd'.repeat(32) });
    const holes = await opened([bundleOf(front, [one.envelope]), bundleOf(far, [three.envelope])]);
    expect(holes.alarms).toEqual([]);
    expect(holes.chains[1]?.notices).toMatchObject([{ code: 'chain-hole', detail: 'positions 2–5' }]);
    const alone = await opened([bundleOf(back, [two.envelope, three.envelope])]);
    expect(alone.chains[0]?.notices).toMatchObject([{ code: 'chain-hole', detail: 'positions 1–1' }]);
  });

  it('tells of envelopes that were accepted but are not here, unless another input brings them', async () => {
    const index = indexOf(filed);
    const [one, two, three] = filed as [Filed, Filed, Filed];
    const partial = bundleOf({ ...index, envelopes: index.envelopes.slice(1, 2) }, [two.envelope]);
    const alone = await opened([partial]);
    expect(alone.chains[0]?.notices).toMatchObject([{ code: 'not-collected', detail: 'positions 1, 3' }]);
    const carried = join(folder, 'carried.age');
    writeFileSync(carried, one.envelope);
    const other = bundleOf({ ...index, envelopes: index.envelopes.slice(2) }, [three.envelope]);
    expect((await opened([partial, other], carried)).chains.flatMap(({ notices }) => notices)).toEqual([]);
  });

  it('holds reports against the committee that is given', async () => {
    const committee = join(folder, 'committee.json');
    const rootPublicKey = 'RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3';
    const bytes = bundleOf(indexOf(filed), envelopesOf(filed));
    const write = (id: string, minimumKeyringSerial: number) =>
      writeFileSync(committee, JSON.stringify({ type: 'committee/v1', id, rootPublicKey, minimumKeyringSerial }));
    write(committeeId, 1);
    expect((await opened([bytes], '--committee', committee)).alarms).toEqual([]);
    write('ab'.repeat(16), 2);
    const foreign = await opened([bytes], '--committee', committee);
    expect(foreign.alarms.filter((code) => code === 'committee-differs')).toHaveLength(4);
    expect(foreign.alarms.filter((code) => code === 'keyring-serial-unknown')).toHaveLength(3);
  });
});

describe('open of a bundle that is not ours', () => {
  it.each<[string, (good: { index: BundleIndex; bytes: Uint8Array }) => Uint8Array, number, string]>([
    ['a name that climbs', ({ index }) => hostileMember(index, '../../evil'), 1, 'bundle-entry'],
    ['an absolute name', ({ index }) => hostileMember(index, '/etc/passwd'), 1, 'bundle-entry'],
    ['a name of another position', ({ index }) => hostileMember(index, 'envelopes/000009.age'), 1, 'bundle-entry'],
    [
      'an entry too many',
      ({ bytes }) => concat(bytes.subarray(0, -1024), tarEntry('x', utf8('y')), tarEnd),
      3,
      'bundle-entry',
    ],
    ['bytes after the end', ({ bytes }) => concat(bytes, new Uint8Array(512)), 3, 'bundle-entry'],
    ['no end', ({ bytes }) => bytes.subarray(0, -1024), 3, 'bundle-cut'],
    ['a cut in its last envelope', ({ bytes }) => bytes.subarray(0, -9000), 2, 'bundle-cut'],
    ['a cut in its index', ({ bytes }) => bytes.subarray(0, 700), 0, 'bundle-cut'],
    ['another first entry', () => concat(tarEntry('readme', utf8('hi')), tarEnd), 0, 'bundle-entry'],
    ['an index that is not JSON', () => concat(tarEntry('index.json', utf8('hi')), tarEnd), 0, 'bundle-index'],
    ['an index with another field', ({ index }) => bundleOf({ ...index, note: 1 }, []), 0, 'bundle-index'],
    [
      'an index that names a place outside',
      ({ index }) => {
        const envelopes = index.envelopes.map((each) => ({ ...each, name: '../x.age' }));
        return bundleOf({ ...index, envelopes }, []);
      },
      0,
      'bundle-index',
    ],
  ])('names %s, after opening what comes before it', async (_what, make, before, code) => {
    const index = indexOf(filed);
    const { status, results, err } = await opened([make({ index, bytes: bundleOf(index, envelopesOf(filed)) })]);
    expect(results.map((result) => result.code)).toEqual([...Array(before).fill(undefined), code]);
    expect([status, err]).toEqual([1, '']);
  });

  /** The second member under a name of somebody's own. */
  function hostileMember(index: BundleIndex, name: string): Uint8Array {
    const [one, two] = envelopesOf(filed) as [Uint8Array, Uint8Array];
    return concat(
      tarEntry('index.json', utf8(JSON.stringify(index))),
      tarEntry('envelopes/000001.age', one),
      tarEntry(name, two),
      tarEnd,
    );
  }
});
