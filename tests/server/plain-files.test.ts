import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openEnvelope } from '../../crypto/open.ts';
import { unpackPayload } from '../../crypto/unpack.ts';
import { reportSchema } from '../../report/report.ts';
import { formFields } from '../../tools/form-fields.ts';
import { canary, exif, exifSegment, inJpeg, plain } from '../report/pictures.ts';
import { wholeAlert, wholeAnswers } from '../report/whole-answers.ts';
import { postedBy, textOf } from '../views/as-seen.ts';
import { type TestServer, testServer } from './test-server.ts';

let site: TestServer;
beforeEach(async () => {
  site = await testServer();
});
afterEach(() => site.close());

const mib = 1024 * 1024;
const picture = inJpeg(plain.baseline, exifSegment(exif({ make: canary, place: canary })));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

interface Chosen {
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly type?: string;
}

/** The whole report with more fields and with files, as a browser posts it. */
function formOf(more: Readonly<Record<string, string>>, files: readonly Chosen[], answers = formFields(wholeAnswers)) {
  const form = new FormData();
  for (const [name, values] of Object.entries(answers)) for (const value of values) form.append(name, value);
  for (const [name, value] of Object.entries(more)) form.append(name, value);
  for (const { at, bytes, name, type = '' } of files)
    form.append(`files.${at}.file`, new Blob([new Uint8Array(bytes)], { type }), name);
  return form;
}

async function post(form: FormData, path = '/en/report/plain/form', target = site): Promise<Response> {
  const packed = new Response(form);
  const body = await packed.arrayBuffer();
  const headers = {
    'Content-Type': packed.headers.get('Content-Type') ?? '',
    'Content-Length': String(body.byteLength),
    Accept: 'text/html',
  };
  return target.request(path, { method: 'POST', body, headers });
}

/** What is in the inbox, opened. */
async function opened() {
  const [stored, ...others] = await site.store.newEnvelopes();
  expect(others).toEqual([]);
  const parts: Uint8Array[] = [];
  for await (const part of site.store.readEnvelope(stored?.sha256 ?? '')) parts.push(part);
  const bytes = Buffer.concat(parts);
  expect(sha256(bytes)).toBe(stored?.sha256);
  const { report, files } = unpackPayload(await openEnvelope(new Uint8Array(bytes), [site.identity]));
  return { stored, report: reportSchema.parse(JSON.parse(Buffer.from(report.bytes).toString())), files };
}

/** That no upload is under way, whole or not. */
const nothingBegun = async (store = site.store) =>
  expect(Math.max(...Object.values(await store.uploadsUnderWay('')))).toBe(0);
const nothingKept = async () => {
  expect((await site.store.counts()).waiting).toBe(0);
  await nothingBegun();
};

it('seals files with the answers in one envelope, with what was said of each', async () => {
  const large = randomBytes(6 * mib + 1);
  const said = {
    'files.0.description': 'What it shows\r\n🙏',
    'files.0.use': 'committee',
    'files.0.captured.year': '٢٠٢٥',
    'files.2.kind': 'video',
  };
  const files = [
    { at: 0, bytes: picture, name: 'صورة/..\\1"\n\u202e.jpg', type: 'image/jpeg' },
    { at: 2, bytes: large, name: 'film.mp4', type: 'video/mp4' },
    { at: 3, bytes: new Uint8Array(0), name: 'empty.txt', type: 'text/plain' },
  ];
  const page = await post(formOf(said, files));
  expect(page.status).toBe(201);
  expect(textOf(await page.text())).toContain('sealed with your answers: 3');
  const { stored, report, files: unpacked } = await opened();
  expect(stored).toMatchObject({ sealedBy: 'server', thread: 'first', mailboxId: report.mailboxId });
  expect(report).toMatchObject({ kind: 'new', sealedBy: 'server', answers: wholeAnswers });
  expect(report.files).toEqual([
    {
      name: 'صورة/..\\1"\n\u202e.jpg',
      type: 'image/jpeg',
      size: unpacked[0]?.bytes.length,
      hiddenData: 'removed',
      sha256Original: sha256(picture),
      description: 'What it shows\n🙏',
      use: 'committee',
      captured: { value: '2025' },
    },
    { name: 'film.mp4', type: 'video/mp4', size: large.length, hiddenData: 'kept', kind: 'video' },
    { name: 'empty.txt', type: 'text/plain', size: 0, hiddenData: 'kept' },
  ]);
  expect(unpacked.map(({ intact }) => intact)).toEqual([true, true, true]);
  expect(picture.includes(canary)).toBe(true);
  expect(Buffer.from(unpacked[0]?.bytes ?? []).includes(canary)).toBe(false);
  expect(sha256(unpacked[1]?.bytes ?? new Uint8Array(0))).toBe(sha256(large));
  expect(unpacked[2]?.bytes).toHaveLength(0);
  await nothingBegun();
});

it('takes hidden data out of a picture whatever its name and type are, as its page says', async () => {
  const files = [
    { at: 0, bytes: picture, name: 'a.jpg_large', type: 'application/octet-stream' },
    { at: 1, bytes: picture, name: 'a.heic', type: 'image/heic' },
  ];
  expect((await post(formOf({}, files))).status).toBe(201);
  const { report, files: unpacked } = await opened();
  expect(report.files?.map(({ hiddenData }) => hiddenData)).toEqual(['removed', 'removed']);
  for (const { bytes } of unpacked) expect(Buffer.from(bytes)).toEqual(plain.baseline);
});

it('takes a post without a chosen file on every path', async () => {
  for (const [path, answers] of [
    ['/en/report/plain/form', formFields(wholeAnswers)],
    ['/ar/report', formFields(wholeAnswers)],
    ['/en/alert', formFields(wholeAlert)],
  ] as const) {
    const before = (await site.store.counts()).waiting;
    const form = formOf({}, path.endsWith('alert') ? [] : [{ at: 0, bytes: new Uint8Array(0), name: '' }], answers);
    expect([path, (await post(form, path)).status]).toEqual([path, 201]);
    expect((await site.store.counts()).waiting).toBe(before + 1);
  }
});

it('names the files to choose again first, and keeps what was said of them', async () => {
  const { narrative: _, ...rest } = formFields(wholeAnswers);
  const files = [
    { at: 0, bytes: picture, name: '<b>&".jpg', type: 'image/jpeg' },
    { at: 4, bytes: picture, name: 'second.jpg', type: 'image/jpeg' },
  ];
  const page = await post(formOf({ 'files.0.description': 'Said', 'files.4.kind': 'photo' }, files, rest));
  expect(page.status).toBe(422);
  const html = await page.text();
  const summary = html.slice(html.indexOf('id="error-summary"'));
  expect(summary.indexOf('href="#files-0-file"')).toBeLessThan(summary.indexOf('href="#narrative"'));
  expect(textOf(summary)).toContain('Choose these files again: \u2068<b>&".jpg\u2069, \u2068second.jpg\u2069');
  // The second block stands behind the first one now.
  expect(postedBy(html)).toMatchObject({
    'files.0.chosen': ['<b>&".jpg'],
    'files.0.description': ['Said'],
    'files.1.chosen': ['second.jpg'],
    'files.1.kind': ['photo'],
  });
  await nothingKept();
});

it('sends without a forgotten file only if that is said', async () => {
  const forgotten = { 'files.0.chosen': 'first.jpg', 'files.1.description': 'Never chosen' };
  const page = await post(formOf(forgotten, []));
  expect(page.status).toBe(422);
  const told = textOf(await page.text());
  expect(told).toContain('File 1: choose \u2068first.jpg\u2069 again');
  expect(told).toContain('File 2: choose the file that you wrote about');
  await nothingKept();
  expect((await post(formOf({ ...forgotten, 'files.0.skip': 'yes', 'files.1.skip': 'yes' }, []))).status).toBe(201);
  expect((await opened()).report.files).toBeUndefined();
});

it('checks answers before files are chosen, and knows the names of those that were', async () => {
  const asked = new URLSearchParams([...formOf({ do: 'check', 'files.0.file': 'a.jpg' }, [])] as [string, string][]);
  const answer = (body: URLSearchParams) =>
    site.request('/en/report', {
      method: 'POST',
      body: body.toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' },
    });
  const page = await answer(asked);
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(textOf(html)).toContain('Your answers are complete.');
  expect(textOf(html)).toContain('Choose these files again: \u2068a.jpg\u2069');
  expect(html).not.toContain('error-summary');
  asked.delete('narrative');
  expect((await answer(asked)).status).toBe(422);
  await nothingKept();
});

it.each([
  ['a broken picture', picture.subarray(0, 60), 'image/jpeg', {}, 'is damaged'],
  [
    'a kind that cannot be cleaned',
    Buffer.from('%PDF-1.7'),
    'application/pdf',
    { 'files.0.hiddenData': 'removed' },
    'cannot be taken out',
  ],
  ['a wrong date', picture, 'image/jpeg', { 'files.0.captured.year': '20' }, 'When was it made?'],
] as const)('keeps back a report with %s, and says which', async (_what, bytes, type, more, words) => {
  const page = await post(formOf(more, [{ at: 0, bytes, name: 'given.bin', type }]));
  expect(page.status).toBe(422);
  const told = textOf(await page.text());
  expect(told).toContain(words);
  expect(told).toContain('\u2068given.bin\u2069');
  await nothingKept();
  const kept = { 'files.0.hiddenData': 'kept' };
  expect((await post(formOf(kept, [{ at: 0, bytes, name: 'given.bin', type }]))).status).toBe(201);
  expect(sha256((await opened()).files[0]?.bytes ?? new Uint8Array(0))).toBe(sha256(bytes));
});

it('says which file is larger than the settings allow', async () => {
  const { settings } = site.server.build;
  const small = await testServer({
    build: { ...site.server.build, settings: { ...settings, maxFileBytes: mib, maxFiles: 1 } },
  });
  const two = [0, 1].map((at) => ({ at, bytes: randomBytes(at === 0 ? mib + 1 : 5), name: `${at}.bin` }));
  const page = await post(formOf({}, two), '/en/report/plain/form', small);
  expect(page.status).toBe(422);
  const told = textOf(await page.text());
  expect(told).toContain('\u20680.bin\u2069 is larger than 1 MB');
  expect(told).toContain('\u20681.bin\u2069: there is room for 1 files');
  expect((await small.store.counts()).waiting).toBe(0);
  await small.close();
});

it.each([
  ['in no block', 'narrative'],
  ['in a block that there cannot be', 'files.100.file'],
  ['twice in a block', 'files.0.file'],
])('refuses a file %s', async (_what, field) => {
  const form = formOf({}, [{ at: 0, bytes: picture, name: 'a' }]);
  form.append(field, new Blob(['x']), 'b');
  expect((await post(form)).status).toBe(422);
  await nothingKept();
});

it('takes no file with an alert', async () => {
  const form = formOf({}, [{ at: 0, bytes: picture, name: 'a' }], formFields(wholeAlert));
  expect((await post(form, '/en/alert')).status).toBe(422);
  await nothingKept();
});

it('refuses a body that lies about its length, its boundary or its end, and keeps nothing', async () => {
  const packed = new Response(formOf({}, [{ at: 0, bytes: randomBytes(100), name: 'a' }]));
  const whole = new Uint8Array(await packed.arrayBuffer());
  const type = packed.headers.get('Content-Type') ?? '';
  const status = async (body: Uint8Array, contentType = type, length = body.length) =>
    (
      await site.request('/en/report', {
        method: 'POST',
        body: new Uint8Array(body),
        headers: { 'Content-Type': contentType, 'Content-Length': String(length) },
      })
    ).status;
  expect(await status(whole.subarray(0, -20))).toBe(422);
  expect(await status(whole, `${type}x`)).toBe(422);
  expect(await status(whole, 'multipart/form-data')).toBe(422);
  expect(await status(whole, type, whole.length - 1)).toBe(422);
  expect(await status(whole, type, whole.length + 1)).toBe(422);
  expect(await status(whole, type, 32 * mib + 1)).toBe(413);
  await nothingKept();
  expect(await status(whole)).toBe(201);
});

it('has no room for files where small reports still have some', async () => {
  const full = await testServer({ diskSpace: async () => ({ freeBytes: 500 * mib, totalBytes: 100_000 * mib }) });
  const text = await post(formOf({}, []), '/en/report', full);
  expect(text.status).toBe(201);
  const file = await post(formOf({}, [{ at: 0, bytes: new Uint8Array(5 * mib), name: 'a' }]), '/en/report', full);
  expect(file.status).toBe(507);
  await full.close();
});

it('gives everything back, and no code, when the store has no place for a piece', async () => {
  const broken = await testServer();
  const { store } = broken;
  const server = await testServer({
    store: {
      ...store,
      appendToUpload: async (id, from, bytes) => (from > 0 ? null : store.appendToUpload(id, from, bytes)),
    },
  });
  const page = await post(formOf({}, [{ at: 0, bytes: randomBytes(5 * mib), name: 'a.mp4' }]), '/en/report', server);
  const html = await page.text();
  expect(page.status).toBe(500);
  expect(html).toContain('Something went wrong on our side. Your answers are still on this page.');
  expect(html).toContain('value="a.mp4"');
  expect(postedBy(html)['mps.0.fullName']).toEqual([formFields(wholeAnswers)['mps.0.fullName']].flat());
  expect(await store.counts()).toEqual({ waiting: 0, collected: 0 });
  await nothingBegun(store);
  await server.close();
  await broken.close().catch(() => {});
});

it('gives a code for a report that is stored, though its upload could not be cleared away', async () => {
  const broken = await testServer();
  const { store } = broken;
  const server = await testServer({ store: { ...store, dropUpload: () => Promise.reject(new Error('locked')) } });
  const page = await post(formOf({}, [{ at: 0, bytes: randomBytes(5 * mib), name: 'a.mp4' }]), '/en/report', server);
  expect(page.status).toBe(201);
  expect((await store.counts()).waiting).toBe(1);
  await server.close();
  await broken.close().catch(() => {});
});

it('leaves nothing behind when writing fails in the middle', async () => {
  const broken = await testServer();
  let pieces = 0;
  const { store } = broken;
  const server = await testServer({
    store: {
      ...store,
      appendToUpload: (...given) =>
        ++pieces === 3 ? Promise.reject(new Error('disk')) : store.appendToUpload(...given),
    },
  });
  const page = await post(formOf({}, [{ at: 0, bytes: randomBytes(5 * mib), name: 'a' }]), '/en/report', server);
  expect(page.status).toBe(500);
  expect(pieces).toBe(3);
  expect(await store.counts()).toEqual({ waiting: 0, collected: 0 });
  await nothingBegun(store);
  await server.close();
  await broken.close().catch(() => {});
});
