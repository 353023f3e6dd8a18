import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { expect, it } from 'vitest';
import { packPayload } from '../../crypto/payload.ts';
import { seal } from '../../crypto/seal.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { bufferSource } from '../../crypto/source.ts';
import { fixedBytes } from './fixed-draw.ts';
import { reader, sampleReport } from './sample.ts';
import { emptyFolder, run } from './stock-tool.ts';

/** Opens an envelope into a folder with typage, tar and sha256sum; none of our code reads anything here. */
async function openWithStockTools(envelope: Uint8Array, identity: string, folder: string) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  writeFileSync(join(folder, 'payload.tar'), await decrypter.decrypt(envelope));
  const listed = run('tar', ['-tvf', 'payload.tar', '--numeric-owner', '--full-time'], folder);
  const extracted = run('tar', ['-xf', 'payload.tar'], folder);
  const checked = run('sha256sum', ['-c', '--strict', 'SHA256SUMS'], folder);
  return { listed, extracted, checked };
}

it('opens a fresh envelope, report and files', async () => {
  const folder = emptyFolder();
  const [a, b] = await Promise.all([reader('a'), reader('b')]);
  const report = await sampleReport();
  const files = [fixedBytes('photo', 65_537), new Uint8Array(0), fixedBytes('scan', 200_000)];
  const payload = packPayload(new TextEncoder().encode(JSON.stringify(report)), files.map(bufferSource));
  const envelope = seal(await sodiumEngine(), [a.recipient, b.recipient], payload);
  const bytes = await envelope.slice(0, envelope.size);

  const { listed, extracted, checked } = await openWithStockTools(bytes, b.identity, folder);
  expect(extracted).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(checked.status).toBe(0);
  expect(checked.stdout).toBe('report.json: OK\nfiles/001: OK\nfiles/002: OK\nfiles/003: OK\n');
  expect(
    listed.stdout
      .trim()
      .split('\n')
      .map((line) => line.replace(/ +/g, ' ')),
  ).toEqual(
    [
      ['report.json', new TextEncoder().encode(JSON.stringify(report)).length],
      ['files/001', 65_537],
      ['files/002', 0],
      ['files/003', 200_000],
      ['SHA256SUMS', 4 * (64 + 2 + 1) + 'report.json'.length + 3 * 'files/001'.length],
    ].map(([name, size]) => `-rw------- 0/0 ${size} 1970-01-01 00:00:00 ${name}`),
  );
  expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toEqual(report);
  for (const [index, file] of files.entries())
    expect(Buffer.compare(readFileSync(join(folder, `files/00${index + 1}`)), file)).toBe(0);
});

it('opens the committed envelope with the committed identity', async () => {
  const folder = emptyFolder();
  const vector = (name: string) => readFileSync(new URL(`../vectors/${name}`, import.meta.url));
  const identity = vector('envelope-1.identity').toString().trim();
  const { checked } = await openWithStockTools(new Uint8Array(vector('envelope-1.age')), identity, folder);
  expect(checked.stdout).toBe('report.json: OK\n');
  expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toMatchObject({
    kind: 'new',
    origin: 'https://safe.example',
    answers: { mps: [{ fullName: 'Þórdís Ñandú-Čapková' }, { fullName: 'ဒေါ်မေသူ' }] },
  });
});

it('sees a file that was changed after opening', async () => {
  const folder = emptyFolder();
  const envelope = readFileSync(new URL('../vectors/envelope-1.age', import.meta.url));
  await openWithStockTools(new Uint8Array(envelope), (await reader('a')).identity, folder);
  writeFileSync(join(folder, 'report.json'), '{}');
  const checked = run('sha256sum', ['-c', 'SHA256SUMS'], folder);
  expect(checked).toMatchObject({ status: 1, stdout: 'report.json: FAILED\n' });
});
