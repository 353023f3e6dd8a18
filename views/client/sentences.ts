import { byId } from './page.ts';

/** Sentences that a script needs, put into the page by the server. */
export type Sentences = Readonly<Record<string, string>>;

export function readSentences(): Sentences {
  return JSON.parse(byId('messages').dataset.messages ?? '{}') as Sentences;
}

/** A sentence with its places filled; what is filled in may itself look like a place and stays as it is. */
export function say(sentences: Sentences, key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return (sentences[key] ?? '').replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? localized(values[name] ?? '') : place,
  );
}

/** A sentence about somebody: the name stands apart, in its own direction, and is shown to no translator. */
export function sayOf(sentences: Sentences, key: string, name: string): DocumentFragment {
  const [before = '', after = ''] = (sentences[key] ?? '').split('{name}');
  const apart = document.createElement('bdi');
  apart.translate = false;
  apart.textContent = name;
  const made = document.createDocumentFragment();
  made.append(before, apart, after);
  return made;
}

/** Numbers in the digits of the page's language. */
function localized(value: string | number): string {
  return typeof value === 'number' ? new Intl.NumberFormat(document.documentElement.lang).format(value) : value;
}
