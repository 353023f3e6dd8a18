import type { Page } from 'puppeteer-core';
import type { SiteFacts } from './start-site.ts';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Opens a form and waits until it could send. */
export async function openForm(page: Page, { origin }: SiteFacts, path = '/en/report'): Promise<void> {
  await page.goto(origin + path);
  await page.waitForSelector('#send-button');
}

/** What stands in the controls of the form, by name, hidden ones too; what is blank is left out. */
export function valuesOn(page: Page): Promise<Record<string, string[]>> {
  return page.$eval('#report', (form) => {
    const values: Record<string, string[]> = {};
    for (const control of form.querySelectorAll<Control>('input[name], textarea[name], select[name]')) {
      const isChoice = control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type);
      if (control.value === '' || (isChoice && !control.checked)) continue;
      values[control.name] = [...(values[control.name] ?? []), control.value];
    }
    return values;
  });
}

/** Presses what a selector finds, wherever it lies. */
export function press(page: Page, selector: string): Promise<void> {
  return page.$eval(selector, (element) => (element as HTMLElement).click());
}

/** The part of the full form that is shown, `check` for the answers; several are a defect. */
export function shownParts(page: Page): Promise<string[]> {
  return page.$$eval('[data-section], #check', (parts) =>
    parts.flatMap((part) =>
      (part as HTMLElement).checkVisibility() ? [part.getAttribute('data-section') ?? part.id] : [],
    ),
  );
}

/** Whether something can be seen. */
export function isShown(page: Page, selector: string): Promise<boolean> {
  return page.$eval(selector, (element) => element.checkVisibility({ visibilityProperty: true }));
}

/** Waits for the receipt; gives its code. */
export async function receiptCode(page: Page): Promise<string> {
  await page.waitForSelector('#issued:not([hidden])');
  return page.$eval('#issued-code', (element) => element.textContent ?? '');
}
