import { fullQuestions } from '../../report/questions.ts';
import { fieldAt } from '../../report/read-form.ts';

// Bodies of some 64 KiB that are made to take more work than their length; tests post them, and a benchmark times them.

/** What a body is, for people; the body. */
type Hostile = readonly [what: string, body: string];

export const mostBytes = 65_536;
export const formType = 'application/x-www-form-urlencoded';
const boundary = 'XXXXXXXX';
export const multipartType = `multipart/form-data; boundary=${boundary}`;

/** As much of something as a body may hold. */
export const full = (pieceAt: (at: number) => string): string => {
  let body = '';
  for (let at = 0; body.length < mostBytes; at += 1) body += pieceAt(at);
  return body.slice(0, mostBytes);
};
export const part = (name: string, value: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
export const whole = (parts: string) => `${parts}--${boundary}--\r\n`;
const mpsThen = (rest: string) => `${Array.from({ length: 999 }, (_, at) => `mps.${at}.fullName=a&`).join('')}${rest}`;
const choices = fullQuestions.filter(({ control, field }) => control === 'select' && field.startsWith('mps.'));
const choiceAt = (at: number) =>
  fieldAt(choices[at % choices.length] ?? { field: '' }, Math.floor(at / choices.length));

/** Bodies of `formType`. */
export const hostileForms: readonly Hostile[] = [
  ['one name of dots', `${'.'.repeat(2 * mostBytes)}=x`],
  ['one name of a thing with a long tail', `mps.0${'.x'.repeat(mostBytes)}=x`],
  ['one long name without dots', `${'a'.repeat(mostBytes)}=x`],
  ['names of nothing', full(() => '&')],
  ['many short names', full((at) => `${at}&`)],
  ['many deep names', full((at) => `${'a.'.repeat(500)}${at}=x&`)],
  ['one name many times', full(() => 'violations=x&')],
  ['one box of an event many times', full((at) => `events.${at % 101}.violations=x&`)],
  ['the wrong choice in every list of every MP', full((at) => `${choiceAt(at)}=x&`)],
  ['one answer about each of a thousand things', full((at) => `perpetrators.${at % 1000}.nameOrUnit=${at}&`)],
  ['a thousand MPs and a long answer for all of them', mpsThen(`everyMp.party=${'a'.repeat(40_000)}`)],
  ['a thousand MPs and a long blank for all of them', mpsThen(`everyMp.party=${'+'.repeat(40_000)}a`)],
  ['a hundred files and as many answers as fit', full((at) => `files.${at % 100}.captured.year=${at}&`)],
  [
    'a list whose quotation marks never end',
    `paste.asTable=yes&paste.text=a,b%0A"${'a"'.repeat(16_000)}${'+'.repeat(30_000)},`,
  ],
  ['an address of at signs', `contact.channels.0.address=${encodeURIComponent(`\u200b${'@'.repeat(65_000)} é`)}`],
  ['a list of cells', full((at) => (at === 0 ? 'paste.asTable=yes&paste.text=' : ',x%0A'))],
  ['a long answer of quotation marks', `narrative=${'"'.repeat(mostBytes - 10)}`],
];

/** Bodies of `multipartType`. */
export const hostileParts: readonly Hostile[] = [
  ['one name of dots', whole(part('.'.repeat(60_000), 'x'))],
  ['many names of dots', whole(full((at) => part('.'.repeat(190), String(at))).slice(0, -200))],
  ['parts without a name', whole(`--${boundary}\r\n\r\n\r\n`.repeat(4_000))],
  ['one field many times', whole(part('violations', 'x').repeat(900))],
  ['one part of dashes', whole(part('narrative', '\r\n--'.repeat(15_000)))],
  ['one header of spaces', whole(`--${boundary}\r\nContent-Disposition:${' '.repeat(16_000)}form-data\r\n\r\n\r\n`)],
  [
    'one header of semicolons',
    whole(`--${boundary}\r\nContent-Disposition: form-data${';'.repeat(16_000)}\r\n\r\n\r\n`),
  ],
  ['a long answer of quotation marks', whole(part('narrative', '"'.repeat(65_000)))],
];
