import type { Page } from 'puppeteer-core';

/** What is typed into each text field: letters and digits, so that one look-up finds them in any packing. */
export const canaries = ['Kanarie7f3a9Zq', 'Narrative4Xy81Kw'] as const;
/** Answers chosen from lists, rare enough to be searched for as they are. */
export const chosen = [
  'fellow_mp_other_country',
  'mandate_ended_by_coup_or_dissolution',
  'enforced_disappearance',
  'mp_unreachable',
] as const;

/** Fills every field at once, as fast as a script can, and tells the page of it as typing does. */
export async function fillWithCanaries(page: Page): Promise<void> {
  await page.evaluate(
    (texts, keys) => {
      const form = document.querySelector('form') as HTMLFormElement;
      const names = new Set([...form.elements].map((element) => (element as HTMLInputElement).name).filter(Boolean));
      let text = 0;
      for (const name of names) {
        const controls = [...form.querySelectorAll<HTMLInputElement>(`[name="${name}"]`)];
        const [first] = controls;
        if (!first) continue;
        if (first.type === 'radio' || first.type === 'checkbox')
          for (const control of [controls.find(({ value }) => keys.includes(value)) ?? first]) control.checked = true;
        else if (first instanceof HTMLSelectElement) first.value = 'XB';
        else {
          first.value = `${texts[text % texts.length]} ñ🕊 ${name}`;
          text += 1;
        }
        first.dispatchEvent(new Event('input', { bubbles: true }));
        first.dispatchEvent(new Event('change', { bubbles: true }));
      }
    },
    [...canaries],
    [...chosen] as string[],
  );
}

/**
 * Presses Enter in a text field, then every visible button but the one to leave, as someone who loses patience.
 * A page that is changed to leak may go away under it: that ends the pressing and is no error.
 */
export async function pressEverything(page: Page): Promise<void> {
  try {
    await page.focus('[name="mps.0.fullName"]').catch(() => {});
    await page.keyboard.press('Enter');
    for (const button of await page.$$('button'))
      await button.evaluate((element) => {
        if (element.checkVisibility()) element.click();
      });
  } catch {
    // The page went away.
  }
}
