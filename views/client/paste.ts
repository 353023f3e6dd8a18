import { isolated } from '../../report/isolated.ts';
import type { Pasted, UnclearCountry } from '../../report/pasted-mps.ts';
import { hasText } from '../../report/unseen-marks.ts';
import { askWorker } from './ask-worker.ts';
import type { MpTable } from './mp-table.ts';
import { byId, notedFocus } from './page.ts';
import type { PasteAnswer, PasteQuestion } from './paste-worker.ts';
import { type Sentences, say } from './sentences.ts';

/** Turns a pasted list into MPs, once the submitter has seen what was understood. */
export function startPaste(sentences: Sentences, table: MpTable): void {
  const slot = byId('paste-slot');
  slot.append(byId<HTMLTemplateElement>('paste-template').content.cloneNode(true));
  const piece = (name: string) => slot.querySelector<HTMLElement>(`[data-paste="${name}"]`) as HTMLElement;
  const text = byId<HTMLTextAreaElement>('paste-text');
  const isTable = byId<HTMLInputElement>('paste-asTable');
  const preview = piece('preview');
  const tell = (sentence: string) => {
    piece('state').textContent = sentence;
  };
  const line = (name: string, key: string, values: Readonly<Record<string, string | number>> | false) => {
    piece(name).textContent = values ? say(sentences, key, values) : '';
    piece(name).hidden = !values;
  };
  const { lang } = document.documentElement;
  const number = new Intl.NumberFormat(lang);

  async function show(): Promise<void> {
    tell('');
    preview.hidden = true;
    const mayMove = notedFocus();
    const room = Number(byId('things-mps').dataset.max) - table.count() + (isFirstBlank() ? 1 : 0);
    const { pasteWorker = '' } = byId('paste').dataset;
    const answer = await askWorker<PasteQuestion, PasteAnswer>(pasteWorker, {
      text: text.value,
      asTable: isTable.checked,
      room,
      countries: countries(),
    });
    if ('limit' in answer) {
      tell(say(sentences, 'paste.tooLong', { limit: answer.limit }));
      return;
    }
    const { mps, unread, unknownCountries, unclearCountries = [], tooMany, leftOut = [] } = answer.pasted;
    line('count', 'paste.understood', { count: mps.length });
    line('unread', 'paste.unread', unread.length > 0 && { lines: listed(unread.map((each) => number.format(each))) });
    piece('left-out').replaceChildren(
      ...leftOut.map(({ reason, texts }) =>
        item([say(sentences, `paste.leftOut.${reason}`, { texts: listed(texts.map(isolated)) })]),
      ),
    );
    line('countries', 'paste.unknownCountries', unknownCountries.length > 0 && { names: listed(unknownCountries) });
    piece('unclear').textContent = unclearCountries.map((each) => unclear(sentences, each)).join(' ');
    line('too-many', 'paste.tooMany', tooMany > 0 && { count: tooMany });
    piece('list').replaceChildren(
      ...mps.map((mp) => item([mp.fullName, mp.party, mp.constituency, countryName(mp.country)])),
    );
    piece('accept').hidden = mps.length === 0;
    piece('accept').onclick = () => accept(mps);
    preview.hidden = false;
    if (mayMove()) preview.focus();
  }

  function accept(mps: Pasted['mps']): void {
    const [first, ...others] = mps;
    // The place for the first MP is there already; a list fills it where nobody has.
    const isFirstTaken = first !== undefined && isFirstBlank();
    if (isFirstTaken) putFirst(first);
    const added = table.add(isFirstTaken ? others : mps);
    text.value = '';
    preview.hidden = true;
    tell(say(sentences, 'paste.added', { count: mps.length }));
    (isFirstTaken ? firstName() : added)?.focus();
  }

  piece('show').addEventListener('click', () => {
    void show().catch(() => tell(say(sentences, 'paste.failed')));
  });
  piece('change').addEventListener('click', () => {
    preview.hidden = true;
    text.focus();
  });
}

const firstName = () => byId<HTMLInputElement>('mps-0-fullName');
const isFirstBlank = () => !hasText(firstName().value);

function putFirst(mp: Pasted['mps'][number]): void {
  for (const [field, value] of Object.entries(mp)) {
    // What the list says was shown and accepted: it counts, whatever was chosen before.
    byId<HTMLInputElement | HTMLSelectElement>(`mps-0-${field}`).value = value;
  }
}

const countryName = (code?: string) =>
  [...byId<HTMLSelectElement>('mps-0-country').options].find(({ value }) => value === code)?.text ?? code;

/** Names and codes of the countries in the page, in lower case. */
function countries(): Readonly<Record<string, string>> {
  const known: Record<string, string> = {};
  for (const { value, text } of byId<HTMLSelectElement>('mps-0-country').options) {
    if (!/^[A-Z]{2}$/.test(value)) continue;
    known[value.toLowerCase()] = value;
    known[text.trim().toLowerCase()] = value;
  }
  return known;
}

/** What was made of a name that several countries may be meant by; apart, since it may turn the sentence's direction. */
function unclear(sentences: Sentences, { text, country = '', choices }: UnclearCountry): string {
  const namesOf = (codes: readonly string[]) => listed(codes.map((code) => countryName(code) ?? code));
  return say(sentences, country ? 'paste.readAs' : 'paste.unclearCountry', {
    name: `\u2068${text}\u2069`,
    country: namesOf([country]),
    choices: namesOf(choices),
    others: namesOf(choices.filter((each) => each !== country)),
  });
}

function item(parts: readonly (string | undefined)[]): HTMLLIElement {
  const made = document.createElement('li');
  const text = document.createElement('bdi');
  text.translate = false;
  text.textContent = parts.filter(Boolean).join(' · ');
  made.append(text);
  return made;
}

const listed = (texts: readonly string[]) => texts.join(', ');
