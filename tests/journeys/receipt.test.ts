import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import ar from '../../views/locales/ar.json' with { type: 'json' };
import en from '../../views/locales/en.json' with { type: 'json' };
import es from '../../views/locales/es.json' with { type: 'json' };
import fr from '../../views/locales/fr.json' with { type: 'json' };
import { type BrowserKind, browserKinds, engineOf } from './browser.ts';
import { choose, fileOf, reported, sendFiles } from './choosing.ts';
import { addWords, comeBack, shownAnswer } from './coming-back.ts';
import { isShown, press, receiptCode } from './form-page.ts';
import { pageOf } from './page-of.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { type Team, teamOf } from './team-of.ts';

const site = siteOfWorker();
let team: Team;
beforeAll(() => {
  team = teamOf(site);
});
afterAll(() => team.end());

const catalogues = { en, fr, es, ar };
type Language = keyof typeof catalogues;
/** Which languages come back in which browser: all four, and Arabic in the one in which all its pages are tried. */
const languagesOf: Readonly<Record<BrowserKind, readonly Language[]>> = {
  chromium: ['en', 'ar'],
  firefox: ['fr'],
  'hardened firefox': ['es'],
};
const question = 'هل زاره محامٍ؟ <b>No markup</b> & «7»\nSecond line.';

const inArabicDigits = (code: string) => code.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
const text = (page: Page, selector: string) => page.$eval(selector, ({ textContent }) => textContent ?? '');

describe.each(browserKinds)('in %s', (kind) => {
  const hold = pageOf(kind);

  it.each(languagesOf[kind])('a report is answered, added to and finished, in %s', async (language) => {
    const { page } = hold;
    const { messages } = catalogues[language];
    await reported(page, site.origin, language);
    const code = await receiptCode(page);
    await press(page, '#keep-written');
    const [first] = (await team.read()).slice(-1);
    const thread = first?.report.mailboxId ?? '';
    await team.answer(thread, 'opened');
    await team.answer(thread, 'question_waiting', question, 'ar');
    await team.publish();

    await comeBack(
      page,
      `${site.origin}/${language}/receipt`,
      language === 'ar' ? inArabicDigits(code) : code.replaceAll(' ', '-'),
      '1',
    );
    await shownAnswer(page, 'shown');
    expect(await page.$eval('html', ({ dataset }) => dataset.engine ?? '')).toBe(engineOf[kind]);
    expect(await isShown(page, '[data-result=collected]')).toBe(true);
    expect(await text(page, '#answer-number')).toBe(new Intl.NumberFormat(language).format(2));
    expect(await text(page, '#answer-status')).toBe(messages['answer.status.question_waiting']);
    expect(await isShown(page, '#answer-older')).toBe(false);
    const words = await page.$eval('.as-written', (each) => [
      each.textContent,
      (each as HTMLElement).lang,
      (each as HTMLElement).dir,
    ]);
    expect(words).toEqual([question, 'ar', 'auto']);
    expect(await page.$$('.as-written *')).toHaveLength(0);
    expect(await page.$$('#answer-messages > li')).toHaveLength(2);

    await addWords(page, { narrative: ['نعم. He came on Monday.'], 'consent.caseUse': ['secretariat_only'] });
    await page.waitForSelector('#evidence:not([hidden])');
    const file = fileOf('proof.bin', 70_000);
    await choose(page, file.path);
    await sendFiles(page);
    const [update, withFile] = await team.read();
    expect(update).toMatchObject({ thread: 'first-not-here', report: { kind: 'update', mailboxId: thread } });
    expect(withFile?.files).toMatchObject([{ packed: { sha256: file.sha256, intact: true } }]);

    await team.answer(thread, 'finished', 'Thank you.');
    await team.publish();
    const slipped = code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
    await comeBack(page, `${site.origin}/${language}/receipt`, slipped, '2');
    await shownAnswer(page, 'shown');
    expect(await isShown(page, '#repaired')).toBe(true);
    expect(await text(page, '#repaired-code')).toBe(code);
    expect(await text(page, '#answer-status')).toBe(messages['answer.status.finished']);
    expect(await text(page, '.as-written')).toBe('Thank you.');
  });
});
