import { expect, it } from 'vitest';
import { forms } from '../../report/form.ts';
import { shapeOf } from '../../tools/message-shape.ts';
import type { MessageKey } from '../../views/messages.ts';
import { receiptMessages, scriptMessages, sealedMessages } from '../../views/script-messages.ts';
import { formIds } from './every-page.tsx';
import { catalogues, english, messagesFor } from './languages.ts';

/** Names of the places that a sentence has. */
const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

it.each([...catalogues.keys()])('leaves every place to be filled by the script, in %s', (language) => {
  const messages = messagesFor(language);
  const ofForms = formIds.map((form) => scriptMessages(messages, forms[form].questions));
  for (const sentences of ofForms) expect(Object.keys(sentences).length).toBeGreaterThan(40);
  for (const sentences of [...ofForms, receiptMessages(messages), sealedMessages(messages)]) {
    for (const [key, sentence] of Object.entries(sentences)) {
      const { placeholders } = shapeOf(english.messages[key as MessageKey] ?? '', 'en');
      const names = placeholders.map((each) => each.split(':')[0] ?? '').sort();
      expect([...new Set(placesOf(sentence))], key).toEqual(names);
      expect(sentence, key).toMatch(/\p{L}/u);
    }
  }
});

it('holds what a needed question says of its own when it is blank, and nothing of other forms', () => {
  const full = scriptMessages(messagesFor('en'), forms.full.questions);
  const alert = scriptMessages(messagesFor('en'), forms.alert.questions);
  expect(full['error.consent.mp.required']).toBe(messagesFor('en').t('error.consent.mp.required'));
  expect(alert['error.consent.mp.required']).toBeUndefined();
  expect(alert['error.mp.country.required']).toBe(messagesFor('en').t('error.mp.country.required'));
});

it('holds what is said of several MPs that lack the same', () => {
  const full = scriptMessages(messagesFor('en'), forms.full.questions);
  for (const key of ['country', 'capacityThen'] as const)
    expect(full[`error.everyMp.${key}.required`]).toBe(messagesFor('en').t(`error.everyMp.${key}.required`));
  const alert = scriptMessages(messagesFor('en'), forms.alert.questions);
  expect(Object.keys(alert).filter((key) => key.includes('everyMp'))).toEqual([]);
});
