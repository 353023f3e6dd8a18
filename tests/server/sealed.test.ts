import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bucketOf } from '../../crypto/bucket.ts';
import { sealedPayload, sealedReport, type TestServer, testServer } from './test-server.ts';

const mib = 1024 * 1024;
let site: TestServer;
beforeEach(async () => {
  site = await testServer();
});
afterEach(() => site.close());

type Part = readonly [name: string, bytes: Uint8Array | string];

/** What a browser without scripts sends when these files are chosen. */
async function post(files: readonly Part[], headers: Record<string, string> = {}, at = site, path = '/en/sealed') {
  const form = new FormData();
  for (const [name, bytes] of files) form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  const sent = new Response(form);
  const body = new Uint8Array(await sent.arrayBuffer());
  const init = {
    method: 'POST',
    body,
    headers: {
      'Content-Type': sent.headers.get('Content-Type') ?? '',
      'Content-Length': String(body.length),
      Accept: 'text/html',
      ...headers,
    },
  };
  const response = await at.request(path, init);
  return { response, status: response.status, html: await response.text() };
}

/** What the page says of each file. */
const said = (html: string) =>
  [...(/<ul id="sealed-results">(.*?)<\/ul>/s.exec(html)?.[1] ?? '').matchAll(/<li>(.*?)<\/li>/gs)].map(
    ([, line = '']) => line.replace(/<[^>]+>/g, ' ').trim(),
  );
const waiting = async () => (await site.store.newEnvelopes()).map(({ thread, mailboxId }) => [thread, mailboxId]);

describe('without scripts', () => {
  it('takes a sealed file, says so in the language of the page, and knows it again', async () => {
    const { bytes } = await sealedReport(site);
    const first = await post([['data.bin', bytes]]);
    expect([first.status, said(first.html)]).toEqual([
      201,
      ['data.bin  Received. It waits, sealed, for the committee.'],
    ]);
    expect(first.html).toContain('id="sealed-after"');
    // The form for the next one, and no script that would look at it.
    expect(first.html).toMatch(/<form id="sealed" method="post" action="\/en\/sealed" enctype="multipart\/form-data"/);
    expect(first.html).not.toContain('/assets/carried');
    const again = await post([['other name', bytes]], {}, site, '/ar/sealed');
    expect(again.status).toBe(200);
    expect(again.html).toContain('<html lang="ar" dir="rtl">');
    expect(said(again.html)).toEqual([expect.stringContaining('موجود هنا من قبل')]);
    expect(await waiting()).toEqual([['carried', null]]);
    expect(first.response.headers.get('Cache-Control')).toContain('no-store');
    expect(first.response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  });

  it('takes several, and judges each by itself', async () => {
    const [one, two] = [await sealedReport(site), await sealedReport(site)];
    const { status, html } = await post([
      ['1', one.bytes],
      ['2', 'a picture'],
      ['3', two.bytes],
      ['4', one.bytes],
      ['5', one.bytes.subarray(0, 40_000)],
      ['6', ''],
    ]);
    expect(status).toBe(201);
    expect(said(html).map((line) => line.replace(/ {2}(\w+( \w+)?).*/, ' $1'))).toEqual([
      '1 Received',
      '2 Not handed',
      '3 Received',
      '4 This file',
      '5 Not handed',
      '6 Not handed',
    ]);
    expect(said(html)[4]).toContain('is not whole');
    expect(said(html)[5]).toContain('is empty');
    expect(await waiting()).toHaveLength(2);
  });

  it('takes one that is too large for one request of a script', async () => {
    const envelope = await sealedPayload(site, bucketOf(20 * mib));
    expect((await post([['large', envelope]])).status).toBe(201);
    expect(await site.store.newEnvelopes()).toMatchObject([{ thread: 'carried', size: envelope.length }]);
  });

  it('takes it also where the server seals nothing', async () => {
    const strict = await testServer({ noscript: 'refuse' });
    const { bytes } = await sealedReport(strict);
    expect((await post([['data.bin', bytes]], {}, strict)).status).toBe(201);
    expect((await strict.request('/en/report', { method: 'POST' })).status).toBe(404);
    await strict.close();
  });

  it('shows a hostile name as text, and keeps it nowhere', async () => {
    const { bytes } = await sealedReport(site);
    const name = '<img src=x onerror=alert(1)>‮"canary.bin';
    const { html } = await post([[name, bytes]]);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toContain('<img');
    expect(site.logged.join('')).not.toContain('canary');
  });

  it.each<[string, () => Promise<{ status: number; html: string }>, number, string]>([
    ['no file', () => post([]), 422, 'No file was chosen.'],
    ['a file input in which nothing was chosen', () => post([['', '']]), 422, 'No file was chosen.'],
    ['a picture', () => post([['a.jpg', 'jpeg']]), 422, 'no sealed file of this form'],
    ['a form of another kind', () => post([], { 'Content-Type': 'text/plain' }), 422, 'Not handed in'],
    ['no length', () => post([['x', 'x']], { 'Content-Length': '' }), 411, 'Not handed in'],
    ['more than there is', () => post([['x', 'x']], { 'Content-Length': '900' }), 422, 'Not handed in'],
    [
      'a hundred files',
      () => post(Array.from({ length: 100 }, (_, at) => [`${at}`, 'x'] as const)),
      422,
      'Not handed in',
    ],
    ['33 MiB', () => post([['x', new Uint8Array(33 * mib)]]), 413, 'more than 32 MB'],
  ])('answers %s with a page that says why', async (_what, sent, status, sentence) => {
    const answer = await sent();
    expect(answer.status).toBe(status);
    expect(said(answer.html)).toEqual([expect.stringContaining(sentence)]);
    expect(answer.html).toContain('<h1>Hand in a sealed file</h1>');
    expect(await waiting()).toEqual([]);
  });

  it('says that there is no room before it reads', async () => {
    const none = await testServer({ diskSpace: async () => ({ freeBytes: 1e6, totalBytes: 1e9 }) });
    const full = await post([['x', 'x']], {}, none);
    expect([full.status, said(full.html)]).toEqual([507, [expect.stringContaining('no room')]]);
    await none.close();
  });
});
