import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { startBrowser } from '../tests/journeys/browser.ts';
import { fill, goTo, toCheck } from '../tests/journeys/filling.ts';
import { formFields } from './form-fields.ts';
import { freePort } from './free-port.ts';
import { chromium, needPrograms } from './programs.ts';
import { startSite } from './site.ts';

const answers = {
  source: { relation: 'family', identityMode: 'withheld_for_now' },
  mps: [{ fullName: 'Orla Testperson', country: 'XA', capacityThen: 'sitting', party: 'Green Dawn' }],
  urgency: { self: 'days', triggers: ['incommunicado'] },
  status: { whereabouts: 'detained_known' },
  narrative: 'Plain-clothes officers took her from her car outside the parliament.',
  violations: ['arbitrary_detention'],
  consent: { mp: 'family_agreed', caseUse: 'secretariat_only' },
  acknowledgement: true,
};

const root = join(import.meta.dirname, '..');
const pictures = join(root, 'docs/pictures');

/** Makes the pictures of README from a running site, so that they never show what is not there. */
await needPrograms([chromium]);
mkdirSync(pictures, { recursive: true });
const data = mkdtempSync(join(tmpdir(), 'screenshots-'));
const site = await startSite({
  data,
  name: 'screenshots',
  port: await freePort(),
  teamPort: await freePort(),
  settings: { DEMO: '1' },
});
const { browser, end } = await startBrowser('chromium');
try {
  const page = await browser.newPage();
  // A form with answers in it asks before it is left.
  page.on('dialog', (dialog) => void dialog.accept());
  await page.setViewport({ width: 360, height: 740, deviceScaleFactor: 2 });
  const shoot = (name: string, fullPage = false) => page.screenshot({ path: join(pictures, `${name}.png`), fullPage });
  const { origin } = new URL(site.public);
  await page.goto(site.public);
  await shoot('landing-phone');
  await page.goto(`${origin}/ar/report`);
  await page.waitForFunction(() => document.documentElement.dataset.ready !== undefined);
  await fill(page, formFields(answers));
  await goTo(page, 'mps');
  await shoot('form-arabic');
  await page.goto(`${origin}/en/report`);
  await page.waitForFunction(() => document.documentElement.dataset.ready !== undefined);
  await fill(page, formFields(answers));
  await goTo(page, 'situation');
  await shoot('form-phone');
  await toCheck(page);
  await shoot('check-phone');
  await page.$eval('#send-button', (button) => (button as HTMLElement).click());
  await page.waitForSelector('#issued:not([hidden])');
  await shoot('receipt-phone');
  await page.setViewport({ width: 900, height: 640, deviceScaleFactor: 1 });
  await showText(page, openedText());
  await shoot('reading-room', true);
} finally {
  await end();
  await site.stop();
  rmSync(data, { recursive: true });
  rmSync(site.dist, { recursive: true });
}

/** What the reading room prints of the report that was just sent. */
function openedText(): string {
  const bundle = join(data, 'bundle.tar');
  const run = (...words: string[]) => execFileSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
  run('server/team/main.ts', 'collect', '--database', site.db, '--committee', site.committee, bundle);
  const opened = run(
    'reading-room/main.ts',
    'open',
    '--identity',
    site.identity,
    '--passphrase-file',
    site.passphraseFile,
    bundle,
  );
  return `$ npm run room -- open --identity identity.key.age --passphrase-file identity.passphrase bundle.tar\n\n${opened.replaceAll(data, '…')}`;
}

async function showText(page: Page, text: string): Promise<void> {
  await page.goto('about:blank');
  await page.evaluate((shown) => {
    const pre = document.createElement('pre');
    pre.textContent = shown;
    pre.style.cssText =
      'font: 13px/1.5 monospace; background: #1b1f24; color: #e6e6e6; margin: 0; padding: 20px; min-height: 600px; white-space: pre-wrap';
    document.body.style.margin = '0';
    document.body.append(pre);
  }, text);
}
