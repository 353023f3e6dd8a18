import type { Page } from 'puppeteer-core';

/** What a person does in one control of the form. */
export type Filling = readonly (readonly [name: string, action: 'choose' | 'type' | 'select', value: string])[];

/** Fills controls by activation, keys and the country list; works with scripts off too, where Locators wait for ever. */
export async function fill(page: Page, filling: Filling): Promise<void> {
  for (const [name, action, value] of filling) {
    const control = `[name="${name}"]`;
    if (action === 'choose')
      await page.$eval(`${control}[value="${value}"]`, (element) => (element as HTMLElement).click());
    else if (action === 'select') await page.select(control, value);
    else await page.type(control, value);
  }
}
