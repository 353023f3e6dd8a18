import { expect, test } from 'vitest';
import { checkAnswers } from '../../report/form.ts';
import { questions } from '../../report/questions.ts';
import { errorSentence } from '../../views/error-sentence.ts';
import en from '../../views/locales/en.json' with { type: 'json' };
import { languages, type MessageKey, type Messages, messagesFor } from '../../views/messages.ts';
import { everyPage } from './every-page.tsx';

const keys = Object.keys(en.messages) as MessageKey[];

test('every sentence is used by some page, and no page asks for one that is missing', () => {
  const used = new Set<string>();
  const recording: Messages = {
    ...messagesFor('en'),
    t(key, values) {
      used.add(key);
      return messagesFor('en').t(key, values);
    },
  };
  everyPage(recording);
  expect(keys.filter((key) => !used.has(key))).toEqual([]);
  expect([...used].filter((key) => !keys.includes(key as MessageKey))).toEqual([]);
});

test('every sentence is ICU that can be read', () => {
  for (const language of languages) {
    const messages = messagesFor(language);
    for (const key of keys) {
      const text = messages.t(key, { limit: 20_000, title: 'Form', build: '1', code: 'XA', count: 11 });
      expect(text, key).toMatch(/\S/);
      expect(text, key).not.toMatch(/[{}<>]/);
    }
  }
});

test('every group of sentences says who has read it', () => {
  expect(new Set(keys.map((key) => key.split('.')[0]))).toEqual(new Set(Object.keys(en.meta.reviewed)));
});

test('counts follow the plural of the language', () => {
  expect(messagesFor('en').t('landing.startHint', { count: 1 })).toContain('There is 1 question on');
  expect(messagesFor('en').t('landing.startHint', { count: 11 })).toContain('There are 11 questions on');
});

const wrong: Record<string, readonly unknown[]> = {
  radios: ['', 'nonsense'],
  checkboxes: ['', 'nonsense', ['murder', 'murder']],
  text: ['', ' ', 'x'.repeat(20_001)],
  longtext: ['', ' ', 'x'.repeat(20_001)],
  country: ['', 'xx', 'Nowhere'],
  confirm: ['', 'no'],
};

test.each(questions.map(({ field, control }) => [field, control] as const))(
  'every mistake in %s has a sentence of its own',
  (field, control) => {
    const sentences = (wrong[control] ?? []).map((value) => {
      const checked = checkAnswers({ [field]: value });
      const error = checked.ok ? undefined : checked.errors.find((each) => each.field === field);
      expect(error, String(value)).toBeDefined();
      return error && errorSentence(messagesFor('en'), error);
    });
    expect(sentences.length).toBeGreaterThan(1);
  },
);
