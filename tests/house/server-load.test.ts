import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { expect, it } from 'vitest';
import { formFields } from '../../tools/form-fields.ts';
import { inboxOf } from '../journeys/inbox-of.ts';
import { keyOf } from '../journeys/key-of.ts';
import { wholeAnswers } from '../report/whole-answers.ts';
import { englishSite } from './english-site.ts';

const mib = 1024 * 1024;
const bodyBytes = 32 * mib;
const site = englishSite('server-load');

/** A line of what the system says of the server's memory, in MiB. */
function memory(line: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${site().pid()}/status`, 'utf8');
  return Number(new RegExp(`^${line}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1024;
}

interface Post {
  readonly boundary: string;
  readonly pieces: readonly Uint8Array[];
}

/** A whole report of a number with a file of its own, of so many bytes in all. */
function postOf(number: number, bytes: number, random: Uint8Array): Post & { readonly file: Uint8Array } {
  const boundary = `----boundary${number}`;
  const answers = { ...formFields(wholeAnswers), narrative: [`Sender ${number}`] };
  const start = Buffer.from(
    Object.entries(answers)
      .flatMap(([name, values]) =>
        values.map((value) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
      )
      .join('') +
      `--${boundary}\r\nContent-Disposition: form-data; name="files.0.file"; filename="${number}.bin"\r\n` +
      'Content-Type: application/octet-stream\r\n\r\n',
  );
  const end = Buffer.from(`\r\n--${boundary}--\r\n`);
  const file = random.subarray(number, number + bytes - start.length - end.length);
  return { boundary, pieces: [start, file, end], file };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends a post as a browser does: all of it, before it looks at the answer. */
function send({ boundary, pieces }: Post, length = pieces.reduce((sum, piece) => sum + piece.length, 0)) {
  return new Promise<Answer>((resolve, reject) => {
    const outgoing = request(new URL('/en/report', site().public), {
      method: 'POST',
      agent: false,
      headers: {
        'Content-Type': `multipart/form-data; boundary=${boundary}`,
        'Content-Length': String(length),
        Accept: 'text/html',
      },
    });
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.once('error', reject);
    });
    void (async () => {
      for (const piece of pieces)
        for (let at = 0; at < piece.length; at += 65_536)
          if (!outgoing.write(piece.subarray(at, at + 65_536)))
            await new Promise<void>((drained) => outgoing.once('drain', drained));
      outgoing.end();
    })();
  });
}

it('bears 20 posts of 32 MiB at once: some get through whole, the others are told, memory stays small', async () => {
  const { db, identity, passphraseFile } = site();
  const inbox = inboxOf({ db, key: await keyOf(identity, passphraseFile) });
  const random = randomBytes(bodyBytes + 20);
  // One before, so that what a first report alone needs is not counted.
  expect((await send(postOf(0, mib, random))).status).toBe(201);
  inbox.drain();
  const idle = memory('VmRSS');
  const posts = Array.from({ length: 20 }, (_, number) => postOf(number, bodyBytes, random));
  const [small, ...answers] = await Promise.all([postOf(20, mib, random), ...posts].map((post) => send(post)));
  const over = memory('VmHWM') - idle;
  const served = posts.filter((_, at) => answers[at]?.status === 201);
  expect(served.length).toBeGreaterThanOrEqual(2);
  for (const { status, text } of answers.filter((answer) => answer.status !== 201)) {
    expect(status).toBe(503);
    expect(text).toContain('This site is busy at the moment.');
    expect(text).toMatch(/href="\/en\/alert".*href="\/en\/doors"/s);
  }
  // Some 150 MiB were seen.
  expect(over).toBeLessThan(250);
  // What is small is kept out by nothing of this.
  expect(small?.status).toBe(201);
  const opened = await inbox.opened();
  const sent = [postOf(20, mib, random), ...served].map(({ file }) => createHash('sha256').update(file).digest('hex'));
  expect(opened.map(({ files }) => files[0]?.sha256).sort()).toEqual(sent.sort());
  for (const { report, files } of opened)
    expect([report.sealedBy, files.map(({ intact }) => intact)]).toEqual(['server', [true]]);
}, 60_000);
