import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nextPower } from '../../crypto/bucket.ts';
import { utf8 } from '../../crypto/bytes.ts';
import { packPayload } from '../../crypto/payload.ts';
import { bufferSource } from '../../crypto/source.ts';
import { sha256Of } from '../../reading-room/local-file.ts';
import { columnsOf } from '../../reading-room/wrap.ts';
import type { ReportFile } from '../../report/evidence.ts';
import { maxFileNameLength, maxTextLength } from '../../report/limits.ts';
import type { Report } from '../../report/report.ts';
import { ran } from './desk.ts';
import { filledPayload, filledTo, makeRoom } from './room.ts';
import { bundleOf, describing, firstReport, indexOf, sealed, sealedReport, threadOf, updateReport } from './sample.ts';

const room = await makeRoom();
const { ours, place, openArguments, openJson } = room;

afterAll(room.remove);

const [one, two] = [utf8('one'), utf8('number two')];
const evidence = [one, two].map(bufferSource);
const everything: Partial<ReportFile> = {
  name: 'IMG_0001 ليلى.jpg',
  type: 'image/jpeg',
  hiddenData: 'removed',
  sha256Original: 'ab'.repeat(32),
  kind: 'photo',
  description: 'Her office after the search.\nThe lock is broken.',
  captured: { value: '2031-02-26', approx: true, asWritten: '۷ اسفند' },
  sourceUrl: 'https://example.org/a',
  origin: 'from_mp',
  authenticity: 'original',
  peopleVisible: 'yes',
  use: 'committee',
  distressing: 'yes',
};
const active = /[\p{Bidi_Control}\u2028\u2029]|(?!\n)\p{Cc}/u;
let number = 0;

async function openedBoth(...envelopes: Uint8Array[]) {
  number += 1;
  const named = envelopes.map((envelope, at) => [`${at + 1}.age`, envelope] as const);
  const into = await place(`files-${number}`, Object.fromEntries(named));
  return { into, json: await openJson(into), text: (await ran(openArguments(into))).out };
}

/** The lines of the files, from their heading to the next empty line. */
const filesIn = (text: string): string => /^ {2}files\n[\s\S]*?(?=\n\n)/m.exec(text)?.[0] ?? '';
const codesOf = (result: { alarms: readonly { code: string }[] } | undefined) => result?.alarms.map(({ code }) => code);

describe('the files of a report', () => {
  it('are shown with all that is said of them, warnings first', async () => {
    const report = describing(firstReport(), evidence, everything);
    const { json, text } = await openedBoth(await sealedReport(ours.recipient, report, evidence));
    expect(json.status).toBe(0);
    expect(json.results[0]?.alarms).toEqual([]);
    expect(filesIn(text)).toBe(`  files
   files/001, 1 of 2
    HARD to look at or to hear, says the sender.
    PEOPLE can be recognized in it, says the sender.
    who may see it: committee
    name as sent: IMG_0001 ليلى.jpg
    type as sent: image/jpeg
    what it is: photo
    what it shows:
      | Her office after the search.
      | The lock is broken.
    comes from: from_mp
    made.value: 2031-02-26
    made.approx: true
    made.asWritten: ۷ اسفند
    web address: https://example.org/a
    is it the original: original
    people visible: yes
    distressing: yes
    hidden data: removed before it was sealed
    size: 3 bytes
    SHA-256 as sent
      ${sha256Of(one)}
    SHA-256 of the original
      ${'ab'.repeat(32)}
   files/002, 2 of 2
    who may see it: secretariat_only, since the sender said nothing
    name as sent: photo 2.jpg
    type as sent: image/jpeg
    hidden data: removed before it was sealed
    size: 10 bytes
    SHA-256 as sent
      ${sha256Of(two)}`);
    expect(json.results[0]?.files).toEqual([
      {
        number: 1,
        name: 'files/001',
        packed: { size: 3, sha256: sha256Of(one), listedSha256: sha256Of(one), intact: true },
        described: report.files?.[0],
        mayBeSeenBy: 'committee',
        warnings: ['distressing', 'people-visible'],
      },
      {
        number: 2,
        name: 'files/002',
        packed: { size: 10, sha256: sha256Of(two), listedSha256: sha256Of(two), intact: true },
        described: report.files?.[1],
        mayBeSeenBy: 'secretariat_only',
        warnings: [],
      },
    ]);
  });

  it('come as an update that says nothing else, and join their thread', async () => {
    const thread = threadOf();
    const update = { ...describing(updateReport(thread), evidence), answers: {} } as Report;
    const { json, text } = await openedBoth(
      await sealedReport(ours.recipient, firstReport(thread)),
      await sealedReport(ours.recipient, update, evidence),
    );
    expect(json.status).toBe(0);
    expect(json.alarms).toBe(0);
    expect(json.results.map(({ thread }) => thread)).toEqual(['first', 'proven']);
    expect(text).toContain('  answers    none\n  files\n   files/001, 1 of 2\n');
  });

  it('say nothing of warnings that the sender did not give', async () => {
    const said = { distressing: 'no', peopleVisible: 'unknown', hiddenData: 'kept' } as const;
    const report = describing(firstReport(), evidence, said);
    const { json, text } = await openedBoth(await sealedReport(ours.recipient, report, evidence));
    expect(json.results[0]?.files[0]?.warnings).toEqual([]);
    expect(text).not.toMatch(/HARD|PEOPLE/);
    expect(text).toContain(
      '    people visible: unknown\n    distressing: no\n    hidden data: kept: it may tell a place',
    );
  });

  it('may be ninety-nine', async () => {
    const many = Array.from({ length: 99 }, (_, at) => bufferSource(utf8(`${at}`)));
    const { json, text } = await openedBoth(await sealedReport(ours.recipient, describing(firstReport(), many), many));
    expect(json.alarms).toBe(0);
    expect(json.results[0]?.files).toHaveLength(99);
    expect(text).toContain('   files/099, 99 of 99\n');
  });
});

describe('files that are not as the report says', () => {
  it.each([
    ['more are described than came', describing(firstReport(), [...evidence, ...evidence]), 'described 4, packed 2'],
    ['fewer are described than came', describing(firstReport(), evidence.slice(0, 1)), 'described 1, packed 2'],
    ['none is described', firstReport(), 'described 0, packed 2'],
  ])('raise an alarm when %s, and are shown from both sides', async (_what, report, detail) => {
    const { json, text } = await openedBoth(await sealedReport(ours.recipient, report, evidence));
    expect(json.status).toBe(0);
    expect(json.results[0]).toMatchObject({ opened: true, report, alarms: [{ code: 'files-differ', detail }] });
    const described = report.files?.length ?? 0;
    const files = json.results[0]?.files ?? [];
    expect(files).toHaveLength(Math.max(described, 2));
    expect(files.filter(({ packed }) => packed)).toHaveLength(2);
    expect(files.filter((file) => file.described)).toHaveLength(described);
    expect(files.every(({ mayBeSeenBy }) => mayBeSeenBy === 'secretariat_only')).toBe(true);
    expect(text.split('!!! NOT HERE').length - 1).toBe(Math.max(0, described - 2));
    expect(text.split('!!! NOT DESCRIBED').length - 1).toBe(Math.max(0, 2 - described));
    expect(text).toContain('!!! files-differ:');
    expect(text).toContain(sha256Of(two));
    expect(text).toContain('narrative:');
  });

  it('raise an alarm when files are described and none came', async () => {
    const { json, text } = await openedBoth(await sealedReport(ours.recipient, describing(firstReport(), evidence)));
    expect(codesOf(json.results[0])).toEqual(['files-differ']);
    expect(text).toContain('    size: 3 bytes (not here)\n');
    expect(text).not.toContain('SHA-256 as sent');
  });

  it('raise an alarm for each that has another size', async () => {
    const report = describing(firstReport(), evidence, {}, { size: 9_999_999_999 });
    const { json, text } = await openedBoth(await sealedReport(ours.recipient, report, evidence));
    expect(json.results[0]?.alarms).toMatchObject([
      { code: 'file-size-differs', detail: 'files/002: described 9999999999 bytes, packed 10 bytes' },
    ]);
    expect(text).toContain('    !!! SIZE: 9999999999 bytes by the report, 10 bytes are here.\n');
  });

  it('are shown with both hashes where those differ', async () => {
    const payload = await filledPayload(firstReport(), (bytes) =>
      bytes.set(utf8('E'), Buffer.from(bytes.buffer).indexOf('evidence')),
    );
    const { json, text } = await openedBoth(await sealed(ours.recipient, payload));
    expect(codesOf(json.results[0])).toEqual(['file-altered']);
    expect(filesIn(text)).toContain('!!! ALTERED');
    expect(filesIn(text)).toContain(`    SHA-256 as sent\n      ${sha256Of(utf8('evidence'))}\n`);
    expect(filesIn(text)).toContain(`    SHA-256 of what is here\n      ${sha256Of(utf8('Evidence'))}`);
  });
});

describe('what is said of a file', () => {
  const forged = 'who may see it: public';
  const hostile = `a\u001b[2J\u202eb\u2066c\u2028d\u009b\u0007e\n    ${forged}\r${' '.repeat(60)}${forged}`;

  it('is inert and stays behind its mark, in every text', async () => {
    const text = (length: number) => hostile + '日'.repeat(length - hostile.length);
    const report = describing(firstReport(), evidence, {
      name: text(maxFileNameLength),
      type: `../../etc/passwd\u0000${hostile}`.slice(0, 200),
      description: text(maxTextLength),
      sourceUrl: hostile,
      captured: { asWritten: hostile },
    });
    expect(JSON.stringify(report)).toContain('\\u001b');
    const opened = await openedBoth(await sealedReport(ours.recipient, report, evidence));
    expect(opened.json.status).toBe(0);
    expect(opened.text).not.toMatch(active);
    expect(opened.json.out).not.toMatch(active);
    const lines = opened.text.split('\n');
    // The path of a test's own folder may be longer.
    expect(lines.slice(1).filter((line) => columnsOf(line) > 80)).toEqual([]);
    expect(opened.text.replace(/\n +\| /g, '')).toContain(forged);
    expect(lines.filter((line) => line.includes('who may see it') && !line.includes('| '))).toEqual([
      ...Array(2).fill('    who may see it: secretariat_only, since the sender said nothing'),
    ]);
    expect(opened.json.results[0]?.files[0]?.described).toEqual(report.files?.[0]);
  });

  it('decides no name on the disk', async () => {
    const report = describing(firstReport(), evidence, { name: '../../../evil' }, { name: '/etc/cron.d/evil' });
    const { into } = await openedBoth(await sealedReport(ours.recipient, report, evidence));
    const out = join(room.folder, 'out-names');
    const { results } = await openJson('--out', out, into);
    expect(results[0]?.kept?.folder).toBe(join(out, report.reportId));
    expect(results[0]?.files.map(({ name }) => name)).toEqual(['files/001', 'files/002']);
  });

  it.each([
    ['a hash that is none', { sha256Original: 'AB'.repeat(32) }],
    ['a kind that no list has', { kind: 'selfie' }],
    ['a field that nobody knows', { place: '48.2' }],
    ['a negative size', { size: -1 }],
    ['a size that is no whole number', { size: 1.5 }],
    ['a name too long', { name: 'x'.repeat(2 * maxFileNameLength + 1) }],
    ['an empty description', { description: ' \u200b' }],
  ])('refuses the report for %s, as the form would', async (_what, said) => {
    const report = describing(firstReport(), evidence, said as Partial<ReportFile>);
    const { json } = await openedBoth(await sealedReport(ours.recipient, report, evidence));
    expect(json.results[0]).toMatchObject({ opened: false, code: 'report-invalid', files: [] });
    expect(json.results[0]?.detail).toMatch(/^files\.0/);
  });
});

describe('the same report twice', () => {
  it('is one report, carried in one envelope or in two that are filled differently', async () => {
    const big = bufferSource(new Uint8Array(1_200_000).fill(7));
    const report = describing(firstReport(), [big]);
    const source = packPayload(utf8(JSON.stringify(report)), [big]);
    const payload = await source.read(0, source.size);
    const further = filledTo(payload, nextPower(payload.length));
    expect(further.length).toBeGreaterThan(payload.length);
    const [envelope, longer] = [await sealed(ours.recipient, payload), await sealed(ours.recipient, further)];
    const { into, json, text } = await openedBoth(envelope, longer, envelope);
    expect([json.status, json.alarms]).toEqual([0, 0]);
    const [first, second, third] = json.results;
    expect(new Set(json.results.map(({ contentSha256 }) => contentSha256)).size).toBe(1);
    const detail = `3 times: ${[1, 2, 3].map((at) => join(into, `${at}.age`)).join(', ')}`;
    for (const result of [first, second, third])
      expect(result).toMatchObject({ opened: true, report, notices: [{ code: 'report-twice', detail }] });
    expect(json.results.map(({ copyOf }) => copyOf)).toEqual([undefined, first?.path, first?.path]);
    expect(text).not.toContain('!!!');
    expect(text.match(/notice: report-twice:/g)).toHaveLength(3);
    // Read once.
    expect(text.match(/narrative:/g)).toHaveLength(1);
    expect(text.match(/same as/g)).toHaveLength(2);
    const out = join(room.folder, 'out-once');
    const kept = await openJson('--out', out, into);
    expect(kept.results.map((result) => result.kept?.state)).toEqual(['written', 'already-here', 'already-here']);
    expect(new Set(kept.results.map((result) => result.kept?.folder)).size).toBe(1);
  });

  it('is a conflict where anything but the fill differs: both are shown', async () => {
    const report = describing(firstReport(), evidence);
    const other = [bufferSource(utf8('two')), bufferSource(two)];
    const { json, text } = await openedBoth(
      await sealedReport(ours.recipient, report, evidence),
      await sealedReport(ours.recipient, report, other),
    );
    expect(json.results.map(codesOf)).toEqual([['report-id-conflict'], ['report-id-conflict']]);
    expect(json.results.flatMap(({ notices }) => notices)).toEqual([]);
    expect(text.match(/narrative:/g)).toHaveLength(2);
    expect(text).toContain(sha256Of(utf8('two')));
    expect(text).toContain(sha256Of(one));
  });

  it('still raises what is wrong with one of its envelopes alone', async () => {
    const report = firstReport();
    const envelope = await sealedReport(ours.recipient, report);
    const index = indexOf([{ envelope, report: { ...report, mailboxId: 'ab'.repeat(32) } }]);
    const into = await place('once-more', { '1.age': envelope, '2.tar': bundleOf(index, [envelope]) });
    const { results } = await openJson(into);
    expect(results.map(codesOf)).toEqual([[], ['mailbox-differs']]);
    expect(results[1]?.copyOf).toBe(join(into, '1.age'));
    expect((await ran(openArguments(into))).out).toContain('!!! mailbox-differs:');
  });
});
