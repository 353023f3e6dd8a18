import { wordsOf } from '../../report/countries/name-key.ts';
import { type OfferedCountry, typedCountry } from '../../report/countries/typed-country.ts';

/** After so many milliseconds without a key another name begins; browsers wait one second, which is short for many. */
const pause = 2000;

/**
 * Lets people type into the lists of countries as they write: without accents, by another name, an abbreviation or a
 * code. A browser by itself goes by the first letters as they stand there.
 */
export function startCountryTyping(): void {
  let typed = '';
  let last = Number.NEGATIVE_INFINITY;
  let before = '';
  let current: HTMLSelectElement | null = null;
  document.addEventListener('keydown', (event) => {
    const list = countryList(event.target);
    if (!list || event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (list !== current || event.timeStamp - last > pause) {
      // A blank before any name opens the list.
      if (event.key === ' ') return;
      typed = '';
      before = list.value;
      current = list;
    }
    last = event.timeStamp;
    typed += event.key;
    event.preventDefault();
    // What fits no longer was the beginning of another name: a country half right would be wrong.
    choose(list, typedCountry(typed, offeredBy(list), list.value) ?? before);
  });
  document.addEventListener('focusout', ({ target }) => {
    current = null;
    const list = countryList(target);
    // From another name to the one that is shown, which has the same value and stands first.
    if (list) choose(list, list.value);
  });
}

function countryList(target: EventTarget | null): HTMLSelectElement | null {
  return target instanceof HTMLSelectElement && target.matches('[data-countries]') ? target : null;
}

function choose(list: HTMLSelectElement, code: string): void {
  const isNew = list.value !== code;
  list.value = code;
  if (!isNew) return;
  for (const type of ['input', 'change']) list.dispatchEvent(new Event(type, { bubbles: true }));
}

const offered = new Map<string, readonly OfferedCountry[]>();

/** What the lists of this page offer, which is the same for all; a page may change its language. */
function offeredBy(list: HTMLSelectElement): readonly OfferedCountry[] {
  const { lang } = document.documentElement;
  let countries = offered.get(lang);
  if (!countries) {
    countries = [...list.options]
      .filter(({ value }) => value !== '')
      .map(({ value, text }) => ({ code: value, words: wordsOf(text) }));
    offered.set(lang, countries);
  }
  return countries;
}
