import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../crypto/bytes.ts';
import { bufferSource } from '../../crypto/source.ts';
import { run } from '../crypto/stock-tool.ts';
import { ran } from './desk.ts';
import { filledPayload, makeRoom } from './room.ts';
import { firstReport, sealed, sealedReport } from './sample.ts';

const room = await makeRoom();
const { folder, ours, place, openArguments, openJson } = room;

afterAll(room.remove);

describe('open --out', () => {
  const evidence = [bufferSource(utf8('one')), bufferSource(new Uint8Array(70_000).fill(7))];

  it('writes inert names that sha256sum checks, and overwrites nothing', async () => {
    const report = firstReport();
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
      join(out, `${report.reportId}-${results[1]?.payloadSha256?.slice(0, 16)}`),
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
    expect(results[0]).toMatchObject({ opened: true, files: [{ name: 'files/001', intact: false }] });
    expect(results[0]?.alarms).toMatchObject([{ code: 'file-altered', detail: 'files/001' }]);
    expect((await ran(openArguments(into))).out).toContain('!!! ALTERED');
  });

  it('leaves nothing half-written where it may not write', async () => {
    const report = firstReport();
    const into = await place('blocked', { 'x.age': await sealedReport(ours.recipient, report, evidence) });
    const out = join(folder, 'a-file');
    writeFileSync(out, 'in the way');
    const { results, status } = await openJson('--out', out, into);
    expect(status).toBe(1);
    expect(results[0]).toMatchObject({ opened: true, code: expect.stringMatching(/^path-not-folder$/) });
    expect(readFileSync(out, 'utf8')).toBe('in the way');
  });
});
