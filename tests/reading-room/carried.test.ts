import { afterAll, describe, expect, it } from 'vitest';
import type { BundleEnvelope, BundleIndex } from '../../crypto/bundle.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { contextAlarms } from '../../reading-room/context-alarms.ts';
import type { Report } from '../../report/report.ts';
import { ran } from './desk.ts';
import { makeRoom } from './room.ts';
import { bundleOf, type Filed, firstReport, indexOf, sealedReport, threadOf, updateReport } from './sample.ts';

const room = await makeRoom();
const { ours, place, openArguments, openJson } = room;
afterAll(room.remove);

const filed = async (report: Report): Promise<Filed> => ({
  report,
  envelope: await sealedReport(ours.recipient, report),
});

/** An index in which the envelopes at these places were carried: the server names no mailbox for them. */
function carriedAt(index: BundleIndex, ...places: number[]): BundleIndex {
  const envelopes = index.envelopes.map((each, at) =>
    places.includes(at) ? { ...each, mailboxId: null, thread: 'carried' as const } : each,
  );
  return { ...index, envelopes };
}

async function opened(name: string, all: readonly Filed[], ...places: number[]) {
  const bytes = bundleOf(
    carriedAt(indexOf(all), ...places),
    all.map(({ envelope }) => envelope),
  );
  const folder = await place(name, { 'bundle.tar': bytes });
  return { folder, ...(await openJson(folder)) };
}

describe('a carried envelope in a bundle', () => {
  it('belongs to the mailbox that stands inside it, without an alarm', async () => {
    const thread = threadOf();
    const all = [await filed(firstReport(thread)), await filed(updateReport(thread))];
    const { status, results, alarms } = await opened('inside', all, 0, 1);
    expect([status, alarms]).toEqual([0, 0]);
    expect(results.map((result) => [result.thread, result.report?.mailboxId])).toEqual([
      ['first', thread.mailboxId],
      ['proven', thread.mailboxId],
    ]);
  });

  it('is the same report where it was sent as well', async () => {
    const one = await filed(firstReport());
    const { folder, results, alarms } = await opened('both', [one, one], 0);
    expect(alarms).toBe(0);
    expect(results.map(({ notices }) => notices.map(({ code }) => code))).toEqual([['report-twice'], ['report-twice']]);
    expect(results.map(({ copyOf }) => copyOf)).toEqual([undefined, results[0]?.path]);
    expect((await ran(openArguments(folder))).out).toContain('  same as');
  });

  it('is the same report where it was sealed anew', async () => {
    const report = firstReport();
    const { results, alarms } = await opened('anew', [await filed(report), await filed(report)], 1);
    expect(alarms).toBe(0);
    expect(results.map(({ notices }) => notices.map(({ code }) => code))).toEqual([['report-twice'], ['report-twice']]);
  });

  it('is shown beside the sent one, both with an alarm, where the same id stands over something else', async () => {
    const report = firstReport();
    const other = { ...report, answers: { ...report.answers, narrative: 'Nothing happened.' } } as Report;
    const { folder, results } = await opened('conflict', [await filed(report), await filed(other)], 1);
    expect(results.map(({ alarms }) => alarms.map(({ code }) => code))).toEqual([
      ['report-id-conflict'],
      ['report-id-conflict'],
    ]);
    expect(results.map(({ copyOf }) => copyOf)).toEqual([undefined, undefined]);
    const { out } = await ran(openArguments(folder));
    expect(out).toContain('narrative: Nothing happened.');
    expect(out).toContain('Nobody has seen her since.');
  });

  it.each<[string, Partial<BundleEnvelope>]>([
    ['a carried one that has a mailbox', { thread: 'carried' }],
    ['a sent one that has none', { mailboxId: null }],
  ])('is refused with the whole index: %s', async (name, changes) => {
    const one = await filed(firstReport());
    const index = indexOf([one]);
    const envelopes = index.envelopes.map((each) => ({ ...each, ...changes }));
    const folder = await place(name, { 'bundle.tar': bundleOf({ ...index, envelopes }, [one.envelope]) });
    expect((await openJson(folder)).results.map(({ code }) => code)).toEqual(['bundle-index']);
  });
});

describe('what stands outside', () => {
  const report = firstReport();
  const codes = (changes: Partial<BundleEnvelope>, of: Report = report) => {
    const index = indexOf([{ report: of, envelope: new Uint8Array() }]);
    const [envelope] = index.envelopes as [BundleEnvelope];
    const hint = { index, envelope: { ...envelope, ...changes } };
    return contextAlarms(of, hint, { committee: null, keyrings: [] }).map(({ code }) => code);
  };
  const carried = { mailboxId: null, thread: 'carried' } as const;

  it('may be months after the day of writing for a carried envelope, and not before it', () => {
    expect(codes({ receivedDay: '2031-08-30' })).toEqual(['day-differs']);
    expect(codes({ ...carried, receivedDay: '2031-08-30' })).toEqual([]);
    expect(codes({ ...carried, receivedDay: '2031-02-20' })).toEqual(['day-differs']);
  });

  it('says nothing of who sealed a carried envelope', () => {
    const bySomeServer = firstReport(threadOf(), { sealedBy: 'server' });
    expect(codes({ sealedBy: 'browser' }, bySomeServer)).toEqual(['sealed-by-differs']);
    expect(codes({ ...carried, sealedBy: 'browser' }, bySomeServer)).toEqual([]);
  });
});

it('raises no alarm for the take-away form, whatever addresses the keyrings list', () => {
  const keyring = { serial: 1, origins: ['https://safe.example'] } as unknown as Keyring;
  const codes = (origin: string) =>
    contextAlarms(firstReport(threadOf(), { origin }), null, { committee: null, keyrings: [keyring] }).map(
      ({ code }) => code,
    );
  expect(codes('https://copy.example')).toEqual(['origin-unknown']);
  expect(codes('take-away')).toEqual([]);
});
