import { rmSync, truncateSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '../../crypto/hex.ts';
import { OutgoingError } from '../../crypto/outgoing.ts';
import { newReceipt } from '../../crypto/receipt-code.ts';
import { mailboxToken } from '../../crypto/receipt-keys.ts';
import { newSigningKey } from '../../crypto/signing-key.ts';
import { newestOf } from '../../server/keyrings.ts';
import { hintFor } from '../../server/team/command-hints.ts';
import { importOutgoing } from '../../server/team/import.ts';
import { StorageError } from '../../storage/storage-error.ts';
import type { Store } from '../../storage/store.ts';
import { answerTo, sha256, writeOutgoing } from './answered.ts';
import { envelopePost, sealedReport, type TestServer, testServer, today } from './test-server.ts';

let site: TestServer;
beforeEach(async () => {
  site = await testServer();
});
afterEach(() => site.close());

const importFile = (file: string, keyring = newestOf(site.server.keyrings).keyring, store = site.store) =>
  importOutgoing(store, { engine: site.server.engine, committee: site.committee, keyring }, file, today);

async function arrive() {
  const report = await sealedReport(site);
  await site.request('/envelopes', envelopePost(report.bytes, { 'Mailbox-Id': report.mailboxId }));
  return report;
}

const nothing = { published: 0, alreadyHere: 0, erased: 0, refused: [], isCleared: true };

const held = async (mailboxId: string) => {
  const { answer } = await site.store.mailbox(mailboxId);
  return answer && sha256(answer);
};

it('publishes answers, once, to mailboxes that are here and to one that is not', async () => {
  const { receipt, mailboxId } = await arrive();
  const carried = await answerTo(site, newReceipt(), 1);
  const answered = await answerTo(site, receipt, 3);
  const file = writeOutgoing(site, 'out.tar', { answers: [answered, carried] });
  expect(await importFile(file)).toEqual({ ...nothing, published: 2 });
  expect(await held(mailboxId)).toBe(sha256(answered.sealed));
  expect(await held(carried.answer.mailboxId)).toBe(sha256(carried.sealed));
  expect(await importFile(file)).toEqual({ ...nothing, alreadyHere: 2 });
});

it('names what is older than what is here, and leaves it out', async () => {
  const { receipt, mailboxId } = await arrive();
  const [first, second, another] = [
    await answerTo(site, receipt, 1),
    await answerTo(site, receipt, 2),
    await answerTo(site, receipt, 2),
  ];
  await importFile(writeOutgoing(site, 'b.tar', { answers: [second] }));
  expect(await importFile(writeOutgoing(site, 'a.tar', { answers: [first] }))).toMatchObject({
    published: 0,
    refused: [{ mailboxId, why: 'older' }],
  });
  expect(await importFile(writeOutgoing(site, 'c.tar', { answers: [another] }))).toMatchObject({
    refused: [{ mailboxId, why: 'number-taken' }],
  });
  expect(await held(mailboxId)).toBe(sha256(second.sealed));
});

it('erases a mailbox, but none in which an envelope waits', async () => {
  const [one, two] = [await arrive(), await arrive()];
  await site.store.markCollected([1]);
  const file = writeOutgoing(site, 'e.tar', { erased: [one.mailboxId, two.mailboxId].sort() });
  expect(await importFile(file)).toEqual({
    ...nothing,
    erased: 1,
    refused: [{ mailboxId: two.mailboxId, why: 'not-collected' }],
  });
  expect((await site.store.mailbox(one.mailboxId)).state).toBeNull();
  // Its envelope waits as before, and nobody adds to it any more.
  expect(await site.store.counts()).toEqual({ waiting: 1, collected: 0 });
  const update = { 'Mailbox-Token': toHex(mailboxToken(two.receipt)) };
  const more = await sealedReport(site, two.receipt, 'update');
  expect((await site.request('/envelopes', envelopePost(more.bytes, update))).status).toBe(404);
  const answers = [await answerTo(site, two.receipt, 1)];
  expect(await importFile(writeOutgoing(site, 'old.tar', { answers }))).toMatchObject({
    refused: [{ mailboxId: two.mailboxId, why: 'ending' }],
  });
  await site.store.markCollected([2]);
  expect(await importFile(file)).toEqual({ ...nothing, erased: 1 });
  expect(await site.store.counts()).toEqual({ waiting: 0, collected: 0 });
});

describe('writes nothing', () => {
  type Bundle = Parameters<typeof writeOutgoing>[2];
  const swap = (text: string, other: string) => (tar: Uint8Array) => {
    const latin = Buffer.from(tar).toString('latin1');
    expect(latin).toContain(text);
    return new Uint8Array(Buffer.from(latin.replace(text, other), 'latin1'));
  };
  it.each<[string, string, Bundle]>([
    ['signed by a stranger', 'outgoing-key-unknown', { key: newSigningKey() }],
    ['changed after it was signed', 'outgoing-unsigned', { meddle: swap('"number":1', '"number":2') }],
    ['signed for another committee', 'outgoing-foreign', { change: { committee: '0'.repeat(32) } }],
    ['signed for something else', 'outgoing-malformed', { change: { type: 'answer/v1' as 'outgoing/v1' } }],
    ['signed before its key counted', 'outgoing-key-outside-window', { change: { day: '2026-10-31' } }],
    ['with an answer that it does not list', 'outgoing-malformed', { change: { answers: [] } }],
    ['cut', 'outgoing-malformed', { meddle: (tar) => tar.subarray(0, -512) }],
    ['with bytes after its end', 'outgoing-malformed', { meddle: (tar) => new Uint8Array([...tar, 0]) }],
    ['with a changed answer', 'outgoing-malformed', { meddle: (tar) => tar.with(-3_000, (tar.at(-3_000) ?? 0) ^ 1) }],
    ['with another name of an answer', 'outgoing-malformed', { meddle: swap('answers/', 'answerz/') }],
    ['with something behind an entry', 'outgoing-malformed', { meddle: (tar) => tar.with(-1_025, 1) }],
    ['empty', 'outgoing-malformed', { meddle: () => new Uint8Array(0) }],
    ['that is no bundle', 'outgoing-malformed', { meddle: (tar) => tar.fill(0x41) }],
    ['that names a longer index than any', 'outgoing-malformed', { meddle: (tar) => tar.fill(0x37, 124, 135) }],
  ])('of a bundle %s: %s', async (_what, code, bundle) => {
    const { receipt, mailboxId } = await arrive();
    const file = writeOutgoing(site, 'bad.tar', { answers: [await answerTo(site, receipt, 1)], ...bundle });
    await expect(importFile(file)).rejects.toMatchObject({ name: 'OutgoingError', code });
    expect(await held(mailboxId)).toBeNull();
  });

  it('of a bundle whose last answer is wrong, not even the first', async () => {
    const [one, two] = [await arrive(), await arrive()];
    const answers = [await answerTo(site, one.receipt, 1), await answerTo(site, two.receipt, 1)];
    const broken = answers.map((each) => ({ ...each, sealed: each.sealed.slice() }));
    broken.at(-1)?.sealed.fill(0x41, 0, 22);
    await expect(importFile(writeOutgoing(site, 'bad.tar', { answers: broken }))).rejects.toThrow(OutgoingError);
    for (const { mailboxId } of [one, two]) expect(await held(mailboxId)).toBeNull();
  });

  it('once the newest keyring has revoked the key', async () => {
    const { receipt } = await arrive();
    const file = writeOutgoing(site, 'out.tar', { answers: [await answerTo(site, receipt, 1)] });
    const replyKeys = newestOf(site.server.keyrings).keyring.replyKeys.map((key) => ({ ...key, revoked: true }));
    const next = site.published(2, 1, { replyKeys }).keyring;
    await expect(importFile(file, next)).rejects.toMatchObject({ code: 'outgoing-key-revoked' });
  });
});

describe('says what was done, where it fails', () => {
  /** Two answers and two mailboxes to be erased; then the hint of an import over a store that fails somewhere. */
  async function hintOf(change: (file: string) => Partial<Store>): Promise<string> {
    const [one, two, three, four] = [await arrive(), await arrive(), await arrive(), await arrive()];
    await site.store.markCollected([1, 2, 3, 4]);
    const answers = [await answerTo(site, one.receipt, 1), await answerTo(site, two.receipt, 1)];
    const erased = [three.mailboxId, four.mailboxId].sort();
    const file = writeOutgoing(site, 'out.tar', { answers, erased });
    try {
      await importFile(file, undefined, { ...site.store, ...change(file) });
    } catch (error) {
      return hintFor(error, 'import');
    }
    throw new Error('nothing failed');
  }
  /** Fails at the second call, after the first was carried out. */
  function secondFails<A, R>(call: (argument: A) => Promise<R>, error: Error) {
    let calls = 0;
    return (argument: A): Promise<R> => {
      calls += 1;
      return calls === 1 ? call(argument) : Promise.reject(error);
    };
  }

  const again = 'run the command again, which does nothing twice';
  it.each<[string, (file: string) => Partial<Store>, string]>([
    [
      'before it is open',
      (file) => {
        rmSync(file);
        return {};
      },
      'nothing was published or erased; mend that, then run the command again',
    ],
    [
      'while it is verified',
      (file) => {
        truncateSync(file, 5_000);
        return {};
      },
      'nothing was published or erased; it is no bundle of answers, or not all of it: have it made again (outgoing --all), and carry that',
    ],
    [
      'with the first answer',
      () => ({ publishAnswer: () => Promise.reject(new StorageError('storage-broken')) }),
      `0 answers published and 0 mailboxes erased before that stay so; ${again}`,
    ],
    [
      'with the second answer',
      () => ({ publishAnswer: secondFails(site.store.publishAnswer, new StorageError('storage-busy')) }),
      `1 answers published and 0 mailboxes erased before that stay so; end whatever else writes in the database, then ${again}`,
    ],
    [
      'as the file changes between its two readings',
      (file) => ({
        publishAnswer: (answer) => {
          truncateSync(file, 5_000);
          return site.store.publishAnswer(answer);
        },
      }),
      `1 answers published and 0 mailboxes erased before that stay so; the file changed while it was read: copy it again, then ${again}`,
    ],
    [
      'with the first erasure',
      () => ({ eraseMailbox: () => Promise.reject(new StorageError('storage-full')) }),
      `2 answers published and 0 mailboxes erased before that stay so; make room on the disk of the database, then ${again}`,
    ],
    [
      'with the second erasure',
      () => ({ eraseMailbox: secondFails(site.store.eraseMailbox, new StorageError('storage-broken')) }),
      `2 answers published and 1 mailboxes erased before that stay so; ${again}`,
    ],
    [
      'as what was erased is overwritten',
      () => ({ clearAway: () => Promise.reject(new StorageError('storage-busy')) }),
      `2 answers published and 2 mailboxes erased before that stay so; end whatever else writes in the database, then ${again}`,
    ],
  ])('%s', async (_when, change, hint) => {
    expect(await hintOf(change)).toBe(hint);
  });
});
