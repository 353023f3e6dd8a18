/**
 * Characters that act instead of being seen: all controls (C0, DEL, C1), everything that steers text direction,
 * line separators, lone surrogates, deprecated format characters, tags.
 * Source: Unicode Standard, chapter 23; Boucher and Anderson, "Trojan Source", 2021.
 */
const active = /[\p{Cc}\p{Bidi_Control}\p{Cs}\u2028\u2029\u206A-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/** One line of a text that nobody vouches for: what would act on the terminal is shown as `⟦U+202E⟧`. */
export function inert(text: string): string {
  return text.replace(
    active,
    (character) => `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`,
  );
}

/** One line, inert, and cut to a number of characters. */
export function inertBrief(text: string, maxCharacters: number): string {
  // Of a text of any length no more is taken apart than is shown; a character has at most two units.
  const characters = [...text.slice(0, 2 * maxCharacters + 2)];
  return inert(characters.length > maxCharacters ? `${characters.slice(0, maxCharacters).join('')}…` : text);
}

/** JSON with two spaces of indent in which the same characters stand as `\uXXXX`. */
export function inertJson(value: unknown): string {
  // JSON.stringify has escaped C0 inside strings already; a line feed that is left is its own.
  return JSON.stringify(value, null, 2).replace(active, (character) =>
    character === '\n'
      ? character
      : character
          .split('')
          .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .join(''),
  );
}
