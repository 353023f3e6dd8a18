import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unlockIdentity } from '../../crypto/key-file.ts';
import type { Io } from '../../reading-room/io.ts';
import { type Found, openInput } from '../../reading-room/open-input.ts';
import { printText } from '../../reading-room/print-text.ts';
import { factsOf } from '../../reading-room/read-envelope.ts';
import type { ChainReview, Opened } from '../../reading-room/result.ts';
import { RoomError } from '../../reading-room/room-error.ts';
import { Shortcut } from '../../reading-room/shortcut.ts';
import { resultLines } from '../../reading-room/show-text.ts';
import type { Report } from '../../report/report.ts';
import { ran } from './desk.ts';
import { makeRoom } from './room.ts';
import { alertReport, describing, firstReport, passphrase, sealedReport, threadOf, updateReport } from './sample.ts';

const room = await makeRoom();
afterAll(room.remove);

/** Takes what is printed. */
function reader(io: Partial<Io> = {}) {
  const pieces: string[] = [];
  const all: Io = {
    out: async (text) => void pieces.push(text),
    err: () => {},
    isTerminal: false,
    askSecret: async () => null,
    today: () => '2031-03-01',
    ...io,
  };
  return { pieces, io: all };
}

function foundOf(path: string, report: Report, open?: Found['open']): Found {
  const opened: Opened = { report, files: [], contradictions: [] };
  const facts = factsOf(opened);
  const result = { path, sha256: null, opened: true, facts, alarms: [], notices: [], thread: 'first' as const };
  return { result, open: open ?? (async () => opened) };
}

const chain: ChainReview = {
  ...{ path: 'b.tar', committee: 'c0'.repeat(16), envelopes: 2, notices: [] },
  ...{ start: { length: 0, head: 'ab' }, end: { length: 2, head: 'cd' } },
  alarms: [{ code: 'chain-broken', detail: 'length 0 to 2' }],
};

describe('what open prints', () => {
  it('says what was judged before any report, and again behind the last', async () => {
    const { io, pieces } = reader();
    await printText(io, { founds: [foundOf('1.age', firstReport())], chains: [chain] }, []);
    const [first = '', ...rest] = pieces;
    for (const text of [first, rest.at(-1)]) {
      expect(text).toContain('  !!! chain-broken:');
      expect(text).toMatch(/^Opened 1 of 1\.\n!!! ALARMS: 1\./m);
    }
    expect(first).not.toContain('file: 1.age');
  });

  it('goes on where a report cannot be read a second time, and says so', async () => {
    const { io, pieces } = reader();
    const breaks = () => Promise.reject(new RoomError('input-changed', '1.age'));
    const founds = [foundOf('1.age', firstReport(), breaks), foundOf('2.age', firstReport())];
    await printText(io, { founds, chains: [chain] }, []);
    const text = pieces.join('');
    expect(text).toMatch(/file: 1\.age\n {2}error: input-changed: [^\n]+\n[^:]*hint: /);
    expect(text).toContain('narrative:');
    expect(pieces.at(-1)).toMatch(/not opened: 1\.age\n[\s\S]*Opened 1 of 2\.\n!!! ALARMS: 1\./);
  });

  it('hands nothing on before what was handed on last has been taken', async () => {
    let pending = 0;
    let most = 0;
    let count = 0;
    const out = async () => {
      pending += 1;
      count += 1;
      most = Math.max(most, pending);
      await new Promise((resolve) => setImmediate(resolve));
      pending -= 1;
    };
    const report = updateReport(threadOf(), '日'.repeat(20_000));
    await printText(
      reader({ out }).io,
      { founds: [foundOf('1.age', report), foundOf('2.age', report)], chains: [] },
      [],
    );
    expect([most, count > 4]).toEqual([1, true]);
  });
});

describe('a report of any length', () => {
  const linesOf = (report: Report) => {
    const { result } = foundOf('1.age', report);
    const files = (report.files ?? []).map((described, at) => ({
      ...{ number: at + 1, name: `files/${at + 1}`, packed: null, described, warnings: ['distressing' as const] },
      mayBeSeenBy: 'secretariat_only' as const,
    }));
    return [...resultLines(result, { report, files, contradictions: [] })];
  };
  const first = firstReport();
  const answersWith = (text: string) =>
    ({
      ...first,
      answers: {
        ...first.answers,
        events: Array.from({ length: 100 }, () => ({ text: text.repeat(5000 / text.length) })),
      },
    }) as Report;

  it.each([
    ['controls', '\u0085'],
    ['marks that turn the direction', '\u202e'],
    ['line feeds', '\n'],
    ['combining marks', '\u0301'],
    ['spaces', ' '],
    ['letters without a space', 'a'],
    ['line separators', '\u2028'],
    ['half characters', '\ud800'],
    ['wide characters', '日'],
    ['pictures', '🕯️'],
    ['joiners', '\u200d'],
    ['tags', '\u{e0041}'],
  ])('full of %s is cut, says where all of it is, and how far it may go', (_what, text) => {
    const lines = linesOf(answersWith(text));
    expect(lines.length).toBeLessThan(3000);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(100);
    expect(lines.join('\n')).toContain('There are more answers: cut here; all of it: report.json, with --out');
    expect(lines).toContain('    consent.caseUse: committee_only');
  });

  it('is cut in one long answer too, and shown whole where a person could have written it', () => {
    const cut = linesOf(updateReport(threadOf(), '\n'.repeat(20_000)));
    expect(cut.length).toBeLessThan(1100);
    expect(cut.at(-1)).toBe('      (cut here; all of it: report.json, with --out)');
    expect(linesOf(updateReport(threadOf(), '日'.repeat(20_000))).join('\n')).not.toContain('cut here');
  });

  it('shows every warning of 99 files, whatever is said of each', () => {
    const said = Array.from({ length: 99 }, () => ({ description: '\u0085'.repeat(5000), name: '\n'.repeat(2000) }));
    const lines = linesOf(
      describing(
        first,
        said.map(() => ({ size: 1 })),
        ...said,
      ),
    );
    expect(lines.filter((line) => line.includes('HARD to look at'))).toHaveLength(99);
    expect(lines.length).toBeLessThan(3500);
  });
});

describe('an envelope that is shown', () => {
  /** Judges a file with no room to keep anything of it. */
  async function judged(path: string): Promise<Found> {
    const { path: key } = room.ours;
    const identity = await unlockIdentity(readFileSync(key), passphrase);
    const desk = {
      identities: [identity],
      known: { committee: null, keyrings: [] },
      out: undefined,
      shortcut: new Shortcut(0),
    };
    for await (const found of openInput({ kind: 'envelope', path }, desk, [])) return found;
    throw new Error('Nothing was found');
  }

  it('is read again, and refused if it is not what was judged', async () => {
    const path = join(room.folder, 'again.age');
    const report = firstReport();
    writeFileSync(path, await sealedReport(room.ours.recipient, report));
    const found = await judged(path);
    expect((await found.open()).report).toEqual(report);
    writeFileSync(path, await sealedReport(room.ours.recipient, report));
    await expect(found.open()).rejects.toMatchObject({ code: 'input-changed' });
  });
});

describe('of many reports', () => {
  it('each kind of alarm is told once, what tells of the server and what is rare first', async () => {
    const founds = Array.from({ length: 200 }, (_, at) => foundOf(`${at}.age`, firstReport()));
    for (const { result } of founds) result.alarms.push({ code: 'committee-differs', detail: 'x' });
    founds[150]?.result.alarms.push({ code: 'file-altered', detail: 'files/001' });
    for (const { result } of founds.slice(100, 120)) result.alarms.push({ code: 'not-in-chain', detail: 'x' });
    const { io, pieces } = reader();
    await printText(io, { founds, chains: [] }, []);
    const told = (pieces[0] ?? '').split('\n');
    expect(told.length).toBeLessThan(40);
    expect(told.flatMap((line) => /^ {2}!!! ([a-z-]+):/.exec(line)?.[1] ?? [])).toEqual([
      'not-in-chain',
      'file-altered',
      'committee-differs',
    ]);
    expect(told).toContain('    | 150.age');
    expect(told).toContain('    and 197 more');
    expect(told).toContain('Too many to read in turn: --list shows a line of each, --report ID one of them.');
  });

  it('--list shows a line of each: proven updates, alerts, the urgent, and last what says the same again', async () => {
    const { recipient } = room.ours;
    const thread = threadOf();
    const first = firstReport(thread);
    const calm = { ...first.answers, urgency: { self: 'not_urgent' } };
    const reports: Report[] = [
      { ...firstReport(), answers: calm } as Report,
      first,
      firstReport(threadOf()),
      updateReport(threadOf(), 'A stranger'),
      alertReport(),
      updateReport(thread, `Seen\u202e again.\n${'日'.repeat(100)}`),
    ];
    const files: Record<string, Uint8Array> = {};
    for (const [at, report] of reports.entries()) files[`${at}.age`] = await sealedReport(recipient, report);
    const into = await room.place('list', files);
    const { out } = await ran(room.openArguments('--list', into));
    const lines = out.split('\n').filter((line) => /^[0-9a-f]{12} /.test(line));
    const order = [5, 4, 1, 0, 3, 2].map((at) => reports[at]?.reportId.slice(0, 12));
    expect(lines.map((line) => line.slice(0, 12))).toEqual(order);
    expect(lines[0]).toContain('PROVEN');
    expect(lines[0]).toMatch(/Seen⟦U\+202E⟧ again\. $/);
    expect(lines[1]).toContain('ALERT');
    const chosen = await ran(room.openArguments('--report', reports[4]?.reportId.slice(0, 8) ?? '', into));
    expect(chosen.out.match(/^file: .*$/gm)).toEqual([expect.stringContaining('4.age')]);
    expect((await ran(room.openArguments('--list', '--json', into))).err).toMatch(/^error: usage:/);
  });

  it('--report says which id no report has, and where it looked, behind those that it shows', async () => {
    const { recipient } = room.ours;
    const report = firstReport();
    const place = await room.place('ids', { 'one.age': await sealedReport(recipient, report) });
    const shown = (out: string) => out.match(/^file: .*$/gm) ?? [];
    const known = [report.reportId, report.mailboxId].map((id) => id.slice(0, 8));
    for (const id of [...known, ` ${report.reportId.toUpperCase()} `]) {
      const found = await ran(room.openArguments('--report', id, place));
      expect([found.status, found.err, shown(found.out).length]).toEqual([0, '', 1]);
    }
    const ids = ['--report', '00000000', '--report', known[0] ?? '', '--report', 'ffffffffffff'];
    const some = await ran(room.openArguments(...ids, place));
    expect([some.status, shown(some.out).length]).toEqual([1, 1]);
    expect(some.err).toMatch(/^error: report-unknown: .*\(00000000, ffffffffffff in .*ids\)\nhint: .*32 digits.*64/);
    const none = await ran(room.openArguments('--report', '00000000', place));
    expect([none.status, shown(none.out)]).toEqual([1, []]);
    for (const wrong of ['abc', 'x'.repeat(8), '0'.repeat(65), ''])
      expect((await ran(room.openArguments('--report', wrong, place))).err).toMatch(/^error: option-value:/);
  });
});
