import type { Page } from 'puppeteer-core';
import { choose, fileWith } from '../journeys/choosing.ts';

/** What is typed into each text field: letters and digits, so that one look-up finds them in any packing. */
export const canaries = ['Kanarie7f3a9Zq', 'Narrative4Xy81Kw'] as const;
/** Answers chosen from lists, rare enough to be searched for as they are. */
export const chosen = [
  'fellow_mp_other_country',
  'mandate_ended_by_coup_or_dissolution',
  'enforced_disappearance',
  'mp_unreachable',
] as const;

/** Fills every field at once, as fast as a script can, and tells the page of it as typing does; gives their names. */
export function fillWithCanaries(page: Page, id = 'report'): Promise<string[]> {
  return page.evaluate(
    (texts, keys, formId) => {
      const form = document.getElementById(formId) as HTMLFormElement;
      // One more of everything that can be told several times, with its questions.
      for (const button of form.querySelectorAll<HTMLElement>('[data-group] > p > button')) button.click();
      for (const fold of form.querySelectorAll('details')) fold.open = true;
      const names = [...new Set([...form.elements].map((element) => (element as HTMLInputElement).name))].filter(
        Boolean,
      );
      const digits: Readonly<Record<string, string>> = {
        year: '2031',
        month: '3',
        day: '20',
        birthYear: '1979',
        size: '7',
      };
      for (const [at, name] of names.entries()) {
        const controls = [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)];
        const [first] = controls;
        if (!first || first.type === 'hidden') continue;
        if (first.type === 'radio' || first.type === 'checkbox')
          for (const control of [controls.find(({ value }) => keys.includes(value)) ?? first])
            (control as HTMLInputElement).checked = true;
        else if (first instanceof HTMLSelectElement) {
          const options = [...first.options].map(({ value }) => value).filter(Boolean);
          first.value = options.find((value) => keys.includes(value) || value === 'XB') ?? options[0] ?? '';
        } else first.value = digits[name.split('.').at(-1) ?? ''] ?? `${texts[at % texts.length]} ñ🕊 ${name}`;
        first.dispatchEvent(new Event('input', { bubbles: true }));
      }
      form.dispatchEvent(new Event('change'));
      return names;
    },
    [...canaries],
    [...chosen] as string[],
    id,
  );
}

/** Chooses files of one request and of several, whose names and contents are canaries, and answers all about them. */
export async function chooseCanaries(page: Page): Promise<string[]> {
  await choose(
    page,
    ...[1_000, 1_100_000].map((bytes, at) => {
      const [word, other] = [canaries[at % 2], canaries[(at + 1) % 2]];
      return fileWith(`${word} ${at}.txt`, Buffer.alloc(bytes, `${other} `)).path;
    }),
  );
  const names = await fillWithCanaries(page, 'evidence-form');
  // Nothing can be taken out of a text.
  await page.$$eval('[name$=".hiddenData"]', (all) => {
    for (const each of all) (each as HTMLSelectElement).value = 'kept';
  });
  return names;
}

/**
 * Presses Enter in a text field, then every button of the form but the one to leave, as someone who loses patience:
 * part by part, where the answers are checked, and the languages last, since they take the page's content away.
 * A page that is changed to leak may go away under it: that ends the pressing and is no error.
 */
export async function pressEverything(page: Page): Promise<void> {
  try {
    await page.focus('[name="narrative"], [name="mps.0.fullName"]').catch(() => {});
    await page.keyboard.press('Enter');
    for (const selector of ['button:not([data-page])', '[data-go="check"]', '#send-button', 'button[data-page]'])
      await page.evaluate((asked) => {
        // Printing would hold the browser.
        for (const button of document.querySelectorAll<HTMLElement>(asked))
          if (!button.id.endsWith('-print')) button.click();
      }, selector);
  } catch {
    // The page went away.
  }
}
