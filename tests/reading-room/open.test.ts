import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Encrypter } from 'age-encryption';
import { afterAll, describe, expect, it } from 'vitest';
import { concat, utf8 } from '../../crypto/bytes.ts';
import { unlockIdentity } from '../../crypto/key-file.ts';
import { packPayload } from '../../crypto/payload.ts';
import type { Report } from '../../report/report.ts';
import { wholeAnswers } from '../report/whole-answers.ts';
import { errorCode, ran } from './desk.ts';
import { filledPayload, makeRoom } from './room.ts';
import {
  alertReport,
  firstReport,
  passphrase,
  quickIdentity,
  sealed,
  sealedReport,
  tarEnd,
  tarEntry,
  threadOf,
  updateReport,
} from './sample.ts';

const room = await makeRoom();
const { folder, ours, place, openArguments, openJson } = room;
const stranger = await quickIdentity(folder, 'stranger');
const thread = threadOf();
const first = firstReport(thread);

afterAll(room.remove);

function inBucket(...parts: Uint8Array[]): Uint8Array {
  const payload = new Uint8Array(65_536);
  payload.set(concat(...parts));
  return payload;
}

describe('open', () => {
  it('gives back exactly what was sealed', async () => {
    const into = await place('one', { 'a.age': await sealedReport(ours.recipient, first) });
    const { status, results } = await openJson(into);
    expect(status).toBe(0);
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({ opened: true, thread: 'first', files: [], alarms: [], report: first });
  });

  it('reads a file with a neutral name, and folders at any depth without key files or links to elsewhere', async () => {
    const envelope = await sealedReport(ours.recipient, first);
    const into = await place('deep', { 'holiday.dat': envelope });
    await mkdir(join(into, 'b'));
    writeFileSync(join(into, 'b', 'c.age'), envelope);
    writeFileSync(join(into, 'b', 'my.key.age'), 'not looked at');
    await symlink('/dev/zero', join(into, 'b', 'zero.age'));
    const { results } = await openJson(join(into, 'holiday.dat'), into);
    expect(results.map(({ path, opened, code }) => [path.slice(into.length), opened, code])).toEqual([
      ['/holiday.dat', true, undefined],
      ['/b/c.age', true, undefined],
      ['/b/zero.age', false, 'path-is-link'],
    ]);
  });

  it('names what is wrong with each input and opens the others', async () => {
    const good = await sealedReport(ours.recipient, first);
    const cut = good.slice(0, -1000);
    const altered = good.slice();
    altered[5000] = (altered[5000] ?? 0) ^ 1;
    const json = (text: string) => sealed(ours.recipient, packPayload(utf8(text)));
    const reportEntry = tarEntry('report.json', utf8('{}'));
    const into = await place('broken', {
      '01-good.age': good,
      '02-cut.age': cut,
      '03-altered.age': altered,
      '04-stranger.age': await sealedReport(stranger.recipient, first),
      '05-text.age': utf8('hello'),
      '06-fill.age': await sealed(ours.recipient, await filledPayload(first, (bytes) => bytes.fill(1, -1))),
      '07-bucket.age': await sealed(
        ours.recipient,
        concat(await filledPayload(first, () => {}), new Uint8Array(65_536)),
      ),
      '08-name.age': await sealed(ours.recipient, inBucket(reportEntry, tarEntry('../../evil', utf8('x')), tarEnd)),
      '09-not-json.age': await json('{"kind": new}'),
      '10-proto.age': await json(JSON.stringify(first).replace('{', '{"__proto__":{"kind":"new"},')),
      '11-field.age': await json(JSON.stringify({ ...first, 'evil\u001b[2J': 1, reportId: 'no' })),
      '12-deep.age': await json(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
      '13-empty.age': new Uint8Array(0),
    });
    const { status, results, out } = await openJson(into, join(folder, 'nowhere.age'), '/dev/null');
    expect(status).toBe(1);
    expect(results.map(({ path, code }) => [path.split('/').pop(), code])).toEqual([
      ['01-good.age', undefined],
      ['02-cut.age', 'envelope-broken'],
      ['03-altered.age', 'envelope-broken'],
      ['04-stranger.age', 'wrong-identity'],
      ['05-text.age', 'not-an-envelope'],
      ['06-fill.age', 'payload-padding'],
      ['07-bucket.age', 'payload-padding'],
      ['08-name.age', 'payload-entry'],
      ['09-not-json.age', 'report-not-json'],
      ['10-proto.age', 'report-invalid'],
      ['11-field.age', 'report-invalid'],
      ['12-deep.age', 'report-invalid'],
      ['13-empty.age', 'not-an-envelope'],
      ['nowhere.age', 'path-missing'],
      ['null', 'path-is-device'],
    ]);
    for (const { code, sentence, hint } of results)
      if (code) expect([sentence, hint]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/.{10}/)]);
    expect(results[10]?.detail).toContain('reportId');
    expect(results[10]?.detail).toContain('evil⟦U+001B⟧[2J');
    expect(out).not.toContain('\u001b');
    const plain = await ran(openArguments(into));
    expect(plain.out).toContain('error: envelope-broken:');
    expect(plain.out).toMatch(/not opened: .*12-deep\.age\nnot opened: .*13-empty\.age\nOpened 1 of 13\.\n/);
    expect(plain.out).not.toMatch(/^ {4}at /m);
  });

  it('opens nothing with a wrong passphrase, a wrong key file or none', async () => {
    const wrong = join(folder, 'wrong.passphrase');
    writeFileSync(wrong, 'not-it\n');
    const target = await place('secret', { 'a.age': await sealedReport(ours.recipient, first) });
    const out = join(folder, 'never');
    const attempt = (...more: string[]) => ran(['open', '--out', out, target, '--identity', ...more]);
    expect(errorCode(await attempt(ours.path, '--passphrase-file', wrong))).toBe('wrong-passphrase');
    expect(errorCode(await attempt(join(target, 'a.age'), '--passphrase-file', wrong))).toBe('not-a-key-file');
    expect(errorCode(await attempt(join(folder, 'nowhere'), '--passphrase-file', wrong))).toBe('path-missing');
    expect(errorCode(await attempt(ours.path))).toBe('passphrase-missing');
    expect(errorCode(await ran(['open', target]))).toBe('usage');
    expect(existsSync(out)).toBe(false);
    const typed = await ran(['open', '--identity', ours.path, target], { types: ['oops', passphrase] });
    expect(typed.status).toBe(0);
    expect(typed.out + typed.err).not.toContain(passphrase);
  });

  it('takes the passphrase that was meant, and one of another program exactly as it was typed', async () => {
    const target = await place('typed', { 'a.age': await sealedReport(ours.recipient, first) });
    const meant = ` Seven words\u00a0that nobody\u200b would choose alone`;
    const odd = 'Ünusual  Pass ';
    const other = join(folder, 'other.key.age');
    const file = join(folder, 'typed.passphrase');
    const encrypter = new Encrypter();
    encrypter.setPassphrase(odd);
    encrypter.setScryptWorkFactor(4);
    writeFileSync(other, await encrypter.encrypt(await unlockIdentity(readFileSync(ours.path), passphrase)));
    for (const [key, typed] of [
      [ours.path, meant],
      [other, odd],
    ] as const) {
      expect((await ran(['open', '--identity', key, target], { types: [typed] })).status).toBe(0);
      writeFileSync(file, `${typed}\r\n`);
      expect((await ran(['open', '--identity', key, '--passphrase-file', file, target])).status).toBe(0);
    }
    const wrong = await ran(['open', '--identity', other, target], { types: [odd.toLowerCase(), '', 'x'] });
    expect(errorCode(wrong)).toBe('wrong-passphrase');
  });

  it('joins an update to a thread only by the thread key', async () => {
    const forged = { ...threadOf(), mailboxId: thread.mailboxId };
    const into = await place('threads', {
      '1.age': await sealedReport(ours.recipient, updateReport(thread)),
      '2.age': await sealedReport(ours.recipient, updateReport(forged)),
      '3.age': await sealedReport(ours.recipient, updateReport(threadOf())),
      '4.age': await sealedReport(ours.recipient, first),
    });
    const { results } = await openJson(into);
    expect(results.map((result) => result.thread)).toEqual(['proven', 'unproven', 'first-not-here', 'first']);
    expect(results.map(({ alarms }) => alarms.map(({ code }) => code))).toEqual([[], ['update-unproven'], [], []]);
    writeFileSync(join(into, '5.age'), await sealedReport(ours.recipient, firstReport(forged)));
    const both = await openJson(into);
    expect(both.results[0]?.alarms.map(({ code }) => code)).toEqual(['two-first-reports']);
    expect((await ran(openArguments(into))).out).toContain('!!! two-first-reports:');
  });

  it('joins updates to an urgent alert, which begins a thread', async () => {
    const urgent = threadOf();
    const into = await place('alert', {
      '1.age': await sealedReport(ours.recipient, alertReport(urgent)),
      '2.age': await sealedReport(ours.recipient, updateReport(urgent)),
      '3.age': await sealedReport(ours.recipient, updateReport({ ...threadOf(), mailboxId: urgent.mailboxId })),
    });
    const { status, results } = await openJson(into);
    expect(status).toBe(0);
    expect(results.map((result) => result.thread)).toEqual(['first', 'proven', 'unproven']);
    expect(results[0]?.report).toMatchObject({ kind: 'urgent_alert', answers: { mp: { country: 'unknown' } } });
    expect((await ran(openArguments(into))).out).toContain('this is    an URGENT ALERT');
    const forged = firstReport({ ...threadOf(), mailboxId: urgent.mailboxId });
    writeFileSync(join(into, '4.age'), await sealedReport(ours.recipient, forged));
    const both = await openJson(into);
    expect(both.results[0]?.alarms.map(({ code }) => code)).toEqual(['two-first-reports']);
  });

  it('shows what contradicts itself as notices, and as such in --json', async () => {
    const odd = firstReport(threadOf(), {
      answers: {
        ...wholeAnswers,
        source: { ...wholeAnswers.source, relation: 'family' },
        consent: { ...wholeAnswers.consent, mp: 'mp_objects', caseUse: 'public', partners: ['none'] },
      },
    } as Partial<Report>);
    const into = await place('odd', {
      '1.age': await sealedReport(ours.recipient, odd),
      '2.age': await sealedReport(ours.recipient, first),
      '3.age': await sealedReport(ours.recipient, updateReport(threadOf())),
    });
    const { status, results } = await openJson(into);
    expect(status).toBe(0);
    expect(results.map(({ contradictions }) => contradictions)).toEqual([
      [{ id: 'objects_but_wide', fields: ['consent.mp', 'consent.caseUse'], sentence: expect.stringMatching(/\.$/) }],
      [],
      [],
    ]);
    expect(results.flatMap(({ alarms }) => alarms)).toEqual([]);
    const plain = (await ran(openArguments(into))).out;
    expect(plain.split('notice: ')).toHaveLength(2);
    expect(plain).toContain('  notice: objects_but_wide: The MP objects');
  });

  it('lets no report act on the terminal or pass its lines for ours', async () => {
    const narrative = 'a\u001b[2J\u202eb\u2066c\u2028d\u009b\u0007e\u200ff\nOpened 9 of 9.\r!!!';
    const into = await place('hostile', {
      'x.age': await sealedReport(ours.recipient, updateReport(thread, narrative)),
    });
    const active = /[\p{Bidi_Control}\u2028\u2029]|(?!\n)\p{Cc}/u;
    expect(narrative).toMatch(active);
    const plain = (await ran(openArguments(into))).out;
    expect(plain).not.toMatch(active);
    expect(plain).toContain('      | a⟦U+001B⟧[2J⟦U+202E⟧b⟦U+2066⟧c⟦U+2028⟧d⟦U+009B⟧\n      | ⟦U+0007⟧e⟦U+200F⟧f\n');
    expect(plain).toContain('      | Opened 9 of 9.⟦U+000D⟧!!!');
    const { out, results } = await openJson(into);
    expect(out).not.toMatch(active);
    expect(out).toContain('\\u202eb');
    expect(results[0]?.report?.answers.narrative).toBe(narrative);
  });

  it('states plainly what the server sealed, and raises no alarm for it', async () => {
    const report = firstReport(threadOf(), { sealedBy: 'server' });
    const into = await place('server', { 'x.age': await sealedReport(ours.recipient, report) });
    const plain = await ran(openArguments(into));
    expect(plain.out).toContain('BY THE SERVER');
    expect(plain.out).not.toContain('!!!');
  });

  it('says of a report of the take-away form what it is, and that its keyring had expired, without an alarm', async () => {
    const taken = firstReport(threadOf(), { origin: 'take-away' });
    const into = await place('take-away', {
      '1.age': await sealedReport(ours.recipient, taken),
      '2.age': await sealedReport(ours.recipient, { ...taken, reportId: 'ab'.repeat(16), keyringExpired: true }),
      '3.age': await sealedReport(ours.recipient, first),
    });
    const { results, alarms } = await openJson(into);
    expect(results.map(({ notices }) => notices.map(({ code, detail }) => [code, detail]))).toEqual([
      [['from-take-away', '']],
      [
        ['from-take-away', ''],
        ['keyring-expired-then', 'keyring 1'],
      ],
      [],
    ]);
    // Both first reports name one mailbox and one thread key.
    expect(alarms).toBe(0);
    const plain = (await ran(openArguments(into))).out;
    expect(plain).toContain('  notice: from-take-away: It was made with the take-away form');
    expect(plain).toContain('  notice: keyring-expired-then: Its keys were past their last day');
    expect(plain).toContain('  address    take-away');
  });

  it('runs as a program of its own', () => {
    const main = resolve('reading-room/main.ts');
    // The project's own Node, whichever one runs the tests.
    const node = resolve('node_modules/.bin/node');
    const done = spawnSync(node, [main, 'open', '--identiti', 'x'], { encoding: 'utf8' });
    expect(done.status).toBe(1);
    expect(done.stdout).toBe('');
    expect(done.stderr).toMatch(/^error: usage: .*--identiti.*\nhint: .*help.*\n$/);
    const help = spawnSync(node, [main, 'help'], { encoding: 'utf8' });
    expect([help.status, help.stderr]).toEqual([0, '']);
    expect(help.stdout).toContain('keygen');
  });
});
