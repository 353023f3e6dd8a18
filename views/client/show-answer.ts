import type { AnswerErrorCode } from '../../crypto/answer.ts';
import type { Answer, AnswerMessage } from '../../report/answer.ts';
import { dayIn } from '../day-in.ts';
import { byId, showPiece } from './page.ts';
import { type Sentences, say } from './sentences.ts';

/** What there is to say about a sealed answer that is not shown; each has its own words in the page. */
export type AnswerProblem = 'none' | 'withheld' | 'broken' | 'forged' | 'revoked' | 'newer' | 'expired' | 'unopened';

/** A believed answer, or why there is none to be shown. */
export type OpenedAnswer = Answer | AnswerProblem;

const problems: { readonly [Code in AnswerErrorCode]: AnswerProblem } = {
  'answer-not-ours': 'none',
  'answer-broken': 'broken',
  'answer-malformed': 'forged',
  'answer-foreign': 'forged',
  'answer-unsigned': 'forged',
  'answer-key-unknown': 'newer',
  'answer-key-revoked': 'revoked',
  'answer-key-outside-window': 'revoked',
};

/**
 * What opening came to, held against what somebody has written down.
 * @param seen number of the last answer that was seen before, 0 for none: where one was and none is, it is withheld.
 */
export function judgeAnswer(opened: Answer | AnswerErrorCode, seen: number): OpenedAnswer {
  const found = typeof opened === 'string' ? problems[opened] : opened;
  return found === 'none' && seen > 0 ? 'withheld' : found;
}

/** Shows an answer, or says why none is shown. @param seen as for `judgeAnswer`. */
export function showAnswer(opened: OpenedAnswer, seen: number, sentences: Sentences): void {
  const isAnswer = typeof opened !== 'string';
  showPiece(byId('answer'), 'data-answer', isAnswer ? 'shown' : opened, 'stay');
  const isOlder = isAnswer && opened.number < seen;
  const title = `answer-${isAnswer ? 'shown' : opened}`;
  byId('answer').setAttribute('aria-labelledby', isOlder ? `${title} answer-older-title` : title);
  byId('answer-older').hidden = !isOlder;
  byId('answer-messages').replaceChildren();
  if (!isAnswer) return;
  const { lang } = document.documentElement;
  byId('answer-number').textContent = new Intl.NumberFormat(lang).format(opened.number);
  byId('answer-day').textContent = dayIn(lang, opened.day);
  byId('answer-status').textContent = sentences[`answer.status.${opened.status}`] ?? '';
  const days = Number(byId('answer').dataset.days);
  byId('answer-until').textContent = say(sentences, 'answer.until', { day: dayIn(lang, later(opened.day, days)) });
  // The newest first: it is what somebody has come for.
  byId('answer-messages').append(...[...opened.messages].reverse().map((each) => messageItem(each, sentences)));
}

const later = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** What a language is called in another; its tag where the browser does not know it. */
function languageName(language: string, lang: string): string {
  try {
    return new Intl.DisplayNames(lang, { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
}

function messageItem({ number, day, status, language, text, shortened }: AnswerMessage, sentences: Sentences) {
  const { lang } = document.documentElement;
  const item = document.createElement('li');
  const title = document.createElement('h4');
  title.textContent = say(sentences, 'answer.one', { number, day: dayIn(lang, day) });
  const state = document.createElement('p');
  state.textContent = sentences[`answer.status.${status}`] ?? '';
  item.append(title, state);
  if (text === undefined || language === undefined) return item;
  if (language !== lang) {
    const written = document.createElement('p');
    written.className = 'hint';
    written.textContent = say(sentences, 'answer.writtenIn', { language: languageName(language, lang) });
    item.append(written);
  }
  // The team's words as they were written: nobody's translation, and no markup.
  const words = document.createElement('blockquote');
  words.lang = language;
  words.dir = 'auto';
  words.className = 'as-written';
  words.textContent = text;
  item.append(words);
  if (shortened) {
    const note = document.createElement('p');
    note.className = 'hint';
    note.textContent = sentences['answer.shortened'] ?? '';
    item.append(note);
  }
  return item;
}
