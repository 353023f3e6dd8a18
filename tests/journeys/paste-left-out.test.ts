import { expect, it } from 'vitest';
import { isolated } from '../../report/isolated.ts';
import { messagesFor } from '../views/languages.ts';
import { openForm, press } from './form-page.ts';
import { pageOf } from './page-of.ts';
import { siteOfWorker } from './site-of-worker.ts';

const site = siteOfWorker();
const hold = pageOf('chromium');

it('shows each piece of a pasted list that is left out under its own reason', async () => {
  const { page } = hold;
  await openForm(page, site);
  const show = async (list: string) => {
    await page.$eval(
      '#paste-text',
      (control, value) => {
        (control as HTMLTextAreaElement).value = value;
      },
      list,
    );
    await press(page, '[data-paste="show"]');
    await page.waitForSelector('[data-paste="preview"]:not([hidden])', { visible: false });
    return page.$$eval('[data-paste="left-out"] > *', (all) => all.map(({ textContent }) => textContent));
  };
  const { t } = messagesFor('en');
  const texts = (...all: string[]) => ({ texts: all.map(isolated).join(', ') });
  expect(await show('No.\tName\tPhone\n1\tAna Uno\t99\n2\t- Bo Dos\t98\nTotal\t2\t')).toEqual([
    t('paste.leftOut.header', texts('No. · Name · Phone')),
    t('paste.leftOut.title', texts('Total · 2')),
    t('paste.leftOut.marks', texts('-')),
    t('paste.leftOut.numbers', texts('1', '2')),
    t('paste.leftOut.columns', texts('Phone')),
  ]);
  await press(page, '[data-paste="change"]');
  expect(await show('Ana Uno\nBo Dos')).toEqual([]);
});
