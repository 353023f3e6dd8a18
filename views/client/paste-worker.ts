import { maxPasteLength, type Pasted, readPastedMps } from '../../report/pasted-mps.ts';

export interface PasteQuestion {
  readonly text: string;
  readonly asTable: boolean;
  /** How many MPs there is still room for. */
  readonly room: number;
  /** Codes of countries by their names in the language of the page, in lower case. */
  readonly countries: Readonly<Record<string, string>>;
}

/** What was understood, or the most characters that a list may have. */
export type PasteAnswer = { readonly pasted: Pasted } | { readonly limit: number };

/** Reads a pasted list away from the page; a script of its own, since few need it. */
self.addEventListener('message', ({ data }: MessageEvent<PasteQuestion>) => {
  const { text, asTable, room, countries } = data;
  const codeOf = (country: string) => {
    const wanted = country.toLowerCase();
    return Object.hasOwn(countries, wanted) ? countries[wanted] : undefined;
  };
  const answer: PasteAnswer =
    text.length > maxPasteLength ? { limit: maxPasteLength } : { pasted: readPastedMps(text, asTable, codeOf, room) };
  self.postMessage(answer);
});
