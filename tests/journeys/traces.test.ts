import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wholeAlert, wholeAnswers } from '../report/whole-answers.ts';
import { fill } from './filling.ts';
import { type Control, startControl } from './profile-control.ts';
import { newCanary } from './profile-needles.ts';
import { type Keeper, keepers, Trail } from './profile-trail.ts';
import {
  back,
  changeLanguage,
  expectEmptyForm,
  forward,
  hasCome,
  isElsewhere,
  leave,
  leaveQuickly,
} from './profile-travel.ts';
import {
  fillSome,
  fillWhole,
  numbers,
  openFilled,
  openForm,
  openReceipt,
  sendAndReadCode,
  sendSecretFiles,
} from './profile-typing.ts';
import { until } from './until.ts';

// Whoever takes the device searches it afterwards.

const kinds = Object.keys(keepers) as Keeper[];

describe.each(kinds)('in %s', (kind) => {
  const trail = new Trail(kind);
  let control: Control;
  let controlPage: Page;
  const kept = { area: newCanary(), line: newCanary(), sent: newCanary() };
  const forgotten = newCanary();
  let beside: string[] = [];

  beforeAll(async () => {
    control = await startControl(newCanary);
    await trail.start();
  });
  afterAll(async () => {
    await trail.clear();
    control.stop();
  });

  it('finds what a page leaves that does not ask to be forgotten', async () => {
    const { session } = keepers[kind];
    const other = await trail.newPage();
    for (const packing of Object.keys(control.packed)) await other.goto(`${control.origin}/${packing}`);
    await other.goto(control.origin);
    await other.type('#line', kept.sent);
    await Promise.all([other.waitForNavigation(), other.click('#go')]);
    controlPage = await trail.newPage();
    await controlPage.goto(control.origin);
    await controlPage.type('#line', kept.line);
    await controlPage.type('#unkept', forgotten);
    await controlPage.type('#area', kept.area);
    await trail.settle(controlPage);
    expect(trail.holding(kept.area, session)).not.toEqual([]);
    expect(trail.holding(kept.line, session)).not.toEqual([]);
    // A word on the form is enough for an input; Firefox keeps a text area that does not say it itself.
    expect(trail.holding(forgotten, /./)).toEqual([]);
  });

  it('leaves nothing of forms that are filled, then closed, left quickly, or shown in another language', async () => {
    const report = await openFilled(trail, '/en/report', wholeAnswers);
    const alert = await openFilled(trail, '/en/alert', wholeAlert);
    const receipt = await openReceipt(trail);
    await trail.settle(report, alert, receipt);
    expect(trail.traces()).toEqual([]);
    await receipt.$eval('a[hreflang="fr"]', (link) => link.click());
    await until(receipt, (wanted) => document.documentElement.lang === wanted, 'fr');
    expect(await receipt.$eval('#code', (field) => (field as HTMLInputElement).value)).not.toBe('');
    await leaveQuickly(alert);
    await trail.settle(alert, receipt);
    for (const page of [report, receipt]) await page.close();
    await trail.settle(controlPage);
    expect(trail.traces()).toEqual([]);
  });

  it('leaves nothing of what was sent, and shows nothing of it to Back and Forward', async () => {
    const page = await openFilled(trail, '/en/report', wholeAnswers, numbers);
    await sendAndReadCode(trail, page);
    const alert = await openFilled(trail, '/en/alert', wholeAlert);
    await sendAndReadCode(trail, alert);
    await sendSecretFiles(trail, alert);
    await trail.settle(page, alert);
    expect(trail.traces()).toEqual([]);
    await leave(page, () => page.goto(control.origin));
    await back(page);
    await expectEmptyForm(trail, page, '/en/report');
    await forward(page);
    await hasCome(page, '/');
    await leave(alert, () => back(alert));
    await hasCome(alert, '/en/');
    await forward(alert);
    await expectEmptyForm(trail, alert, '/en/alert');
    expect(trail.traces()).toEqual([]);
  });

  it('leaves nothing of a form that was left quickly, and no way back to it', async () => {
    const page = await openForm(trail, '/en/report');
    await fillSome(trail, page);
    await leave(page, () => page.goto(control.origin));
    await back(page);
    await expectEmptyForm(trail, page, '/en/report');
    await fillWhole(trail, page, wholeAnswers);
    await leaveQuickly(page);
    await trail.settle(page);
    expect(trail.traces()).toEqual([]);
    await back(page);
    await hasCome(page, '/en/');
    await forward(page);
    await isElsewhere(page);
  });

  it('leaves nothing of a form whose language was changed, and shows nothing of it to Back and Forward', async () => {
    const page = await openForm(trail, '/en/report');
    await fillSome(trail, page);
    await changeLanguage(page, 'fr');
    await leave(page, () => page.goto(control.origin));
    await back(page);
    await expectEmptyForm(trail, page, '/fr/report');
    await fillSome(trail, page);
    await changeLanguage(page, 'en');
    await leave(page, () => back(page));
    await hasCome(page, '/en/');
    await forward(page);
    await expectEmptyForm(trail, page, '/en/report');
    await fillWhole(trail, page, wholeAnswers);
    await changeLanguage(page, 'fr');
    beside = await trail.settle(page);
    expect(trail.traces()).toEqual([]);
  });

  it('has left nothing once the browser has ended', async () => {
    const { session, formHistory, history, cache } = keepers[kind];
    await trail.end();
    expect(trail.traces()).toEqual([]);
    expect(trail.holding(forgotten, /./)).toEqual([]);
    // The page that was filled last, the other page, its form's history, its address.
    for (const [text, files] of [
      ...[...beside, kept.area].map((text) => [text, session] as const),
      [kept.sent, formHistory],
      [kept.sent, history],
    ] as const)
      expect([files, trail.holding(text, files).length > 0]).toEqual([files, true]);
    for (const [packing, text] of Object.entries(control.packed))
      expect([packing, trail.holding(text, cache).some((name) => name.endsWith(')'))]).toEqual([packing, true]);
  });
});

describe.each(kinds)('in %s, killed while forms are filled', (kind) => {
  const trail = new Trail(kind);
  afterAll(() => trail.clear());

  it('leaves nothing, but would if a field did not ask to be forgotten', async () => {
    await trail.start();
    const changed = await openForm(trail, '/en/report');
    await changed.waitForSelector('html[data-ready]');
    const found = newCanary();
    await changed.evaluate(() => {
      // Chromium heeds either, Firefox the field's own.
      for (const each of document.querySelectorAll('#report, [name="mps.0.fullName"]'))
        each.removeAttribute('autocomplete');
    });
    await fill(changed, { 'mps.0.fullName': [found], narrative: [trail.secret('narrative')] });
    const report = await openFilled(trail, '/en/report', wholeAnswers);
    const alert = await openFilled(trail, '/en/alert', wholeAlert);
    const sent = await openFilled(trail, '/en/alert', wholeAlert);
    await sendAndReadCode(trail, sent);
    await sendSecretFiles(trail, sent);
    const receipt = await openReceipt(trail);
    const beside = await trail.settle(changed, report, alert, sent, receipt);
    await trail.kill();
    expect(trail.traces()).toEqual([]);
    for (const text of [found, ...beside]) expect(trail.holding(text, keepers[kind].session)).not.toEqual([]);
  });
});
