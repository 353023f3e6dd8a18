import { describe, expect, it } from 'vitest';
import { formFields } from '../../tools/form-fields.ts';
import { wholeAnswers } from '../report/whole-answers.ts';
import { fill, goTo, toCheck } from './filling.ts';
import { pageOf } from './page-of.ts';
import { siteOfWorker } from './site-of-worker.ts';
import { Walker } from './walker.ts';
import { narrative } from './whole-report.ts';

const site = siteOfWorker();

describe.each(['chromium', 'firefox'] as const)('in %s, by keys alone,', (kind) => {
  const hold = pageOf(kind);
  const typedIn = (selector: string) => hold.page.$eval(selector, (element) => (element as HTMLInputElement).value);
  const isOpen = (selector: string) => hold.page.$eval(selector, (element) => (element as HTMLDetailsElement).open);
  const count = async (selector: string) => (await hold.page.$$(selector)).length;

  async function openForm(path: string): Promise<Walker> {
    await hold.page.goto(site.origin + path);
    await hold.page.waitForSelector('#send-button');
    return new Walker(hold);
  }

  it('leads from the first page past its top to the ways in, and on to an alert that says what is missing', async () => {
    const walker = new Walker(hold);
    await hold.page.goto(`${site.origin}/en/`);
    await walker.tabTo('a.skip[href="#main"]', 1);
    await walker.tabTo('a.skip[data-quick-exit]', 1);
    await hold.page.reload();
    await walker.on('a.skip[href="#main"]', 'Enter');
    await walker.tabTo('a.button[href="/en/safety"]', 1);
    await walker.follow('/en/safety');
    await walker.on('summary', 'Enter');
    expect(await isOpen('details')).toBe(true);
    await walker.on('summary', ' ');
    expect(await isOpen('details + details')).toBe(true);
    await hold.page.goto(hold.page.url());
    await walker.on('a[href="#safety-ways"]', 'Enter');
    await walker.tabTo('a[href="/en/alert"]', 1);
    await walker.follow('/en/alert');
    await hold.page.waitForSelector('#send-button');
    await walker.type('[name="mp.fullName"]', 'Orla Testperson');
    await walker.on('#send-button', 'Enter');
    await walker.expectFocus('.error-summary');
    await walker.tabTo('.error-summary a', 1);
    await walker.press('Enter');
    await walker.expectFocus('[name="narrative"]');
    expect(await typedIn('[name="mp.fullName"]')).toBe('Orla Testperson');
    expect(walker.faults).toEqual([]);
  });

  it('fills in every part, looks at the answers, changes one, and sends', async () => {
    const walker = await openForm('/en/report');
    // Radio buttons: Space takes the first, arrows go on.
    await walker.on('[name="source.relation"]', ' ', 'ArrowDown', 'ArrowDown');
    expect(await hold.page.$eval('[name="source.relation"]:checked', ({ id }) => id)).toBe('source-relation-3');
    await walker.on('[name="source.identityMode"]', 'ArrowDown');
    expect(await count('[name="source.identityMode"]:checked')).toBe(1);
    await walker.on('#section-source [data-go=next]', 'Enter');
    await walker.expectFocus('#section-contact');
    await walker.on('#section-contact [data-go=back]', 'Enter');
    await walker.expectFocus('#section-source');
    await goByLink(walker, 'mps');
    await fillMps(walker);
    await goByLink(walker, 'situation');
    await walker.on('[name="urgency.self"]', ' ');
    await walker.on('[name="status.whereabouts"]', 'ArrowDown');
    expect(await typedIn('[name="status.whereabouts"]')).not.toBe('');
    await walker.on('#section-situation [data-go=next]', 'Enter');
    await walker.type('[name="narrative"]', 'They came.');
    await walker.on('[name="violations"]', ' ');
    await walker.on('[data-group=events] > p > button', 'Enter');
    await walker.expectFocus('#events-0 textarea');
    await hold.page.keyboard.type('A first event.');
    await goByLink(walker, 'consent');
    await walker.on('[name="consent.mp"]', ' ');
    await walker.on('[name="consent.caseUse"]', ' ');
    await walker.on('[name="acknowledgement"]', ' ');
    await walker.on('#section-consent [data-go=check]', 'Enter');
    await walker.expectFocus('#check');
    await walker.on('#change-narrative', 'Enter');
    await walker.expectFocus('#narrative');
    await hold.page.keyboard.press('End');
    await hold.page.keyboard.type(' At night.');
    await walker.on('#section-facts [data-go=check]', 'Enter');
    await walker.expectFocus('#check');
    const listed = await hold.page.$eval('#check-list', ({ textContent }) => textContent ?? '');
    for (const each of ['They came. At night.', 'A first event.', 'Orla Testperson', 'Cecil Second'])
      expect(listed).toContain(each);
    await walker.on('#keep-copy summary', ' ');
    expect(await isOpen('#keep-copy')).toBe(true);
    await walker.on('#send-button', 'Enter');
    await hold.page.waitForSelector('#issued:not([hidden])');
    await walker.expectFocus('#issued');
    await walker.tabTo('#keep-written', 1);
    await walker.press('Enter');
    await walker.expectFocus('#read-back');
    await walker.type('#read-back-first', '1');
    await walker.on('#read-back-compare', 'Enter');
    expect(await hold.page.$eval('#read-back-said', ({ textContent }) => textContent)).toContain('does not fit');
    expect(walker.stops).toBeGreaterThan(150);
    expect(walker.faults).toEqual([]);
  });

  async function goByLink(walker: Walker, section: string): Promise<void> {
    await walker.tabBackTo(`[data-step="${section}"]`);
    await walker.press('Enter');
    await walker.expectFocus(`#section-${section}`);
  }

  /** The first MP, one more that goes and comes back, and a list. */
  async function fillMps(walker: Walker): Promise<void> {
    await walker.type('[name="mps.0.fullName"]', 'Orla Testperson');
    await walker.press('Enter');
    expect(await typedIn('[name="mps.0.fullName"]')).toBe('Orla Testperson');
    await walker.on('[name="mps.0.country"]', 'ArrowDown');
    await walker.on('[name="mps.0.capacityThen"]', 'ArrowDown');
    expect(await typedIn('[name="mps.0.country"]')).not.toBe('');
    await walker.tabBackTo('[name="mps.0.country"]');
    await hold.page.keyboard.type("cote d'ivoire");
    expect(await typedIn('[name="mps.0.country"]')).toBe('CI');
    await walker.tabTo('[name="mps.0.capacityThen"]');
    await walker.tabBackTo('[name="mps.0.country"]');
    await hold.page.keyboard.type('burma');
    expect(await typedIn('[name="mps.0.country"]')).toBe('MM');
    await walker.on('[data-group=mps] > p > button', 'Enter');
    await walker.expectFocus('[name="mps.1.fullName"]');
    await hold.page.keyboard.type('Bea First');
    await walker.on('[aria-controls="mps-1-more"]', 'Enter');
    expect(await hold.page.$eval('#mps-1-more', (more) => (more as HTMLElement).hidden)).toBe(true);
    await walker.press(' ');
    await walker.on('[data-row="1"] button:last-child', 'Enter');
    expect(await count('[data-row]')).toBe(0);
    await walker.expectFocus('#things-mps > p button');
    await walker.press('Enter');
    await walker.expectFocus('[name="mps.1.fullName"]');
    expect(await typedIn('[name="mps.1.fullName"]')).toBe('Bea First');
    await walker.on('[name="everyMp.country"]', 'ArrowDown');
    await walker.on('[name="everyMp.capacityThen"]', 'ArrowDown');
    await walker.on('#paste summary', 'Enter');
    await walker.type('#paste-text', 'Cecil Second\nDina Third');
    await walker.on('[data-paste=show]', 'Enter');
    await walker.expectFocus('[data-paste=preview]');
    await walker.on('[data-paste=accept]', 'Enter');
    // The list's first, after the MP that was there.
    await walker.expectFocus('[name="mps.2.fullName"]');
    expect(await count('[data-row]')).toBe(3);
  }

  // The smaller window is one of 1280 by 1024 with everything four times as big.
  const windows = [
    ['ar', { width: 320, height: 256 }],
    ['en', { width: 360, height: 740 }],
  ] as const;
  it.each(kind === 'chromium' ? windows : windows.slice(0, 1))(
    'meets everything in the order in which it stands, and nothing holds the focus, in %s',
    async (language, window) => {
      await hold.page.setViewport(window);
      const walker = await openForm(`/${language}/report`);
      await fill(hold.page, formFields(wholeAnswers));
      const sections = await hold.page.$$eval('[data-section]', (found) =>
        found.map((each) => each.id.replace('section-', '')),
      );
      expect(sections).toHaveLength(7);
      for (const section of sections) {
        await goTo(hold.page, section);
        await walker.expectFocus(`#section-${section}`);
        await walker.tabTo(`#section-${section} [data-go=check]`);
      }
      expect(walker.stops).toBeGreaterThan(200);
      await walker.tabTo('#quick-exit');
      await walker.tabBackTo('a.skip[href="#main"]');
      expect(walker.faults).toEqual([]);
    },
  );

  it('keeps the focus in sight when what was found out about the answers comes late', async () => {
    const { identifier } = await hold.page.evaluateOnNewDocument(() => {
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (message: { type: string }, ...others: never[]) {
        setTimeout(() => post.call(this, message, ...others), message.type === 'check' ? 1500 : 0);
      };
    });
    const walker = await openForm('/en/report');
    await hold.page.removeScriptToEvaluateOnNewDocument(identifier);
    await fill(hold.page, { ...formFields(wholeAnswers), 'source.name': [''] });
    await toCheck(hold.page);
    await walker.tabTo('#change-source-identityMode');
    await hold.page.waitForSelector('#contradictions:not([hidden])');
    await walker.look('#change-source-identityMode');
    expect(walker.faults).toEqual([]);
  });

  it('finds what is wrong where something is', async () => {
    await hold.page.goto(`${site.origin}/en/`);
    await hold.page.evaluate(() => {
      const style = (selector: string, css: string) => {
        for (const each of document.querySelectorAll<HTMLElement>(selector)) each.style.cssText = css;
      };
      style('main a.button', 'outline: none');
      style('nav ul', 'display: flex; flex-direction: column-reverse');
      style('.exit', 'block-size: 80vh');
      document.documentElement.style.scrollPadding = '0';
    });
    const walker = new Walker(hold);
    await walker.tabTo('#quick-exit');
    for (const fault of ['focus not to be seen: A Start', 'under the bar to leave: A', 'A About this form after'])
      expect(walker.faults.join('\n')).toContain(fault);
  });

  it('keeps everything where it is when Enter is pressed in a field of the long form', async () => {
    const posts: string[] = [];
    hold.page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
    const walker = await openForm('/en/report');
    await walker.on('[data-step=mps]', 'Enter');
    await walker.type('[name="mps.0.fullName"]', narrative.slice(0, 8));
    await walker.press('Enter', 'Enter');
    await walker.expectFocus('[name="mps.0.fullName"]');
    expect(await typedIn('[name="mps.0.fullName"]')).toBe(narrative.slice(0, 8));
    expect(new URL(hold.page.url()).pathname + new URL(hold.page.url()).hash).toBe('/en/report');
    expect(await count('#section-mps:not([hidden])')).toBe(1);
    expect(await count('.error-summary')).toBe(0);
    expect(posts).toEqual([]);
  });

  it('leaves by three presses of Shift, and not by capitals', async () => {
    const exits: string[] = [];
    await hold.page.setRequestInterception(true);
    hold.page.on('request', (request) => {
      if (!/^https?:/.test(request.url()) || request.url().startsWith(site.origin)) return void request.continue();
      if (!request.url().endsWith('/favicon.ico'))
        exits.push(`${request.url()} ${request.headers().referer ?? 'no referrer'}`);
      return void request.respond({ status: 200, contentType: 'text/html', body: 'elsewhere' });
    });
    const walker = await openForm('/en/alert');
    await walker.tabTo('[name="narrative"]');
    for (const letter of ['A', 'B', 'C', 'D'] as const) {
      await hold.page.keyboard.down('Shift');
      await hold.page.keyboard.press(letter);
      await hold.page.keyboard.up('Shift');
    }
    expect(await typedIn('[name="narrative"]')).toBe('ABCD');
    expect(exits).toEqual([]);
    // Three presses may be too slow for the page, as on a busy machine: then once more.
    while (exits.length === 0) await hold.page.keyboard.press('Shift');
    await hold.page.waitForFunction(() => document.body?.textContent === 'elsewhere');
    expect(exits).toEqual(['https://www.wikipedia.org/ no referrer']);
  });
});
