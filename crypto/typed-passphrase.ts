import { typedDigits } from '../report/digits.ts';

/** What keyboards put in the place of a plain sign, and the sign. */
const plainSigns: readonly (readonly [RegExp, string])[] = [
  [/[\u2018-\u201b\u2032\u02b9\u02bc\u00b4\u1ffd`]/g, "'"],
  [/[\u201c-\u201f\u2033\u00ab\u00bb]/g, '"'],
  [/[\p{Pd}\u2212]+/gu, '-'],
  // One letter in two, where a phone of Turkish or Azerbaijani makes the first one large.
  [/\u0131|i\u0307/g, 'i'],
];

/** Whatever parts words: white space of any kind and number, controls, an empty Braille cell. */
const gaps = /[\s\p{Cc}\u2800]+/gu;

/**
 * The one form of a passphrase that a person chose and typed, whatever the device made of it: composed (NFKC), small
 * letters, ASCII digits and plain signs, one space between words and none around, no invisible marks. A device
 * writes a capital at the beginning, a space at the end, decomposed letters; another one does not, and the file would
 * stay locked. A page that locks with it shows it, since other programs take it as it is. The form of a form is itself.
 */
export function spelled(typed: string): string {
  let text = typed;
  // What one step removes can bring together what another one composes.
  for (let before = ''; text !== before; ) {
    before = text;
    text = plainSigns
      .reduce((sum, [sign, plain]) => sum.replace(sign, plain), typedDigits(text))
      .normalize('NFKC')
      .toLowerCase()
      .replace(gaps, ' ')
      .trim();
  }
  return text;
}
