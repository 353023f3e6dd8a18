import { findCountry } from '../../report/countries/find-country.ts';
import { maxPasteLength, type Pasted, readPastedMps } from '../../report/pasted-mps.ts';

export interface PasteQuestion {
  readonly text: string;
  readonly asTable: boolean;
  /** How many MPs there is still room for. */
  readonly room: number;
  /** Codes of countries by what the page calls them, in lower case: it may be in a language of its own. */
  readonly countries: Readonly<Record<string, string>>;
}

/** What was understood, or the most characters that a list may have. */
export type PasteAnswer = { readonly pasted: Pasted } | { readonly limit: number };

/** Reads a pasted list away from the page; a script of its own, since few need it. */
self.addEventListener('message', ({ data }: MessageEvent<PasteQuestion>) => {
  const { text, asTable, room, countries } = data;
  const codeOf = (country: string) => {
    const wanted = country.toLowerCase();
    return findCountry(country).code ?? (Object.hasOwn(countries, wanted) ? countries[wanted] : undefined);
  };
  const choicesOf = (country: string) => findCountry(country).choices;
  const answer: PasteAnswer =
    text.length > maxPasteLength
      ? { limit: maxPasteLength }
      : { pasted: readPastedMps(text, asTable, codeOf, room, choicesOf) };
  self.postMessage(answer);
});
