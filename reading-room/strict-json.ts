import { textOf } from '../crypto/bytes.ts';

/** What came of a JSON text from outside. */
export type StrictJson =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'not-json' }
  /** JSON, but such as no writer of ours makes; `why` may hold hostile text. */
  | { readonly kind: 'refused'; readonly why: string };

/** Levels of lists and objects in each other; no text of ours has ten. */
const maxDepth = 64;

/**
 * Parses hostile JSON, in time and memory that its length bounds. It refuses what no schema should be asked to judge: a
 * `__proto__` key, which JSON.parse makes an own property that a later copy would turn into a prototype; a name that
 * stands twice in one object, which two readers would read differently; deep nesting; a list so long that a schema
 * would have a problem to tell of each item.
 * @param maxItems items of the longest list that the schema takes.
 */
export function strictJson(bytes: Uint8Array, maxItems: number): StrictJson {
  const text = textOf(bytes);
  if (text === null) return { kind: 'not-json' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'not-json' };
  }
  const found = { names: 0, why: '' };
  look(value, 'the whole', 0, maxItems, found);
  // What stands twice was read once.
  if (found.why === '' && found.names !== namesIn(text)) found.why = 'a name that stands twice';
  return found.why === '' ? { kind: 'value', value } : { kind: 'refused', why: found.why };
}

/** Counts the names in a value, until something in it is refused. */
function look(value: unknown, name: string, depth: number, maxItems: number, found: { names: number; why: string }) {
  if (typeof value !== 'object' || value === null || found.why !== '') return;
  if (depth === maxDepth) found.why = 'nested too deeply';
  else if (Array.isArray(value)) {
    if (value.length > maxItems) found.why = `${name}: ${value.length} items`;
    else for (const each of value) look(each, name, depth + 1, maxItems, found);
  } else
    for (const [key, each] of Object.entries(value)) {
      found.names += 1;
      if (key === '__proto__') found.why = key;
      look(each, key, depth + 1, maxItems, found);
    }
}

/** How many names a text holds that is JSON: there, a string is a name where a colon follows it. */
function namesIn(text: string): number {
  let names = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) {
    at = endOfString(text, at);
    if (isColonAfter(text, at)) names += 1;
  }
  return names;
}

/** Place of the quotation mark that ends a string, from the one that begins it. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function isColonAfter(text: string, end: number): boolean {
  let at = end + 1;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return text[at] === ':';
}
