import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../crypto/hex.ts';
import { readReceipt } from '../../crypto/receipt-code.ts';
import { mailboxToken, replyIdentity, threadKey } from '../../crypto/receipt-keys.ts';
import { canaries, fillWithCanaries } from '../canary/canaries.ts';
import { findCanary } from '../canary/find-canary.ts';
import { ofTheBrowser, RecordingProxy } from '../canary/recording-proxy.ts';
import { type Started, startBrowser } from './browser.ts';
import { choose, fileWith, reported, sendFiles } from './choosing.ts';
import { addWords, comeBack, shownAnswer } from './coming-back.ts';
import { press, receiptCode } from './form-page.ts';
import { ownSite } from './own-site.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { factsOf, type SiteFacts } from './start-site.ts';
import { type Team, teamOf } from './team-of.ts';

const own = ownSite('searched');
let site: SiteFacts;
let team: Team;
let proxy: RecordingProxy;
let started: Started;
beforeAll(async () => {
  site = { ...siteOfWorker(), ...factsOf(own()) };
  team = teamOf(site);
  proxy = new RecordingProxy(site.origin);
  started = await startBrowser('chromium', { proxyPort: await proxy.listen(), isUnwatched: true, isWhole: true });
});
afterAll(async () => {
  await started.end();
  await proxy.close();
  team.end();
});

const asked = 'Question5Wq82Zk';
const told = 'Reply91Hf3Tb';
const inFile = 'Evidence6Pn4Rs';

/** Everything that lies on the server's disk: the database, and what has not been written into it yet. */
function diskBytes(file = site.db): Buffer {
  return Buffer.concat([file, `${file}-wal`, `${file}-shm`].filter(existsSync).map((each) => readFileSync(each)));
}

it('leaves neither code, token, thread key, status nor a word on the disk or in a request', async () => {
  proxy.begin();
  const page = await started.newPage();
  await reported(page, site.origin);
  const code = await receiptCode(page);
  await press(page, '#keep-written');
  const [first] = (await team.read()).slice(-1);
  const thread = first?.report.mailboxId ?? '';
  await team.answer(thread, 'question_waiting', `Do you know ${asked}?`);
  await team.publish();
  await comeBack(page, `${site.origin}/en/receipt`, code);
  await shownAnswer(page, 'shown');
  expect(await page.$eval('.as-written', ({ textContent }) => textContent)).toContain(asked);
  await addWords(page, { narrative: [`I know ${told}.`], erasure: ['ask'] });
  await page.waitForSelector('#evidence:not([hidden])');
  await choose(page, fileWith('words.txt', Buffer.from(`see ${inFile}`)).path);
  await sendFiles(page);

  const read = readReceipt(code);
  if (read.kind !== 'exact') throw new Error('no code');
  const { receipt } = read;
  const token = toHex(mailboxToken(receipt));
  const secrets: Readonly<Record<string, string>> = {
    code: code.replaceAll(' ', ''),
    'part of the code': code.slice(0, 17).replaceAll(' ', ''),
    receipt: toHex(receipt),
    'thread key': toHex(threadKey(receipt)),
    'reply identity': toHex(replyIdentity(receipt)),
    status: 'question_waiting',
    'wish for erasure': 'erasure',
    question: asked,
    reply: told,
    file: inFile,
  };
  const found = (bytes: Buffer, needles: Readonly<Record<string, string>>) =>
    Object.entries(needles).flatMap(([name, needle]) => findCanary(bytes, needle).map((look) => `${name}: ${look}`));
  const raw = { token: mailboxToken(receipt), 'thread key': threadKey(receipt), receipt };
  const foundRaw = (bytes: Buffer, names: readonly (keyof typeof raw)[]) =>
    names.filter((name) => bytes.includes(raw[name]));

  const requests = proxy.recorded();
  const disk = diskBytes();
  // It looked in the right places: the token was sent, and the mailbox id is kept.
  expect(findCanary(requests, token)).toContain('utf-8');
  expect(findCanary(disk, thread)).toContain('utf-8');
  expect(found(requests, secrets)).toEqual([]);
  expect(found(disk, { ...secrets, token })).toEqual([]);
  expect(foundRaw(disk, ['token', 'thread key', 'receipt'])).toEqual([]);
  expect(foundRaw(requests, ['thread key', 'receipt'])).toEqual([]);

  // And it would have found each of them.
  const planted = join(team.folder, 'planted.sqlite');
  copyFileSync(site.db, planted);
  const db = new Database(planted);
  db.exec('CREATE TABLE planted (text TEXT)');
  for (const needle of [...Object.values(secrets), token]) db.prepare('INSERT INTO planted VALUES (?)').run(needle);
  db.close();
  const names = new Set(found(diskBytes(planted), { ...secrets, token }).map((each) => each.split(':')[0]));
  expect([...names].sort()).toEqual([...Object.keys(secrets), 'token'].sort());
  await page.evaluate((words) => fetch('/mailbox', { method: 'POST', body: words.join(' ') }), Object.values(secrets));
  const sent = new Set(found(proxy.recorded(), secrets).map((each) => each.split(':')[0]));
  expect([...sent].sort()).toEqual(Object.keys(secrets).sort());
  expect([...proxy.foreignHosts].filter((host) => !ofTheBrowser.test(host))).toEqual([]);
});

describe('with something missing', () => {
  let code: string;
  beforeAll(async () => {
    proxy.begin();
    const page = await started.newPage();
    await reported(page, site.origin);
    code = await receiptCode(page);
    await page.close({ runBeforeUnload: false });
  });

  it.each([
    ['the script for answers', '/assets/answers-'],
    ['the worker', '/assets/seal-'],
    ['the engine', '/assets/sodium-'],
    ['the keyring', '/keyring.json'],
    ['what takes envelopes', '/envelopes'],
  ])('says more to nobody without %s, whatever is pressed', async (_what, prefix) => {
    for (const fate of ['abort', 'error'] as const) {
      proxy.begin((path) => (path.startsWith(prefix) ? fate : 'pass'));
      const page = await started.newPage();
      page.on('dialog', (dialog) => void dialog.accept());
      await comeBack(page, `${site.origin}/en/receipt`, code);
      await page.waitForSelector('#more:not([hidden])');
      const names = await fillWithCanaries(page, 'update');
      expect(names).toContain('narrative');
      await page.focus('#narrative');
      await page.keyboard.press('Enter');
      await page.focus('[name="contact.channels.0.address"]');
      await page.keyboard.press('Enter');
      for (const selector of ['#update-send', '[data-retry]', '#save-sealed', '#send-button']) {
        await page.$$eval(selector, (buttons) => {
          for (const button of buttons) if (button.checkVisibility()) (button as HTMLElement).click();
        });
        await page.waitForFunction(() => document.getElementById('working')?.hidden !== false);
      }
      await page.close({ runBeforeUnload: false });
      for (const canary of canaries) expect(findCanary(proxy.recorded(), canary)).toEqual([]);
    }
  });
});
