import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { utf8 } from '../../crypto/bytes.ts';
import { packPayload } from '../../crypto/payload.ts';
import { bufferSource } from '../../crypto/source.ts';
import { markErased } from '../../reading-room/answers-kept.ts';
import { sha256Of } from '../../reading-room/local-file.ts';
import { Draft } from '../../reading-room/shelf.ts';
import { run } from '../crypto/stock-tool.ts';
import { ran } from './desk.ts';
import { filledPayload, makeRoom } from './room.ts';
import { describing, firstReport, sealed, sealedReport } from './sample.ts';

const room = await makeRoom();
const { folder, ours, place, openArguments, openJson } = room;

afterAll(room.remove);

describe('open --out', () => {
  const evidence = [bufferSource(utf8('one')), bufferSource(new Uint8Array(70_000).fill(7))];

  it('shows what was erased and came again from an older bundle, and keeps nothing of it', async () => {
    const report = describing(firstReport(), evidence);
    const into = await place('erased', { 'x.age': await sealedReport(ours.recipient, report, evidence) });
    const out = join(folder, 'erased-out');
    await markErased(out, report.mailboxId, '2031-03-04');
    const { status, results } = await openJson('--out', out, into);
    expect([status, results[0]?.kept, results[0]?.notices.map(({ code }) => code)]).toEqual([
      0,
      undefined,
      ['erased-here'],
    ]);
    expect(readdirSync(out)).toEqual(['answers']);
  });

  it('writes inert names that sha256sum checks, and overwrites nothing', async () => {
    const report = describing(firstReport(), evidence);
    const into = await place('kept', { 'x.age': await sealedReport(ours.recipient, report, evidence) });
    const out = join(folder, 'out');
    const before = await openJson('--out', out, into);
    expect(before.results[0]?.kept).toEqual({ folder: join(out, report.reportId), state: 'written', beside: [] });
    const at = (name: string) => join(out, report.reportId, name);
    expect(readdirSync(out)).toEqual([report.reportId]);
    expect(readdirSync(at('.')).sort()).toEqual(['SHA256SUMS', 'files', 'report.json']);
    expect(readdirSync(at('files'))).toEqual(['001', '002']);
    expect(run('sha256sum', ['-c', 'SHA256SUMS'], at('.')).stdout).toContain('files/002: OK');
    expect(JSON.parse(readFileSync(at('report.json'), 'utf8'))).toEqual(report);
    expect(statSync(at('.')).mode & 0o777).toBe(0o700);
    expect(statSync(at('files')).mode & 0o777).toBe(0o700);
    expect(statSync(at('files/001')).mode & 0o777).toBe(0o600);
    const again = await openJson('--out', out, into);
    expect(again.results[0]?.kept?.state).toBe('already-here');
    expect(readdirSync(out)).toEqual([report.reportId]);
  });

  it('keeps two contents under one id beside each other, and says so', async () => {
    const report = firstReport();
    const other = { ...report, uiLanguage: 'my' };
    const into = await place('twice', {
      '1.age': await sealedReport(ours.recipient, report),
      '2.age': await sealedReport(ours.recipient, other),
    });
    const out = join(folder, 'out-twice');
    const { results, status } = await openJson('--out', out, into);
    expect(status).toBe(0);
    expect(results.map(({ kept }) => kept?.folder)).toEqual([
      join(out, report.reportId),
      join(out, `${report.reportId}-${results[1]?.contentSha256?.slice(0, 16)}`),
    ]);
    expect(results[1]?.kept?.beside).toEqual([join(out, report.reportId)]);
    const detail = `2 contents: ${results.map(({ kept }) => kept?.folder).join(', ')}`;
    for (const { alarms } of results) expect(alarms).toMatchObject([{ code: 'report-id-conflict', detail }]);
    const again = await openJson('--out', out, into);
    expect(again.results.map(({ kept }) => kept?.state)).toEqual(['already-here', 'already-here']);
    expect(readdirSync(out)).toHaveLength(2);
    const later = await openJson('--out', out, join(into, '2.age'));
    expect(later.results[0]?.alarms).toMatchObject([{ detail: expect.stringMatching(/^2 contents: /) }]);
    const unkept = await openJson(into);
    for (const { alarms } of unkept.results)
      expect(alarms).toMatchObject([{ detail: `2 contents: ${join(into, '1.age')}, ${join(into, '2.age')}` }]);
    expect((await openJson(join(into, '1.age'))).results[0]?.alarms).toEqual([]);
  });

  it('shows a file whose hash differs, flagged, with the report and the other files', async () => {
    const report = firstReport();
    const payload = await filledPayload(report, (bytes) => {
      const text = Buffer.from(bytes.buffer);
      bytes.set(utf8('E'), text.indexOf('evidence'));
    });
    const into = await place('altered', { 'x.age': await sealed(ours.recipient, payload) });
    const { results, status } = await openJson(into);
    expect(status).toBe(0);
    expect(results[0]).toMatchObject({ opened: true, files: [{ name: 'files/001', packed: { intact: false } }] });
    expect(results[0]?.alarms).toMatchObject([{ code: 'file-altered', detail: 'files/001' }]);
    expect((await ran(openArguments(into))).out).toContain('!!! ALTERED');
  });

  it('leaves nothing half-written where it may not write', async () => {
    const report = describing(firstReport(), evidence);
    const into = await place('blocked', { 'x.age': await sealedReport(ours.recipient, report, evidence) });
    const out = join(folder, 'a-file');
    writeFileSync(out, 'in the way');
    const { results, status } = await openJson('--out', out, into);
    expect(status).toBe(1);
    expect(results[0]).toMatchObject({ opened: true, code: expect.stringMatching(/^path-not-folder$/) });
    expect(readFileSync(out, 'utf8')).toBe('in the way');
  });

  describe('of what does not prove good', () => {
    const big = [bufferSource(new Uint8Array(300_000).fill(7)), bufferSource(utf8('two'))];
    const report = describing(firstReport(), big);
    const source = packPayload(utf8(JSON.stringify(report)), big);
    const changed = async (change: (payload: Uint8Array) => void) => {
      const payload = (await source.read(0, source.size)).slice();
      change(payload);
      return sealed(ours.recipient, payload);
    };
    const cut = async (length: number) => (await sealedReport(ours.recipient, report, big)).slice(0, length);

    it.each<[string, () => Promise<Uint8Array>, string]>([
      ['a byte of the fill at its end', () => changed((payload) => payload.fill(1, -1)), 'payload-padding'],
      ['a header behind a file', () => changed((payload) => payload.fill(1, -150_000, -140_000)), 'payload-padding'],
      ['sums of other names', () => changed((bytes) => rename(bytes, 'files/002\n', 'files/003\n')), 'payload-sums'],
      [
        'a name of a second file',
        () => changed((bytes) => rename(bytes, 'files/002\0', 'files/003\0')),
        'payload-entry',
      ],
      ['a report that is none', () => changed((bytes) => rename(bytes, '"kind"', '"kinb"')), 'report-invalid'],
      ['no last chunk', () => cut(-65_552), 'envelope-broken'],
      ['half a file', () => cut(200_000), 'envelope-broken'],
      ['no last byte', () => cut(-1), 'envelope-broken'],
    ])('nothing is left: %s', async (what, make, code) => {
      const writes = vi.spyOn(Draft.prototype, 'take');
      const into = await place(what, { 'x.age': await make() });
      const out = join(folder, `out ${what}`);
      const { results } = await openJson('--out', out, into);
      expect(results).toMatchObject([{ opened: false, code, files: [] }]);
      // It was written, until it was not good.
      expect(writes.mock.calls.map(([piece]) => piece.kind)).toContain('bytes');
      expect(readdirSync(out)).toEqual([]);
      writes.mockRestore();
    });

    it('says first that an envelope was cut, whatever the content is', async () => {
      const bad = await changed((bytes) => rename(bytes, 'files/002\0', 'files/003\0'));
      const into = await place('both', { '1.age': bad, '2.age': bad.slice(0, -1) });
      const { results } = await openJson('--out', join(folder, 'out-both'), into);
      expect(results.map(({ code }) => code)).toEqual(['payload-entry', 'envelope-broken']);
      expect(results.map(({ sha256 }) => sha256)).toEqual([sha256Of(bad), sha256Of(bad.slice(0, -1))]);
    });
  });

  it.each([1, 2, 4])('leaves nothing of a report when the disk is full at its write %i, and shows it', async (call) => {
    const big = [bufferSource(new Uint8Array(300_000).fill(7))];
    const report = describing(firstReport(), big);
    const into = await place(`full-${call}`, { 'x.age': await sealedReport(ours.recipient, report, big) });
    const opened = async (name: string) => {
      const handle = await open(ours.path);
      const files = Object.getPrototypeOf(handle) as FileHandle;
      await handle.close();
      const usual = files.writeFile;
      let calls = 0;
      const spy = vi.spyOn(files, 'writeFile').mockImplementation(function (this: FileHandle, ...given) {
        calls += 1;
        if (calls === call) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        return usual.apply(this, given);
      });
      try {
        return await openJson('--out', join(folder, name), into);
      } finally {
        spy.mockRestore();
        expect(calls).toBe(call);
      }
    };
    const { results, status } = await opened(`full-out-${call}`);
    expect(status).toBe(1);
    expect(results).toMatchObject([{ opened: true, code: 'disk-full', report, files: [{ packed: { intact: true } }] }]);
    expect(readdirSync(join(folder, `full-out-${call}`))).toEqual([]);
    expect((await openJson('--out', join(folder, `full-kept-${call}`), into)).status).toBe(0);
    const again = await opened(`full-kept-${call}`);
    expect([again.status, again.results[0]?.kept?.state]).toEqual([0, 'already-here']);
    expect(readdirSync(join(folder, `full-kept-${call}`))).toEqual([report.reportId]);
  });

  it.each([1, 2, 3])('calls nothing written that the disk does not give back, with write %i', async (call) => {
    const report = describing(firstReport(), evidence);
    const into = await place(`other-${call}`, { 'x.age': await sealedReport(ours.recipient, report, evidence) });
    const handle = await open(ours.path);
    const files = Object.getPrototypeOf(handle) as FileHandle;
    await handle.close();
    const usual = files.writeFile;
    let calls = 0;
    const spy = vi.spyOn(files, 'writeFile').mockImplementation(function (this: FileHandle, bytes, ...rest) {
      calls += 1;
      const given = bytes as Uint8Array;
      return usual.call(this, calls === call ? given.with(0, (given[0] ?? 0) ^ 1) : given, ...rest);
    });
    const out = join(folder, `other-out-${call}`);
    const { results, status } = await openJson('--out', out, into);
    spy.mockRestore();
    expect(calls).toBeGreaterThanOrEqual(call);
    expect(status).toBe(1);
    expect(results).toMatchObject([{ opened: true, code: 'write-failed' }]);
    expect(readdirSync(out)).toEqual([]);
  });
});

/** Writes another text of the same length wherever the first one stands last, and mends the checksum of a header. */
function rename(payload: Uint8Array, from: string, to: string): void {
  const at = Buffer.from(payload.buffer).lastIndexOf(from);
  expect(at).toBeGreaterThan(-1);
  payload.set(utf8(to), at);
  if (!from.endsWith('\0')) return;
  const header = payload.subarray(at, at + 512);
  header.set(utf8('        '), 148);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.set(utf8(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
}
