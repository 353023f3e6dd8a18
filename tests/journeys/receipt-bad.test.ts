import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '../../crypto/hex.ts';
import { formatReceipt, newReceipt } from '../../crypto/receipt-code.ts';
import { mailboxId, mailboxToken, replyRecipient } from '../../crypto/receipt-keys.ts';
import { sealAnswer } from '../../crypto/seal-answer.ts';
import { newSigningKey, type SigningKey } from '../../crypto/signing-key.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { readCommittee } from '../../server/keyrings.ts';
import en from '../../views/locales/en.json' with { type: 'json' };
import { addWords, comeBack, lookUp, shownAnswer } from './coming-back.ts';
import { isShown, press } from './form-page.ts';
import { pageOf } from './page-of.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { type Team, teamOf } from './team-of.ts';

const site = siteOfWorker();
const hold = pageOf('chromium');
const engine = await sodiumEngine();
const today = new Date().toISOString().slice(0, 10);
const { messages } = en;
const { id: committee } = readCommittee(site.committee);
let team: Team;
let db: Database.Database;
beforeAll(() => {
  team = teamOf(site);
  db = new Database(site.db);
});
afterAll(() => {
  db.close();
  team.end();
});

let receipt: Uint8Array;
beforeEach(() => {
  receipt = newReceipt();
});
const address = () => `${site.origin}/en/receipt`;
const code = () => formatReceipt(receipt).join(' ');
const idOf = (of: Uint8Array) => toHex(mailboxId(mailboxToken(of)));

/** Puts bytes into the slot of a mailbox, as a hostile operator can. */
function put(sealed: Uint8Array, of = receipt, number = 1): void {
  db.prepare('INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)').run(
    idOf(of),
    number,
    createHash('sha256').update(sealed).digest('hex'),
    sealed,
    today,
  );
}

/** An answer to a receipt by any key. */
async function answerBy(
  key: SigningKey,
  of = receipt,
  number = 1,
  text = 'Come to the old mill at night.',
  signedFor = of,
) {
  const message = { number, day: today, status: 'question_waiting', language: 'en', text } as const;
  const { sealed } = await sealAnswer(engine, key, {
    type: 'answer/v1',
    committee,
    mailboxId: idOf(signedFor),
    replyRecipient: replyRecipient(engine, of),
    reportId: 'ab'.repeat(16),
    number,
    day: today,
    keyringSerial: 1,
    status: 'question_waiting',
    messages: [message],
  });
  return sealed;
}

/** The committee's own reply key. */
const replyKey = () => team.replyKey();

async function shows(what: keyof typeof titles, seen = ''): Promise<void> {
  await comeBack(hold.page, address(), code(), seen);
  await shownAnswer(hold.page, what);
  const answer = await hold.page.$eval('#answer', (section) => (section as HTMLElement).innerText);
  expect(answer).toContain(titles[what]);
  expect(answer).not.toContain('old mill');
}
const titles = {
  none: messages['answer.none.title'],
  withheld: messages['answer.withheld.title'],
  broken: messages['answer.broken.title'],
  forged: messages['answer.forged.title'],
  newer: messages['answer.newer.title'],
} as const;

describe('with a database that somebody has meddled with, the page says what is wrong and shows nothing', () => {
  it('of an answer that a stranger has signed', async () => {
    put(await answerBy(newSigningKey()));
    await shows('newer');
  });

  it('of an answer that the committee has signed for somebody else, sealed to this one', async () => {
    put(await answerBy(await replyKey(), receipt, 1, 'old mill', newReceipt()));
    await shows('forged');
  });

  it('of an answer from another thread', async () => {
    put(await answerBy(await replyKey(), newReceipt()));
    await shows('none');
    await shows('withheld', '1');
  });

  it('of an answer that was changed', async () => {
    const sealed = await answerBy(await replyKey());
    put(sealed.with(20_000, (sealed[20_000] ?? 0) ^ 1));
    await shows('broken');
  });

  it('of an answer that was cut', async () => {
    const sealed = await answerBy(await replyKey());
    db.pragma('ignore_check_constraints = ON');
    put(sealed.subarray(0, 20_000));
    await shows('broken');
  });

  it('of an answer that is older than the number on the paper, which it shows with a warning', async () => {
    put(await answerBy(await replyKey(), receipt, 3, 'An older word.'));
    await comeBack(hold.page, address(), code(), '٤');
    await shownAnswer(hold.page, 'shown');
    expect(await isShown(hold.page, '#answer-older')).toBe(true);
    await lookUp(hold.page, code(), '3');
    await shownAnswer(hold.page, 'shown');
    expect(await isShown(hold.page, '#answer-older')).toBe(false);
  });
});

it('takes no number that is none, and no paste that is no code', async () => {
  const { page } = hold;
  await comeBack(page, address(), code(), 'seven');
  await page.waitForSelector('#seen[aria-invalid=true]');
  for (const typed of ['', '1'.repeat(46), '9'.repeat(45), `${code()} `.repeat(40), 'not a code', '²'.repeat(45)]) {
    await lookUp(page, typed);
    await page.waitForSelector('[data-result=slip]:not([hidden])');
    expect(await isShown(page, '#answer')).toBe(false);
    expect(await isShown(page, '#more')).toBe(false);
  }
});

it('takes code digits of other scripts, with any spaces and dashes', async () => {
  put(await answerBy(await replyKey(), receipt, 1, 'Here.'));
  const { page } = hold;
  await page.goto(address());
  await page.waitForSelector('#send-button');
  for (const system of ['arab', 'arabext', 'deva', 'fullwide', 'mymr']) {
    const format = new Intl.NumberFormat('en', { numberingSystem: system, useGrouping: false });
    const typed = formatReceipt(receipt)
      .map((group) => [...group].map((digit) => format.format(Number(digit))).join(''))
      .join(' – ');
    await lookUp(page, typed);
    await shownAnswer(page, 'shown');
    expect(await isShown(page, '#repaired')).toBe(false);
  }
});

it('loses nothing that was typed to another language, and says what to do first', async () => {
  put(await answerBy(await replyKey(), receipt, 1, 'Here.'));
  const { page } = hold;
  await comeBack(page, address(), code(), '1');
  await shownAnswer(page, 'shown');
  await page.type('[name=narrative]', 'Not sent yet.');
  await press(page, 'a[hreflang=ar]');
  await page.waitForSelector('html[lang=ar] #answer:not([hidden])');
  expect(await page.$eval('[name=narrative]', (field) => (field as HTMLTextAreaElement).value)).toBe('Not sent yet.');
  expect(await page.$eval('.as-written', ({ textContent }) => textContent)).toBe('Here.');
  expect(await page.$eval('#code', (field) => (field as HTMLInputElement).value)).toBe(code());
});

it('keeps what was typed for the code that it was typed for, and sends it once', async () => {
  const other = newReceipt();
  put(await answerBy(await replyKey(), receipt, 1, 'To one.'));
  put(await answerBy(await replyKey(), other, 1, 'To another.'), other);
  const { page } = hold;
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/envelopes')) sent.push(request.headers()['mailbox-token'] ?? '');
  });
  await comeBack(page, address(), code());
  await shownAnswer(page, 'shown');
  await page.type('[name=narrative]', 'For one alone.');
  const typed = () => page.$eval('[name=narrative]', (field) => (field as HTMLTextAreaElement).value);
  for (const again of ['12345', code()]) {
    await lookUp(page, again);
    await page.waitForFunction(() => document.getElementById('receipt-state')?.textContent === '');
    expect(await typed()).toBe('For one alone.');
  }
  const otherCode = formatReceipt(other).join(' ');
  await lookUp(page, otherCode);
  expect(await page.$eval('#update-arrived', ({ textContent }) => textContent)).toBe(messages['update.first']);
  await lookUp(page, code());
  await shownAnswer(page, 'shown');
  await addWords(page, {});
  await lookUp(page, otherCode);
  await page.waitForFunction(() => document.querySelector('.as-written')?.textContent === 'To another.');
  expect(await typed()).toBe('');
  await addWords(page, { narrative: ['For the other.'] });
  expect(sent).toEqual([toHex(mailboxToken(receipt)), toHex(mailboxToken(other))]);
});
