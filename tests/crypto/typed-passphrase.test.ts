import { Decrypter } from 'age-encryption';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lockCopy } from '../../crypto/lock-copy.ts';
import { spelled } from '../../crypto/typed-passphrase.ts';

const passphrase = 'mañana árbol çedilla élève ôter';

it.each<[string, string, string]>([
  ['as it is', passphrase, passphrase],
  ['decomposed', passphrase.normalize('NFD'), passphrase],
  ['with a space at the end', `${passphrase} `, passphrase],
  ['with line ends around it', `\r\n${passphrase}\n`, passphrase],
  ['with two spaces', passphrase.replace(' ', '  '), passphrase],
  ['with a tab', passphrase.replace(' ', '\t'), passphrase],
  ['with a no-break space', passphrase.replace(' ', '\u00a0'), passphrase],
  ['with an ideographic space', passphrase.replace(' ', '\u3000'), passphrase],
  ['with a capital at the beginning', `M${passphrase.slice(1)}`, passphrase],
  ['in capitals', passphrase.toUpperCase(), passphrase],
  ['with a zero-width space and a joiner', `ma\u200bñana\u200d${passphrase.slice(6)}`, passphrase],
  ['between marks that turn the direction', `\u2067${passphrase}\u2069\u200e`, passphrase],
  ['with a soft hyphen and a byte order mark', `\ufeffma\u00ad${passphrase.slice(2)}`, passphrase],
  ['with full-width digits', 'year １９８４', 'year 1984'],
  ['with Arabic-Indic digits', 'سنة ١٩٨٤', 'سنة 1984'],
  ['with Persian digits', 'سال ۱۳۵۷', 'سال 1357'],
  ['with ligatures', 'ﬁne oﬃce', 'fine office'],
  ['with Arabic presentation forms', '\ufee3\ufea8\ufe98\ufee0\ufed2', 'مختلف'],
  ['with decomposed Hangul', '한글 마을'.normalize('NFD'), '한글 마을'],
  ['with half-width katakana', 'ｶﾞｷﾞ', 'ガギ'],
  ['with the apostrophes of a phone', 'l’arbre ‘d‘or', "l'arbre 'd'or"],
  ['with an accent of Greek for an apostrophe', 'l\u1ffdarbre', "l'arbre"],
  ['with the dashes of a phone', 'one–two—three−four', 'one-two-three-four'],
  ['with quotation marks of a phone', '“one” «two»', '"one" "two"'],
  ['with the capital of a Turkish phone', 'İki ışık', 'iki işik'],
  ['of marks alone', ' \u200b\u2067\u0000 ', ''],
])('gives one form of a passphrase typed %s', (_how, typed, form) => {
  expect(spelled(typed)).toBe(form);
});

it('takes a form as it is, and any text in whichever form Unicode gives it', () => {
  // Of all of Unicode, and of the part in which most scripts that people type stand.
  const point = fc.oneof(fc.nat({ max: 0x10ffff }), fc.nat({ max: 0x33ff }));
  const points = fc.array(point, { size: 'max', maxLength: 200 }).map((each) => String.fromCodePoint(...each));
  const text = fc.oneof(points, fc.string({ unit: 'grapheme' }));
  fc.assert(
    fc.property(text, (typed) => {
      const form = spelled(typed);
      expect(spelled(form)).toBe(form);
      for (const normal of ['NFC', 'NFD'] as const) expect(spelled(typed.normalize(normal))).toBe(form);
      expect(spelled(`\t${typed.replaceAll(' ', '\u00a0 ')}\u200f\n`)).toBe(form);
    }),
  );
});

it('locks a copy with that form, so that a program of other people opens it with what is shown', async () => {
  const typed = ` M${passphrase.slice(1).normalize('NFD').replace(' ', '\u00a0 ')}\u200e`;
  const file = await lockCopy('hers', { passphrase: typed });
  const decrypter = new Decrypter();
  decrypter.addPassphrase(spelled(typed));
  expect(await decrypter.decrypt(file ?? new Uint8Array(0), 'text')).toBe('hers');
  expect(spelled(typed)).toBe(passphrase);
});
