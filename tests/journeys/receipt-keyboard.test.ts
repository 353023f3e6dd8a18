import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reported } from './choosing.ts';
import { comeBack, shownAnswer } from './coming-back.ts';
import { press, receiptCode } from './form-page.ts';
import { faultsOf } from './markup.ts';
import { pageOf } from './page-of.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { type Team, teamOf } from './team-of.ts';
import { Walker } from './walker.ts';

const site = siteOfWorker();
let team: Team;
beforeAll(() => {
  team = teamOf(site);
});
afterAll(() => team.end());

describe.each(['chromium', 'firefox'] as const)('in %s', (kind) => {
  const hold = pageOf(kind);

  it('by keys alone somebody comes back, reads the answer and says more, and the page has no fault on the way', async () => {
    const { page } = hold;
    const faults: string[] = [];
    const judge = async (state: string, language = 'en') => {
      // Colours and names are the same in both browsers; the one of the shell is the quicker.
      if (kind === 'chromium') faults.push(...(await faultsOf(page, language)).map((fault) => `${state}: ${fault}`));
    };
    await reported(page, site.origin);
    const code = await receiptCode(page);
    await press(page, '#keep-written');
    await judge('code written down');
    await press(page, '#keep-drop');
    await judge('code to be let go');
    await comeBack(page, `${site.origin}/en/receipt`, code);
    await shownAnswer(page, 'none');
    await judge('no answer yet');
    const [first] = (await team.read()).slice(-1);
    const thread = first?.report.mailboxId ?? '';
    await team.answer(thread, 'opened');
    await team.answer(thread, 'question_waiting', 'ဘယ်မှာလဲ။ Donaudampfschifffahrtsgesellschaftskapitän'.repeat(3), 'my');
    await team.publish();

    await page.goto(`${site.origin}/en/receipt`);
    await page.waitForSelector('#send-button');
    const walker = new Walker(hold);
    await walker.type('#code', code.replaceAll(' ', ''));
    await walker.type('#seen', '3');
    await walker.press('Enter');
    await shownAnswer(page, 'shown');
    await walker.expectFocus('#answer');
    await page.$$eval('details', (folds) => {
      for (const fold of folds) fold.open = true;
    });
    await judge('older answer, everything unfolded');
    await walker.on('#update-send', 'Enter');
    await walker.expectFocus('#error-summary');
    await judge('nothing said');
    await walker.type('#narrative', 'In the north.');
    await walker.on('#consent-caseUse', 'ArrowDown');
    await walker.on('#update-send', 'Enter');
    await walker.expectFocus('#update-arrived');
    await page.waitForSelector('#evidence:not([hidden])');
    await judge('words have arrived');
    await walker.tabTo('#evidence-files');
    await walker.tabTo('#send-button');
    expect(walker.faults).toEqual([]);
    expect(faults).toEqual([]);
    await team.read();
  });
});
