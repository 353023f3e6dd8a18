import { expect, test } from 'vitest';
import type { Keyring } from '../../crypto/keyring.ts';
import { keyringNotice } from '../../server/keyring-notice.ts';
import { composeMail } from '../../server/mail.ts';
import { shapeOf } from '../../tools/message-shape.ts';
import en from '../../views/locales/en.json' with { type: 'json' };
import { type MessageKey, type Messages, type MessageValues, newMessages } from '../../views/messages.ts';
import { everyPage } from './every-page.tsx';
import { catalogues, english, inventedCatalogue, messagesFor } from './languages.ts';
import { everyTakeAway } from './take-away-page.tsx';

const keys = Object.keys(en.messages) as MessageKey[];

/** Both mails that differ in what they say of the keyring. */
function everyMail(messages: Messages): void {
  const batch = { id: 'a'.repeat(32), threads: 1, updates: 1, carried: 1, waiting: 1 };
  composeMail({ batch, from: 'a@b.example', to: 'c@d.example', date: new Date(0), messages });
  for (const day of ['2027-03-01', '2027-03-02']) keyringNotice({ expires: '2027-03-01' } as Keyring, day, messages);
}

test('every sentence is used by some page or mail, and none that is missing is asked for', () => {
  const used = new Set<string>();
  const recording: Messages = {
    ...messagesFor('en'),
    t(key, values) {
      used.add(key);
      return messagesFor('en').t(key, values);
    },
  };
  everyPage(recording);
  everyTakeAway(recording);
  everyMail(recording);
  expect(keys.filter((key) => !used.has(key))).toEqual([]);
  expect([...used].filter((key) => !keys.includes(key as MessageKey))).toEqual([]);
});

/** A value for everything that a sentence asks for. */
function valuesOf(key: MessageKey): MessageValues {
  const { placeholders } = shapeOf(english.messages[key] ?? '', 'en');
  return Object.fromEntries(
    placeholders.map((each) => {
      const [name = '', kind] = each.split(': ');
      return [name, kind === 'argument' || kind === 'select' ? 'Form' : 11];
    }),
  );
}

test('every sentence is ICU that can be read', () => {
  for (const language of catalogues.keys()) {
    const messages = messagesFor(language);
    for (const key of keys) {
      const text = messages.t(key, valuesOf(key));
      expect(text, key).toMatch(/\S/);
      expect(text, key).not.toMatch(/[{}<>]/);
    }
  }
});

test('counts follow the plural of the language', () => {
  const days = (language: string, count: number) => messagesFor(language).t('privacy.kept.opened', { count });
  expect(days('en', 1)).toContain('is 1 day.');
  expect(days('en', 365)).toContain('is 365 days.');
  const withoutNumbers = (sentence: string) => sentence.replace(/\p{Nd}+/gu, '').replace(/\s+/g, ' ');
  for (const language of catalogues.keys()) {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const said = Array.from({ length: 120 }, (_, count) => withoutNumbers(days(language, count)));
    // Some languages say two of their forms alike, none says one thing of a day and of many.
    expect(new Set(said).size, language).toBeGreaterThan(1);
    expect(new Set(said).size, language).toBeLessThanOrEqual(pluralCategories.length);
    expect(days(language, 11), language).toContain(new Intl.NumberFormat(language).format(11));
  }
  expect(messagesFor('en').t('mail.keyring.expires', { days: 1 })).toContain('in 1 day:');
  expect(messagesFor('en').t('mail.keyring.expires', { days: 11 })).toContain('in 11 days:');
});

const unread = { ...inventedCatalogue('tlh') };
const readBy = (reviewed: Record<string, string>) => ({ ...unread, meta: { ...unread.meta, reviewed } });
const none = { safety: 'no', consent: 'no', site: 'no' };

test('gives the English original of unread sentences on safety and consent, where it must be shown', () => {
  const { original } = newMessages(readBy(none), english, true);
  expect(original('plain.sees')).toBe(english.messages['plain.sees']);
  expect(original('site.name')).toBeUndefined();
  expect(newMessages(readBy(none), english).original('plain.sees')).toBeUndefined();
  const read = { ...none, safety: 'A. Reader, 2027-01-31' };
  expect(newMessages(readBy(read), english, true).original('plain.sees')).toBeUndefined();
  expect(newMessages(english, english, true).original('plain.sees')).toBeUndefined();
});

test('says in English what a catalogue lacks', () => {
  const { 'site.name': _, ...messages } = unread.messages;
  const lacking = newMessages({ ...unread, messages }, english);
  expect(lacking.has('site.name')).toBe(true);
  expect(lacking.t('site.name')).toBe(english.messages['site.name']);
  expect(lacking.t('site.owner')).toBe(unread.messages['site.owner']);
});
