/** Longest text that is looked up, in UTF-16 code units: twice the longest name of a country. */
export const maxCountryLength = 200;

/** Articles and small words of the five languages: no two countries differ by them alone. */
const small = new Set(
  'the of and d de del der des di do dos du da das e el en et l la las le les lo los o os a as y'.split(' '),
);

/** Words that tables write in short, and singulars of islands. */
const whole = new Map(
  Object.entries({
    rep: 'republic',
    republica: 'republic',
    republique: 'republic',
    dem: 'democratic',
    democratica: 'democratic',
    democratique: 'democratic',
    peoples: 'people',
    st: 'saint',
    ste: 'sainte',
    sta: 'santa',
    sto: 'santo',
    is: 'islands',
    island: 'islands',
    ile: 'iles',
    isla: 'islas',
    ilha: 'ilhas',
    ديموقراطيه: 'ديمقراطيه',
    فدراليه: 'اتحاديه',
    فيدراليه: 'اتحاديه',
    اميركيه: 'امريكيه',
  }),
);

/** Words that may be left out or added: `Kingdom of Jordan`. Countries that differ by them alone are in the tables. */
const titles = new Set(['republic', 'kingdom', 'royaume', 'reino', 'جمهوريه', 'مملكه']);

/** Letters that are written in two ways without another meaning: hamza, final letters, Persian forms, dotless i. */
const plain: Readonly<Record<string, string>> = { ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه', ٱ: 'ا', ء: '', ـ: '', ı: 'i' };

/**
 * The words of a name without what people write in several ways: capitals, accents, vowel signs, hamza, the Arabic
 * article, apostrophes, dots, brackets, unseen marks, small words and short forms.
 */
export function wordsOf(name: string): readonly string[] {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/['’]s(?!\p{L})/gu, '')
    .replace(/(^|\s)و\s+/g, '$1و')
    .replace(/[ىیکةٱءـı]/g, (letter) => plain[letter] ?? letter);
  const words = joinLetters(letters.split(/[^\p{L}]|\p{Lm}/u).filter(Boolean)).map((word) =>
    word.replace(/^(و?)ال(?=..)/u, '$1'),
  );
  // A word that stands alone is meant: `AND` and `LA` are codes.
  if (words.length < 2) return words;
  const meant = words.filter((word) => !small.has(word)).map((word) => whole.get(word) ?? word);
  return meant.length > 0 ? meant : words;
}

export const withoutTitles = (words: readonly string[]): readonly string[] => words.filter((word) => !titles.has(word));

/** What all spellings of one name have in common, in whatever order its words stand: `Korea, Republic of`. */
export const nameKey = (words: readonly string[]): string => [...new Set(words)].sort().join(' ');

/** `U.S.A.` and `D. R. Congo` have letters where others write one word. */
function joinLetters(words: readonly string[]): string[] {
  const joined: string[] = [];
  let isLetter = false;
  for (const word of words) {
    if (isLetter && word.length === 1) joined.push(`${joined.pop()}${word}`);
    else joined.push(word);
    isLetter = word.length === 1;
  }
  return joined;
}
