import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { Trail } from './profile-trail.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { until } from './until.ts';

const site = siteOfWorker();

export const isElsewhere = (page: Page) => until(page, (title) => document.title === title, 'Elsewhere');

export async function leaveQuickly(page: Page): Promise<void> {
  // Nothing of the real place is asked for.
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const isOwn = request.url().startsWith(site.origin);
    void (isOwn
      ? request.continue()
      : request.respond({ contentType: 'text/html', body: '<!doctype html><title>Elsewhere</title><p>Everyday' }));
  });
  // A page that goes away has no answer.
  await page.$eval('#quick-exit', (link) => (link as HTMLElement).click()).catch(() => {});
  await isElsewhere(page);
}

export async function changeLanguage(page: Page, language: string): Promise<void> {
  await page.$eval(`#languages [lang="${language}"]`, (button) => (button as HTMLElement).click());
  await until(page, (wanted) => document.documentElement.lang === wanted, language);
  await page.waitForSelector(`#report[data-language="${language}"]`);
  expect(await page.$eval('[name="mps.0.fullName"]', (field) => (field as HTMLInputElement).value)).not.toBe('');
}

/** Goes where `go` leads, away from a page that is not to come back as it was. */
export async function leave(page: Page, go: () => Promise<unknown>): Promise<void> {
  await page.bringToFront();
  await page.evaluate(() => Object.assign(window, { wasLeft: true }));
  await go();
}

// Whoever goes waits for what comes. The page answers before it goes: afterwards it may have no way to.
export const back = (page: Page) => page.evaluate(() => void setTimeout(() => history.back()));
export const forward = (page: Page) => page.evaluate(() => void setTimeout(() => history.forward()));
export const hasCome = (page: Page, path: string) => until(page, (wanted) => location.pathname === wanted, path);

/** Expects a form that was loaded anew, or again, and holds nothing. */
export async function expectEmptyForm(trail: Trail, page: Page, path: string): Promise<void> {
  await until(
    page,
    (wanted) =>
      location.pathname === wanted && !('wasLeft' in window) && document.documentElement.dataset.ready !== undefined,
    path,
  );
  const shown = await page.evaluate(() => {
    const controls = [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')];
    const isAnswered = (control: HTMLInputElement) =>
      /^(checkbox|radio)$/.test(control.type) ? control.checked : control.value !== '';
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return {
      way: navigation?.type ?? '',
      count: controls.length,
      // How many blocks a group has is no answer.
      answered: controls.filter((each) => isAnswered(each) && !each.name.startsWith('blocks.')).map(({ name }) => name),
      data: [...document.forms]
        .flatMap((form) => [...new FormData(form)])
        .filter(([name, value]) => value !== '' && !name.startsWith('blocks.')),
      code: document.getElementById('issued-code')?.textContent,
      isIssuedHidden: document.getElementById('issued')?.hidden,
      html: document.documentElement.outerHTML,
    };
  });
  expect(['back_forward', 'reload']).toContain(shown.way);
  expect(shown.count).toBeGreaterThan(5);
  expect(shown).toMatchObject({ answered: [], data: [], code: '', isIssuedHidden: true });
  expect(trail.secrets.filter(({ text }) => shown.html.includes(text))).toEqual([]);
}
