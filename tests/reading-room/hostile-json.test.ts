import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { utf8 } from '../../crypto/bytes.ts';
import { answeringRoom, newThread } from './answering.ts';
import { ran } from './desk.ts';
import { bundleOf, indexOf, tarEnd, tarEntry } from './sample.ts';

const room = await answeringRoom();
const { reports, at } = room;
const { thread, first } = newThread();
await room.keep(first);
afterAll(() => rm(room.folder, { recursive: true, force: true }));

/** Texts that no writer of ours makes, as long as a place for them allows. */
const hostile = (maxBytes: number): [string, string][] => {
  const often = Math.min(150_000, Math.floor(maxBytes / 2) - 100);
  return [
    ['a list of wrong items', `[${'1,'.repeat(often)}1]`],
    ['wrong envelopes', `{"envelopes":[${'1,'.repeat(often)}1]}`],
    ['wrong answers', `{"answers":[${'1,'.repeat(often)}1]}`],
    ['wrong days of the chain', `{"chain":{"entries":[${'1,'.repeat(often)}1]}}`],
    ['brackets in brackets', `{"messages":${'['.repeat(often)}${']'.repeat(often)}}`],
    ['one long name', `{"${'\\u0085'.repeat(often / 4)}":1}`],
    ['a number of any length', `{"number":${'9'.repeat(often)}}`],
    ['a name of the prototype', '{"__proto__":{"type":"bundle/v1"}}'],
    ['no JSON', '\u0000'],
  ];
};

/** Runs a command that meets each text, and expects one short, named error of it. */
async function refuses(maxBytes: number, code: string, put: (text: string) => Promise<void>, argv: string[]) {
  for (const [what, text] of hostile(maxBytes)) {
    await put(text);
    const { status, out, err } = await ran(argv);
    const said = out + err;
    expect([what, status, /error: ([a-z-]+):/.exec(said)?.[1]]).toEqual([what, 1, code]);
    expect([what, said.length < 3000]).toEqual([what, true]);
  }
}

const into = (path: string) => (text: string) => writeFile(path, text);
const keys = ['--committee', at('committee.json'), '--keyring', at('keyring.json'), '--reply-key', at('reply.key.age')];
const keyed = [...keys, '--passphrase-file', at('reply.passphrase')];
const replying = ['reply', '--reports', reports, '--thread', thread.mailboxId, '--status', 'opened', ...keyed];

it('an index of a bundle is refused by its name, whatever stands in it', async () => {
  const path = at('hostile.tar');
  const opening = ['open', '--identity', at('identity.key.age'), '--passphrase-file', at('identity.passphrase'), path];
  await refuses(
    10_000_000,
    'bundle-index',
    async (text) => writeFile(path, Buffer.concat([tarEntry('index.json', utf8(text)), tarEnd])),
    opening,
  );
  await writeFile(path, bundleOf(indexOf([]), []));
  expect((await ran(opening)).out).toContain('chain      fits');
});

it('a committee file is, too', async () => {
  const path = at('hostile.json');
  await refuses(65_536, 'committee-malformed', into(path), ['keyring', 'verify', '--committee', path, at('x.json')]);
});

it('a report that was kept is, too', async () => {
  const folder = join(reports, 'ff'.repeat(16));
  await mkdir(folder);
  for (const [what, text] of hostile(1_000_000)) {
    await writeFile(join(folder, 'report.json'), text);
    const { err } = await ran(replying);
    expect([what, err]).toEqual([what, expect.stringMatching(/^error: report-(?:invalid|not-json): .+\nhint: .+\n$/)]);
  }
  await rm(folder, { recursive: true });
});

it('an earlier answer, a note and the record of a bundle are, too', async () => {
  const answers = join(reports, 'answers', thread.mailboxId);
  await mkdir(answers, { recursive: true });
  await writeFile(join(answers, '000001.age'), '');
  await refuses(65_536, 'answer-kept-broken', into(join(answers, '000001.json')), replying);
  const note = into(join(answers, 'erasure-noted.json'));
  await refuses(65_536, 'answer-kept-broken', note, ['erase', '--reports', reports, '--thread', thread.mailboxId]);
  const record = into(join(reports, 'outgoing-000001.json'));
  await refuses(10_000_000, 'answer-kept-broken', record, ['outgoing', '--reports', reports, ...keyed, at('o.tar')]);
});

it('the draft of a keyring is, too', async () => {
  const path = at('draft.json');
  const root = ['--committee', at('committee.json'), '--root', at('reply.key.age')];
  await refuses(65_536, 'keyring-malformed', into(path), ['keyring', 'sign', ...root, path]);
});
