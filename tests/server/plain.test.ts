import { afterEach, beforeEach, expect, it } from 'vitest';
import { openEnvelope } from '../../crypto/open.ts';
import { readReceipt } from '../../crypto/receipt-code.ts';
import { unpackPayload } from '../../crypto/unpack.ts';
import { alertQuestions, fullQuestions, groups } from '../../report/questions.ts';
import { reportSchema } from '../../report/report.ts';
import { StorageError, type StorageErrorCode } from '../../storage/storage-error.ts';
import { formFields } from '../../tools/form-fields.ts';
import type { FieldValues } from '../../views/page.ts';
import { everyAlertAnswer, everyAnswer, wholeAlert, wholeAnswers } from '../report/whole-answers.ts';
import { postedBy, tagsOf, textOf } from '../views/as-seen.ts';
import { type TestServer, testServer } from './test-server.ts';

let site: TestServer;
beforeEach(async () => {
  site = await testServer();
});
afterEach(() => site.close());

const fields: Pairs = [
  ['source.relation', 'family'],
  ['source.identityMode', 'withheld_for_now'],
  ['mps.0.fullName', 'Ωραία Δοκιμή'],
  ['mps.0.country', 'XA'],
  ['mps.0.capacityThen', 'sitting'],
  ['urgency.self', 'days'],
  ['narrative', 'First line\r\nsecond line 🙏'],
  ['violations', 'murder'],
  ['violations', 'impunity'],
  ['consent.mp', 'family_agreed'],
  ['consent.caseUse', 'secretariat_only'],
  ['acknowledgement', 'yes'],
];

type Pairs = [string, string][];

/** Names and values as a browser sends them: line ends are CRLF. */
const pairsOf = (values: FieldValues): Pairs =>
  Object.entries(values).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, each.replace(/\r?\n/g, '\r\n')]),
  );
const whole = pairsOf(formFields(wholeAnswers));
const wholeAlertFields = pairsOf(formFields(wholeAlert));
const without = (pairs: Pairs, ...names: string[]): Pairs => pairs.filter(([name]) => !names.includes(name));

/** That a page of the form gives back all of what was posted. */
function expectAllBack(html: string, pairs: Pairs): void {
  const back = postedBy(html);
  const posted = Map.groupBy(pairs, ([name]) => name);
  expect(posted.size).toBeGreaterThan(4);
  for (const [name, values] of posted) expect(back[name], name).toEqual(values.map(([, value]) => value));
}

/** A post that says to have had every block that there can be, and fills none or the last. */
const hollow: [string, Pairs][] = [
  ['claims many blocks', Object.entries(groups).map(([group, { max }]) => [`blocks.${group}`, String(max)])],
  [
    'fills the last of many blocks',
    [
      ['mps.149.party', 'x'],
      ['events.99.place', 'x'],
      ['perpetrators.49.nameOrUnit', 'x'],
    ],
  ],
];

it.each(hollow)('answers a short post that %s with a page of the usual length', async (_what, pairs) => {
  const usual = (await (await post([['do', 'language']])).text()).length;
  const answer = await (await post([...pairs, ['do', 'language']])).text();
  expect(usual).toBeGreaterThan(50_000);
  expect(answer.length).toBeLessThan(3 * usual);
});

function post(pairs: Pairs, path = '/en/report', target = site) {
  const body = new URLSearchParams(pairs).toString();
  return target.request(path, {
    method: 'POST',
    body,
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': String(Buffer.byteLength(body)),
      Accept: 'text/html',
    },
  });
}

async function onlyReport() {
  const [stored] = await site.store.newEnvelopes();
  const parts: Uint8Array[] = [];
  for await (const part of site.store.readEnvelope(stored?.sha256 ?? '')) parts.push(part);
  const { report } = unpackPayload(await openEnvelope(new Uint8Array(Buffer.concat(parts)), [site.identity]));
  return { stored, report: reportSchema.parse(JSON.parse(Buffer.from(report.bytes).toString())) };
}

it('seals what arrives readable, marks it, and shows a receipt code that reads back', async () => {
  const page = await post(fields);
  expect(page.status).toBe(201);
  const code = /class="code"[^>]*>([\d ]+)</.exec(await page.text())?.[1] ?? '';
  expect(readReceipt(code).kind).toBe('exact');
  const { stored, report } = await onlyReport();
  expect(stored?.sealedBy).toBe('server');
  expect(report).toMatchObject({
    sealedBy: 'server',
    kind: 'new',
    createdDay: '2026-11-21',
    mailboxId: stored?.mailboxId,
  });
  expect(report.answers).toEqual({
    source: { relation: 'family', identityMode: 'withheld_for_now' },
    mps: [{ fullName: 'Ωραία Δοκιμή', country: 'XA', capacityThen: 'sitting' }],
    urgency: { self: 'days' },
    narrative: 'First line\nsecond line 🙏',
    violations: ['murder', 'impunity'],
    consent: { mp: 'family_agreed', caseUse: 'secretariat_only' },
    acknowledgement: true,
  });
});

it.each([
  ['full', '/en/report', whole],
  ['full', '/ar/report/plain/form', whole],
  ['full', '/tlh/report', whole],
  ['alert', '/en/alert', wholeAlertFields],
  ['alert', '/ar/alert', wholeAlertFields],
  ['alert', '/tlh/alert', wholeAlertFields],
])('seals every answer of the form %s that is posted to %s', async (form, path, pairs) => {
  const language = path.split('/')[1];
  const page = await post(pairs, path);
  expect(page.status).toBe(201);
  expect(await page.text()).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
  const { report } = await onlyReport();
  expect(report).toMatchObject({ kind: form === 'full' ? 'new' : 'urgent_alert', uiLanguage: language });
  expect(report.answers).toEqual(form === 'full' ? wholeAnswers : wholeAlert);
});

it('gives back what was typed, with what to mend, and stores nothing', async () => {
  const page = await post(without(fields, 'consent.caseUse'));
  expect(page.status).toBe(422);
  const html = await page.text();
  expect(html).toContain('Ωραία Δοκιμή');
  expect(html).toContain('second line 🙏');
  expect(html).toContain('href="#consent-caseUse"');
  expect((await site.store.counts()).waiting).toBe(0);
});

it.each([
  ['/en/report', fullQuestions, pairsOf(formFields(everyAnswer))],
  ['/ar/report/plain/form', fullQuestions, pairsOf(formFields(everyAnswer))],
  ['/tlh/alert', alertQuestions, pairsOf(formFields(everyAlertAnswer))],
])('%s gives back every answer when one is wrong', async (path, questions, pairs) => {
  const answered = new Set(pairs.map(([name]) => name.replace(/\.\d+(?=\.)/, '.*')));
  const asked = questions.map(({ field }) => field.replace('channels.0', 'channels.*'));
  const isAnswered = (field: string) => [...answered].some((name) => name === field || name.startsWith(`${field}.`));
  expect(asked.filter((field) => !isAnswered(field))).toEqual([]);
  const wrong = without(pairs, 'consent.caseUse');
  const page = await post(wrong, path);
  expect(page.status).toBe(422);
  const html = await page.text();
  expect(html.match(/<li><a href="#consent-caseUse">/g)).toHaveLength(1);
  expectAllBack(html, wrong);
  expect((await site.store.counts()).waiting).toBe(0);
});

it('tells what is missing from a blank form, in the order of the page', async () => {
  for (const [path, questions] of [
    ['/en/report', fullQuestions],
    ['/en/alert', alertQuestions],
  ] as const) {
    const page = await post([['do', 'send']], path);
    expect(page.status).toBe(422);
    const html = await page.text();
    const links = [...html.matchAll(/<li><a href="#([^"]+)">/g)].map((match) => match[1] ?? '');
    const needed = questions.filter(({ required }) => required);
    const ids = needed.map(({ field }) => field.replace('*', '0').replaceAll('.', '-'));
    expect(links.slice(0, ids.length)).toEqual(ids);
    const places = ids.map((id) => html.indexOf(` id="${id}"`));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  }
});

it('makes room when asked, and gives everything back', async () => {
  const page = await post([...without(whole, 'consent.caseUse'), ['blocks.events', '5'], ['do', 'add.events']]);
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(textOf(html)).toContain('There is more room now.');
  expect(html).not.toContain('error-summary');
  expect(html).toContain('name="events.7.text"');
  expect(html).not.toContain('name="events.8.text"');
  expectAllBack(html, [...without(whole, 'consent.caseUse'), ['blocks.events', '8']]);
  expect((await site.store.counts()).waiting).toBe(0);
});

it('changes the language when asked, and gives everything back', async () => {
  for (const [path, pairs] of [
    ['/ar/report/plain/form', whole],
    ['/ar/report', whole],
    ['/ar/alert', wholeAlertFields],
  ] as const) {
    const page = await post([...pairs, ['do', 'language']], path);
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).not.toContain('error-summary');
    expectAllBack(html, pairs);
  }
  expect((await site.store.counts()).waiting).toBe(0);
});

it('seals what the first submit button of its own page sends, as Enter does', async () => {
  const html = await (await post([...fields, ['do', 'add.events']])).text();
  const [button] = tagsOf(html, 'button').filter(({ attributes }) => attributes.type === 'submit');
  const again = pairsOf(postedBy(html));
  expect((await post([...again, [button?.attributes.name ?? '', button?.attributes.value ?? '']])).status).toBe(201);
});

const oneMp = new Set(fields.map(([name]) => name).filter((name) => name.startsWith('mps.')));
const withList = (list: string): Pairs => [
  ...without(fields, ...oneMp),
  ['everyMp.country', 'XA'],
  ['everyMp.capacityThen', 'sitting'],
  ['everyMp.party', 'Green Dawn'],
  ['paste.text', list],
];
const names = (count: number) => Array.from({ length: count }, (_, at) => `Δοκιμή ${at + 1}`).join('\r\n');

it('shows a pasted list of 120 MPs, and seals it at the second Send of the page', async () => {
  const page = await post(withList(names(120)));
  expect(page.status).toBe(422);
  const html = await page.text();
  expect(textOf(html)).toContain('MPs found: 120');
  expect(html).not.toContain('error-summary');
  expectAllBack(html, withList(names(120)));
  expect((await site.store.counts()).waiting).toBe(0);
  const second = pairsOf(postedBy(html));
  expect((await post(second)).status).toBe(201);
  const { report } = await onlyReport();
  if (report.kind !== 'new') throw new Error('is another kind');
  expect(report.answers.mps).toHaveLength(120);
  const mp = { fullName: 'Δοκιμή 120', country: 'XA', capacityThen: 'sitting', party: 'Green Dawn' };
  expect(report.answers.mps[119]).toEqual(mp);
});

it('shows a list again that was changed since', async () => {
  const html = await (await post(withList(names(2)))).text();
  const changed = postedBy(html);
  changed['paste.text'] = [names(3)];
  const again = await post(pairsOf(changed));
  expect(again.status).toBe(422);
  const page = await again.text();
  expect(textOf(page)).toContain('MPs found: 3');
  expect((await post(pairsOf(postedBy(page)))).status).toBe(201);
});

it('says how long a list may be, and keeps it', async () => {
  const long = 'x'.repeat(100_001);
  const page = await post(withList(long));
  expect(page.status).toBe(422);
  const html = await page.text();
  expect(textOf(html)).toContain('100,000 characters is the most');
  expectAllBack(html, withList(long));
});

it('shows once what does not fit together, and seals it then', async () => {
  const odd: Pairs = [
    ...without(fields, 'urgency.self'),
    ['urgency.self', 'not_urgent'],
    ['urgency.triggers', 'torture'],
  ];
  const page = await post(odd);
  expect(page.status).toBe(422);
  const html = await page.text();
  expect(textOf(html)).toContain('It is not urgent, but there are signs of danger now.');
  expectAllBack(html, odd);
  expect((await post(pairsOf(postedBy(html)))).status).toBe(201);
});

it.each(['__proto__', 'constructor', 'toString', 'mps.__proto__.fullName', 'mps.0.constructor', 'mps.99999.fullName'])(
  'is not moved by a field named %s',
  async (name) => {
    const page = await post([...fields, [name, 'x'], [name, 'y'], ['blocks.mps', '1e9']]);
    expect(page.status).toBe(201);
    expect((await onlyReport()).report.answers).toMatchObject({
      mps: [{ fullName: 'Ωραία Δοκιμή', country: 'XA', capacityThen: 'sitting' }],
    });
    const again = await post([...without(fields, 'consent.caseUse'), [name, 'x'], ['blocks.mps', '1e9']]);
    expect(again.status).toBe(422);
    expect(await again.text()).toContain('href="#consent-caseUse"');
  },
);

it.each([
  ['one field of the last MP', [['mps.149.fullName', 'x']]],
  ['room for all MPs', [['blocks.mps', '150']]],
  [
    'ten thousand answers, none of them good',
    Array.from({ length: 9990 }, (_, at) => [
      `mps.${at % 999}.${['country', 'level', 'chamber', 'gender', 'roles'][at % 5]}`,
      'x',
    ]),
  ],
] as [string, Pairs][])('answers %s before long', async (_what, pairs) => {
  await post(pairs);
  const before = process.cpuUsage();
  expect((await post(pairs)).status).toBe(422);
  const { user, system } = process.cpuUsage(before);
  // Seconds of processor; half of one is usual, and a busy computer takes longer.
  expect((user + system) / 1e6).toBeLessThan(2.5);
});

it('refuses another kind of body', async () => {
  const headers = { 'Content-Type': 'text/plain', 'Content-Length': '3' };
  expect((await site.request('/en/report', { method: 'POST', body: 'a=b', headers })).status).toBe(422);
});

it('refuses bodies over the limit unread', async () => {
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': String(4 * 1024 * 1024 + 1),
  };
  expect((await site.request('/en/report', { method: 'POST', body: 'a=b', headers })).status).toBe(413);
});

it('refuses a body made to keep the parser of forms busy, before it parses', async () => {
  const many = (count: number) => [
    ...fields,
    ...Array.from({ length: count - fields.length }, (): [string, string] => ['a', '']),
  ];
  expect((await post(many(10_000))).status).toBe(201);
  const response = await post(many(10_001));
  expect(response.status).toBe(422);
  expect(await response.text()).not.toContain('Ωραία Δοκιμή');
});

it('takes a body up to the limit', async () => {
  const most = 4 * 1024 * 1024;
  const body = new URLSearchParams(fields).toString();
  const filled = `${body}&a=${'x'.repeat(most - body.length - 3)}`;
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' };
  expect((await site.request('/en/report', { method: 'POST', body: filled, headers })).status).toBe(201);
  expect((await site.request('/en/report', { method: 'POST', body: `${filled}x`, headers })).status).toBe(413);
});

it('refuses what another site sends', async () => {
  const body = new URLSearchParams(fields).toString();
  for (const from of ['cross-site', 'same-site']) {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': from };
    expect((await site.request('/en/report', { method: 'POST', body, headers })).status).toBe(422);
  }
  expect((await site.store.counts()).waiting).toBe(0);
});

it('says that the keys are too old instead of sealing to them', async () => {
  const expired = await testServer({ keyrings: [site.published(1, 1, { expires: '2026-11-20' })] });
  const response = await post(fields, '/en/report', expired);
  expect(response.status).toBe(503);
  const html = await response.text();
  expect(textOf(html)).toContain('too old to be used. Your answers are still on this page.');
  expectAllBack(html, fields);
  expect((await expired.store.counts()).waiting).toBe(0);
  await expired.close();
});

it.each<[StorageErrorCode, number, string]>([
  ['storage-busy', 503, 'This site is busy at the moment.'],
  ['storage-full', 507, 'This site has no room at the moment.'],
  ['storage-broken', 500, 'Something went wrong on our side.'],
])('gives all answers back, and says why, where they cannot be stored: %s', async (code, status, what) => {
  const fails = async () => {
    throw new StorageError(code);
  };
  const failing = await testServer({ store: { ...site.store, acceptEnvelope: fails } });
  const forms: [string, Pairs][] = [
    ['/en/report', fields],
    ['/en/alert', wholeAlertFields],
  ];
  for (const [path, pairs] of forms) {
    // Contradictions that have been looked at are not asked about again.
    const posted: Pairs = [...pairs, ['seen', 'looked at']];
    const response = await post(posted, path, failing);
    expect([response.status, response.headers.get('Retry-After')]).toEqual([status, status === 503 ? '60' : null]);
    const page = await response.text();
    expect(textOf(page)).toContain(`${what} Your answers are still on this page.`);
    expectAllBack(page, posted);
  }
  expect(failing.logged.join('')).toContain(`"code":"${code}","status":${status}`);
  await failing.close();
});

it('is closed where the setting closes it', async () => {
  const closed = await testServer({ noscript: 'refuse' });
  expect((await post(fields, '/en/report', closed)).status).toBe(404);
  await closed.close();
});

it('shows no code to whoever sends without one, and says what that means', async () => {
  const page = await (await post(pairsOf(formFields(everyAnswer)), '/en/report')).text();
  expect(page).toContain('Your report was sent without a code');
  expect(page).not.toMatch(/\d{5} \d{5}|\d \d \d \d \d,/);
  expect((await site.store.counts()).waiting).toBe(1);
});
