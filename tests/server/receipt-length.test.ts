import { expect, it } from 'vitest';
import { formatReceipt, newReceipt } from '../../crypto/receipt-code.ts';
import { messagesOf } from '../../server/catalogues.ts';
import { mailboxStates } from '../../server/public/mailbox.ts';
import type { Mailbox } from '../../storage/store.ts';
import { catalogues } from '../views/languages.ts';
import { testServer } from './test-server.ts';

it('answers about a mailbox in one length a language, whatever is in it and however it was asked', async () => {
  let found: Mailbox = { state: null, answer: null };
  const site = await testServer();
  const languages = [...catalogues.values()].map(({ meta: { language, name, direction } }) => ({
    ...site.server.build.languages[0],
    code: language,
    name,
    direction,
    // Of another length in each.
    readingHours: 'Monday to Friday, '.repeat(language.charCodeAt(0) % 5),
  }));
  const all = languages as unknown as typeof site.server.build.languages;
  const every = await testServer({
    build: { ...site.server.build, languages: all },
    messages: messagesOf(catalogues, all),
    store: Object.assign(Object.create(site.store), { mailbox: async () => found }),
  });
  const code = formatReceipt(newReceipt()).join('');
  const slip = code[3] === '1' ? '2' : '1';
  const codes = [code, `${code.slice(0, 3)}${slip}${code.slice(4)}`];
  const answers = [null, new Uint8Array(34_427)];
  expect(languages.length).toBeGreaterThan(4);
  for (const { code: language } of languages) {
    const seen = new Set<string>();
    const pages = new Set<string>();
    for (const kind of mailboxStates)
      for (const answer of answers)
        for (const typed of codes)
          for (const encoding of ['', 'gzip, br']) {
            found = { state: kind === 'unknown' ? null : kind, answer };
            const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Accept-Encoding': encoding };
            const response = await every.request(`/${language}/receipt`, {
              method: 'POST',
              body: `code=${typed}`,
              headers,
            });
            const html = await response.text();
            pages.add(html.trimEnd());
            seen.add(JSON.stringify([response.status, Buffer.byteLength(html), [...response.headers].sort()]));
          }
    // Four states, each with and without a slip that was corrected.
    expect(pages.size, language).toBe(8);
    expect([...seen], language).toHaveLength(1);
    expect([...seen][0], language).not.toContain('content-encoding');
  }
  await every.close();
  await site.close();
});
