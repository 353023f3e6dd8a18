import type { Page } from 'puppeteer-core';

/** Values of controls by their names, as a person would set them; a name has a value for each box that is ticked. */
export type Filling = Readonly<Record<string, readonly string[]>>;

/**
 * Sets controls wherever they are: asks for another thing of a group, opens rows and folded parts. Works with scripts
 * off too, where Locators wait for ever. Keys that are really pressed are a test of their own.
 */
export async function fill(page: Page, filling: Filling): Promise<void> {
  const missing = await page.evaluate(setAll, filling);
  if (missing.length > 0) throw new Error(`no control ${missing.join(', ')}`);
}

/** Runs in the page: returns the names for which no control could be found. */
function setAll(filling: Filling): string[] {
  const find = (name: string) => [...document.querySelectorAll<HTMLInputElement>(`[name="${name}"]`)];
  const openRow = (name: string) => {
    const number = /^mps\.(\d+)\./.exec(name)?.[1];
    const more = document.getElementById(`mps-${number}-more`);
    if (more?.hidden) document.querySelector<HTMLElement>(`[aria-controls="mps-${number}-more"]`)?.click();
  };
  const missing: string[] = [];
  for (const [name, values] of Object.entries(filling)) {
    const group = ['contact.channels', 'mps', 'events', 'perpetrators', 'proceedings'].find((each) =>
      name.startsWith(`${each}.`),
    );
    openRow(name);
    for (let tries = 0; group && find(name).length === 0 && tries < 5; tries += 1) {
      document.querySelector<HTMLElement>(`[data-group="${group}"] > p > button`)?.click();
      openRow(name);
    }
    const controls = find(name);
    if (controls.length === 0) missing.push(name);
    for (const control of controls) {
      for (let fold = control.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
        fold.open = true;
      if (control.type === 'checkbox' || control.type === 'radio') {
        if (values.includes(control.value) !== control.checked) control.click();
        continue;
      }
      control.value = values[0] ?? '';
      for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }));
    }
  }
  return missing;
}

/** Goes to where the answers are checked, and sends them. */
export async function send(page: Page): Promise<void> {
  await toCheck(page);
  await page.$eval('#send-button', (button) => (button as HTMLElement).click());
}

/** Goes to where the answers are checked; an alert has no such place. */
export async function toCheck(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-go="check"]')?.click());
}

/** Goes to a part of the full report. */
export async function goTo(page: Page, section: string): Promise<void> {
  await page.$eval(`[data-step="${section}"]`, (link) => (link as HTMLElement).click());
}
