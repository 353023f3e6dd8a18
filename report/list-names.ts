import { withoutListMark } from './list-marks.ts';
import { columnOf, headingOf, titleWordsIn } from './list-words.ts';

/** What may stand between the names of one line, the one first that names hold least. */
const dividers = [';', '；', '؛', '،', '、', '，', ','];

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean).map(headingOf));

/** Words of names that have no capital letter. */
const particles =
  words(`de del della di da das do dos du des d la las los le les lo van von der den ter ten te zu zum zur
  af av bin ben ibn bint binti al el bt b st`);

/** Words of sentences, and of what is told of a person, that names do not hold; a title or a heading is none either. */
const wordsOfProse = words(`in on at by for since from the and was with of former minister president leader prison held
  en dans par depuis et ancien ministre por desde con y presidente em no na
  في من منذ على إلى عن مع بعد سابق وزير رئيس سجن السجن معتقل محتجز اعتقل`);

/** Names of scripts that leave no space between words, and signs that stand in sentences of them. */
const unspacedName = /^(?:\p{Script=Han}{2,5}|[\p{Script=Katakana}ー・]{2,20}|\p{Script=Hangul}{2,4})$/u;
const signOfProse = /[被在於于的了和及是月日年因曾與与至从從党黨]/u;

const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);
const isOfWords = (text: string): boolean => wordsOf(text).length > 1;

/** Whether a word is written small: no capital letter in it, in a script that has them, and no particle of names. */
const isSmall = (word: string): boolean =>
  /^\P{L}*\p{Ll}/u.test(word) && !/\p{Lu}|\p{Lt}/u.test(word) && !particles.has(headingOf(word));

/**
 * Whether a text holds a word that says something of a person or of a list: of a sentence, of a title, or of a column
 * such as a party. A person may have such a name, so that it is a reason to doubt and never to leave out.
 */
export const isDoubtful = (text: string): boolean =>
  /[:：!?\p{Nd}]/u.test(text) ||
  titleWordsIn(text) > 0 ||
  headingOf(text)
    .split(' ')
    .some((word) => wordsOfProse.has(word) || ((word.length > 2 || word === 'mp') && columnOf(word) !== undefined));

/** Whether a line ends as titles do, and names rarely. */
export const hasColon = (line: string): boolean => /[:：]$/.test(line);

/** Whether a line with a colon at its end is a title: it says so by a word of titles or of columns. */
export const isTitleWithColon = (line: string): boolean =>
  hasColon(line) && (titleWordsIn(line) > 0 || columnOf(line) !== undefined);

/** Whether a line over a list is its title: two words of titles or more, and one before a comma, where names stand. */
export const isTitle = (line: string): boolean =>
  titleWordsIn(line) > 1 && titleWordsIn(line.split(/[;；؛،、，,]/)[0] ?? '') > 0;

/** Whether a piece of a line cannot well be anything but a name: two to six words, and nothing that makes it doubtful. */
function isName(piece: string, divider: string): boolean {
  const parts = wordsOf(piece);
  if (parts.length === 1) return divider === '、' && unspacedName.test(piece) && !signOfProse.test(piece);
  return parts.length > 1 && parts.length < 7 && !parts.some(isSmall) && !isDoubtful(piece);
}

const piecesOf = (line: string, divider: string): string[] =>
  line
    .split(divider)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');

/** The names of one line: three or more, where none of its pieces can well be anything else; `null` for other lines. */
export function namesInLine(line: string): string[] | null {
  for (const divider of dividers) {
    const names = piecesOf(line, divider);
    if (names.length > 2 && names.every((name) => isName(withoutListMark(name).name, divider))) return names;
  }
  return null;
}

/**
 * Whether a line that is taken as one name may be more: several names, or a sentence about a person.
 * @param isAlone whether it is all that was pasted; in a list, two names of two words are a family name and given names.
 */
export function mayBeMore(line: string, isAlone: boolean): boolean {
  const hasCapitals = /\p{Lu}/u.test(line);
  const isOfProse = (piece: string) =>
    isOfWords(piece) && (isDoubtful(piece) || (hasCapitals && wordsOf(piece).some(isSmall)));
  return dividers.some((divider) => {
    const pieces = piecesOf(line, divider);
    const isList = pieces.length > (isAlone ? 1 : 2) && pieces.every((piece) => isOfWords(piece) || divider === '、');
    return isList || pieces.slice(1).some(isOfProse);
  });
}
