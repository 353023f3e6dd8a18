import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Messages } from '../../views/messages.ts';
import { formType, full, hostileForms, hostileParts, multipartType, part, whole } from './hostile-bodies.ts';
import { type TestServer, testServer } from './test-server.ts';

// Nothing here looks at a clock: a body that takes more work than its length meets the time limit of its test, or ends
// the process, as each of these once did.

let site: TestServer;
beforeEach(async () => {
  site = await testServer();
});
afterEach(() => site.close());

const pages = ['/en/report', '/en/report/plain/form', '/en/alert', '/en/sealed', '/en/receipt', '/answer'];
const taken = [200, 201, 404, 411, 413, 422];

const post = (path: string, type: string, body: string) =>
  site.request(path, { method: 'POST', body, headers: { 'Content-Type': type, Accept: 'text/html' } });

it.each(hostileForms)('answers a post of %s', async (_what, body) => {
  expect(taken).toContain((await post('/en/report', formType, body)).status);
});

it.each(hostileParts)('answers a post in parts of %s', async (_what, body) => {
  for (const path of ['/en/report', '/en/sealed'])
    expect(taken, path).toContain((await post(path, multipartType, body)).status);
});

it.each([
  ['dashes', full(() => '-').slice(0, 16_000)],
  ['wishes', 'a,'.repeat(8_000)],
  ['parts of one wish', 'a-'.repeat(8_000)],
  ['weights', 'a;q=0.5,'.repeat(2_000)],
  ['quotation marks', `a;b="${'\\'.repeat(15_990)}`],
])('answers a wish for a language that is made of %s', async (_what, wish) => {
  expect((await site.request('/', { headers: { 'Accept-Language': wish } })).headers.get('Location')).toBe('/en/');
});

const name = fc.oneof(
  fc.constantFrom('do', 'seen', 'paste.text', 'narrative', 'violations', 'code', 'token', 'blocks.mps', '__proto__'),
  fc
    .tuple(
      fc.constantFrom('mps', 'events', 'files', 'contact.channels'),
      fc.nat(2_000),
      fc.constantFrom('x', 'party', 'kind', 'from.year'),
    )
    .map((steps) => steps.join('.')),
  fc.string({ size: 'max', maxLength: 400 }),
  fc.array(fc.constantFrom('.', 'a', '0', '*'), { size: 'max', maxLength: 4_000 }).map((steps) => steps.join('')),
);
const value = fc.oneof(
  fc.constantFrom('', 'x', 'yes', 'send', 'check', 'add.mps', 'language'),
  fc.string({ unit: 'binary', size: 'max', maxLength: 2_000 }),
);
const pairs = fc.array(fc.tuple(name, value), { size: 'max', maxLength: 60 });

it('answers whatever is posted to any of its pages, and notes no failure', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...pages), pairs, fc.boolean(), async (path, posted, isInParts) => {
      const body = isInParts
        ? whole(posted.map(([each, text]) => part(each.replace(/["\r\n]/g, ''), text)).join(''))
        : new URLSearchParams(posted.map(([each, text]) => [each, text])).toString();
      const { status } = await post(path, isInParts ? multipartType : formType, body);
      expect(taken).toContain(status);
    }),
    { numRuns: 60 },
  );
  expect(site.logged).toEqual([]);
});

it('answers whatever is posted where a script posts, and notes no failure', async () => {
  const text = fc.oneof(
    fc.json({ maxDepth: 40 }),
    fc.nat(500).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
    fc.nat(500).map((digits) => `{"token":1${'0'.repeat(digits)}}`),
    fc.string({ unit: 'binary', size: 'max', maxLength: 1_000 }),
  );
  const paths = fc.constantFrom('/mailbox', '/envelopes', '/uploads');
  await fc.assert(
    fc.asyncProperty(paths, text, fc.constantFrom('application/json', 'text/plain', ''), async (path, body, type) => {
      expect([...taken, 400, 412]).toContain((await post(path, type, body)).status);
    }),
    { numRuns: 100 },
  );
  expect(site.logged).toEqual([]);
});

it('makes no block for a number that no page has', async () => {
  const blank = await (await post('/en/report', formType, 'x=a')).text();
  for (const field of ['mps.9999.x=a', 'mps.149.x=a', 'mps.0149.fullName=a', 'events.1e2.place=a', 'files.99.x=a'])
    expect((await (await post('/en/report', formType, field)).text()).length, field).toBe(blank.length);
});

it('answers others while it makes the page of 150 MPs', async () => {
  const order: string[] = [];
  let others: Promise<unknown> | undefined;
  const english = site.server.messages.get('en') as Messages;
  const t: Messages['t'] = (key, values) => {
    // From within the making of the page: it comes to nothing else before it is made, unless it lets others have their turn.
    if (key === 'thing.mps.one' && values?.number === 2)
      others ??= new Promise((resolve) => setImmediate(resolve))
        .then(() => watched.request('/keyring.json'))
        .then(({ status }) => order.push(`others ${status}`));
    return english.t(key, values);
  };
  const watched = await testServer({ messages: new Map([['en', { ...english, t }]]) });
  const body = Array.from({ length: 150 }, (_, at) => `mps.${at}.fullName=a`).join('&');
  const page = await watched.request('/en/report', { method: 'POST', body, headers: { 'Content-Type': formType } });
  order.push(`page ${page.status}`);
  await others;
  expect(order).toEqual(['others 200', 'page 422']);
  expect((await page.text()).match(/data-thing="149"/g)).toHaveLength(1);
  await watched.close();
});

it.each(['narrative', 'seen', 'mps.0.fullName', 'events.0.from.asWritten', 'paste.text'])(
  'lets others have their turn many times while it writes 1 MiB of quotation marks in %s',
  async (field) => {
    let turns = 0;
    let isOver = false;
    const tick = () => {
      turns += 1;
      if (!isOver) setImmediate(tick);
    };
    const turnsFor = async (text: string) => {
      turns = 0;
      const page = await post('/en/report', formType, `${field}=${text}`);
      expect(page.status).toBe(422);
      expect((await page.text()).split('&quot;').length).toBeGreaterThan(text.length);
      return turns;
    };
    tick();
    const few = await turnsFor('"');
    expect((await turnsFor('"'.repeat(1_048_576))) - few).toBeGreaterThan(200);
    isOver = true;
  },
);
