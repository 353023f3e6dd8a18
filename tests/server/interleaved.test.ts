import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toHex } from '../../crypto/hex.ts';
import { newReceipt } from '../../crypto/receipt-code.ts';
import { mailboxToken } from '../../crypto/receipt-keys.ts';
import { newestOf } from '../../server/keyrings.ts';
import { publicApp } from '../../server/public/app.tsx';
import { sweep } from '../../server/sweep.ts';
import { collect } from '../../server/team/collect.ts';
import { importOutgoing } from '../../server/team/import.ts';
import { type Attempt, attemptWith } from '../../storage/attempt.ts';
import { openSqliteStore } from '../../storage/sqlite.ts';
import type { Store } from '../../storage/store.ts';
import { answerTo, sha256, writeOutgoing } from './answered.ts';
import { envelopePost, origin, sealedReport, type TestServer, testServer, today } from './test-server.ts';

type Report = Awaited<ReturnType<typeof sealedReport>>;
let site: TestServer;
/** One whose time is over, one to be erased; what is added to each, and a new one. */
let old: Report;
let doomed: Report;
let fresh: Report;
let more: Record<'old' | 'doomed', Uint8Array>;
let first: Awaited<ReturnType<typeof answerTo>>;
let outgoing: string;
let runs = 0;

beforeAll(async () => {
  site = await testServer();
  [old, doomed, fresh] = [await sealedReport(site), await sealedReport(site), await sealedReport(site, newReceipt())];
  const update = async ({ receipt }: Report) => (await sealedReport(site, receipt, 'update')).bytes;
  more = { old: await update(old), doomed: await update(doomed) };
  first = await answerTo(site, old.receipt, 1);
  const answers = [await answerTo(site, old.receipt, 2)];
  outgoing = writeOutgoing(site, 'out.tar', { answers, erased: [doomed.mailboxId] });
});
afterAll(() => site.close());

/** What was acknowledged in one run, and where collected envelopes are. */
interface Told {
  readonly acknowledged: Uint8Array[];
  readonly bundles: string[];
  published: boolean;
  erased: boolean;
}

const silent = { info: () => {}, error: () => {} };

const parties: Record<'server' | 'collect' | 'import' | 'sweep', (store: Store, told: Told) => Promise<void>> = {
  async server(store, { acknowledged }) {
    const app = publicApp({ ...site.server, store, log: silent });
    const send = async (bytes: Uint8Array, headers: Record<string, string>) => {
      const init = envelopePost(bytes, { Host: 'form.example', ...headers });
      const { status } = await app.request(`${origin}/envelopes`, init);
      expect([200, 201, 404]).toContain(status);
      if (status !== 404) acknowledged.push(bytes);
    };
    await send(fresh.bytes, { 'Mailbox-Id': fresh.mailboxId });
    await send(more.old, { 'Mailbox-Token': toHex(mailboxToken(old.receipt)) });
    await send(more.doomed, { 'Mailbox-Token': toHex(mailboxToken(doomed.receipt)) });
  },
  async collect(store, { bundles }) {
    runs += 1;
    const file = join(site.folder, `bundle-${runs}.tar`);
    await collect(store, site.committee.id, file);
    bundles.push(file);
  },
  async import(store, told) {
    const { keyring } = newestOf(site.server.keyrings);
    const trust = { engine: site.server.engine, committee: site.committee, keyring };
    const { published, alreadyHere, refused } = await importOutgoing(store, trust, outgoing, today);
    told.published = published + alreadyHere === 1;
    told.erased = refused.length === 0;
  },
  sweep: (store) => sweep({ store, now: site.server.now, log: silent }, 30),
};

/** A file of its own: both mailboxes collected and answered long ago. */
async function begin() {
  runs += 1;
  const file = join(site.folder, `${runs}.sqlite`);
  const store = openSqliteStore(file);
  const app = publicApp({ ...site.server, store, log: silent, now: () => new Date('2026-10-01T12:00:00Z') });
  for (const { bytes, mailboxId } of [old, doomed]) {
    const init = envelopePost(bytes, { Host: 'form.example', 'Mailbox-Id': mailboxId });
    expect((await app.request(`${origin}/envelopes`, init)).status).toBe(201);
  }
  await store.markCollected([1, 2]);
  const { number } = first.answer;
  const answer = { number, sha256: 'ab'.repeat(32), bytes: first.sealed, publishedDay: '2026-10-01' };
  for (const { mailboxId } of [old, doomed]) await store.publishAnswer({ ...answer, mailboxId });
  return { file, store };
}

/** What must be so at the end, whoever came between. */
async function judge(store: Store, { acknowledged, bundles, published, erased }: Told): Promise<void> {
  const waiting = new Set((await store.newEnvelopes()).map((each) => each.sha256));
  const files = bundles.map((file) => readFileSync(file));
  const isKept = (bytes: Uint8Array) => waiting.has(sha256(bytes)) || files.some((file) => file.includes(bytes));
  expect(acknowledged.filter((bytes) => !isKept(bytes))).toEqual([]);
  if (published) expect((await store.mailbox(old.mailboxId)).answer).not.toBeNull();
  if (erased) expect((await store.newEnvelopes(1)).filter((each) => each.mailboxId === doomed.mailboxId)).toEqual([]);
}

const names = Object.keys(parties) as (keyof typeof parties)[];
const pairs = names.flatMap((one) => names.filter((other) => other !== one).map((other) => [one, other] as const));

it.each(pairs)(
  'loses nothing and brings nothing back where %s is interrupted anywhere by %s',
  async (one, other) => {
    const plain = attemptWith([1, 1, 1]);
    // Comes between the first two pieces of work of the storage, then between the next two, until there are no more.
    for (let at = 0, count = Number.POSITIVE_INFINITY; at <= count; at += 1) {
      const { file, store } = await begin();
      const told: Told = { acknowledged: [], bundles: [], published: false, erased: false };
      let steps = 0;
      let isInside = false;
      const interrupted: Attempt = async (work) => {
        if (steps === at && !isInside) {
          isInside = true;
          await parties[other](store, told);
        }
        steps += 1;
        return plain(work);
      };
      const own = openSqliteStore(file, interrupted);
      await parties[one](own, told);
      count = steps;
      if (!isInside) await parties[other](store, told);
      await judge(store, told);
      await own.close();
      await store.close();
    }
  },
  60_000,
);
