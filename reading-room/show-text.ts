import type { Contradiction } from '../report/contradictions.ts';
import type { Report } from '../report/report.ts';
import type { Alarm, ChainReview, FileFacts, Kept, Notice, Result, Thread } from './result.ts';
import { alarmSentences, contradictionSentences, noticeSentences, sentences } from './sentences.ts';
import { columnsOf, foreignColumns, terminalColumns, wrap } from './wrap.ts';

const threadSentences: Readonly<Record<Thread, string>> = {
  first: 'the first report of its thread',
  proven: 'an update, PROVEN: whoever wrote it holds the receipt code of the first report',
  unproven: 'an update, UNPROVEN: nothing shows that it comes from whoever wrote the first report',
  'first-not-here': 'an update whose first report is not among these files: nothing shows who wrote it',
};
const sealedBySentences: Readonly<Record<Report['sealedBy'], string>> = {
  browser: 'in the browser of whoever wrote it',
  server: 'BY THE SERVER, which saw the answers for a moment (scripts were off)',
};
const alertSentence = 'an URGENT ALERT, the first report of its thread; details may follow as updates';
/** Most fields named beside two answers that do not fit together. */
const maxFields = 6;
/** Stands before every piece of foreign text that does not follow a name of ours on its line. */
const mark = '| ';

/** What `open` prints for people: nothing in it can move the cursor, and no line of a report passes for ours. */
export function asText(results: readonly Result[], chains: readonly ChainReview[]): string {
  const alarms = [...results, ...chains].reduce((sum, each) => sum + each.alarms.length, 0);
  const opened = results.filter((result) => result.opened).length;
  const lines = [
    ...results.flatMap((result) => [...resultLines(result), '']),
    ...chains.flatMap((chain) => [...chainLines(chain), '']),
    `Opened ${opened} of ${results.length}.`,
    ...(alarms > 0 ? [`!!! ALARMS: ${alarms}. Read each line that begins with !!! before trusting anything.`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function resultLines(result: Result): string[] {
  const { report, code } = result;
  const lines = theirs('file: ', result.path);
  if (result.sha256) lines.push(...field('SHA-256', result.sha256));
  if (code !== undefined) {
    lines.push(...remark('error:', code, sentences[code].sentence, result.detail));
    lines.push(...sentence(`hint: ${sentences[code].hint}`));
  }
  lines.push(...result.alarms.flatMap(alarmLines));
  if (!report) return lines;
  return [
    ...lines,
    ...field('this is', report.kind === 'urgent_alert' ? alertSentence : threadSentences[result.thread ?? 'first']),
    ...field('sealed', sealedBySentences[report.sealedBy]),
    ...field('report id', report.reportId),
    ...field('mailbox', report.mailboxId),
    ...field('written', report.createdDay),
    // Each on a line of its own: beside another value it could pass for that one.
    ...foreignField('language', report.uiLanguage),
    ...foreignField('address', report.origin),
    ...foreignField('form', report.formBuild),
    ...field('keyring', String(report.keyringSerial)),
    ...field('committee', report.committee),
    '  answers',
    ...valueLines('', report.answers),
    ...result.contradictions.flatMap(contradictionLines),
    ...(result.files.length > 0 ? ['  files', ...result.files.flatMap(fileLines)] : []),
    ...(result.kept ? keptLines(result.kept) : []),
  ];
}

/** A text of ours: where it is too long, it goes on under its own beginning. */
function ours(start: string, text: string, indent = start.length): string[] {
  return wrap(text, terminalColumns - indent).map(
    (piece, at) => (at === 0 ? start : ' '.repeat(indent)) + piece.trimEnd(),
  );
}

/** A text that nobody vouches for: behind a name of ours, then piece by piece behind the mark. */
function theirs(start: string, text: string): string[] {
  const [first = '', ...rest] = wrap(text, foreignColumns);
  return [start + first, ...marked(start.length, rest)];
}

const marked = (indent: number, pieces: readonly string[]): string[] =>
  pieces.map((piece) => ' '.repeat(indent) + mark + piece);

const fieldStart = (name: string): string => `  ${name.padEnd(11)}`;
const field = (name: string, value: string): string[] => ours(fieldStart(name), value);
const foreignField = (name: string, value: string): string[] => theirs(fieldStart(name), value);
const sentence = (text: string): string[] => ours('  ', text, 6);

/** A sentence of ours, and what it is about on lines of its own. */
function remark(kind: string, code: string, text: string, detail = ''): string[] {
  return [...sentence(`${kind} ${code}: ${text}`), ...(detail === '' ? [] : marked(6, wrap(detail, foreignColumns)))];
}

const alarmLines = ({ code, detail }: Alarm): string[] => remark('!!!', code, alarmSentences[code], detail);
const noticeLines = ({ code, detail }: Notice): string[] => remark('notice:', code, noticeSentences[code], detail);
/** Fields are the schema's own names, with numbers. */
function contradictionLines({ id, fields }: Contradiction): string[] {
  const more = fields.length > maxFields ? ` and ${fields.length - maxFields} more` : '';
  return remark('notice:', id, `${contradictionSentences[id]} See ${fields.slice(0, maxFields).join(', ')}${more}.`);
}
const fileLines = ({ name, size, sha256, intact }: FileFacts): string[] => [
  ...theirs('    ', `${name}  ${size} bytes${intact ? '' : '  !!! ALTERED'}`),
  `      SHA-256 ${sha256}`,
];
const keptLines = ({ folder, state }: Kept): string[] =>
  foreignField(state === 'written' ? 'written to' : 'already in', folder);

/** Answers as `mps.0.country: XA`; a text that is long or has several lines as a block in which each line is marked. */
function valueLines(path: string, value: unknown): string[] {
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    return valueLines(path, value.map(String).join(', '));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, each]) => valueLines(path === '' ? key : `${path}.${key}`, each));
  // Names are the schema's own.
  const name = `    ${path}:`;
  const pieces = String(value)
    .split('\n')
    .flatMap((line) => wrap(line, foreignColumns));
  const line = `${name} ${pieces[0]}`;
  return pieces.length === 1 && columnsOf(line) <= terminalColumns ? [line] : [name, ...marked(6, pieces)];
}

function chainLines({ path, start, end, envelopes, alarms, notices }: ChainReview): string[] {
  return [
    ...theirs('bundle: ', path),
    ...field('chain', alarms.length === 0 ? 'fits' : 'DOES NOT FIT'),
    ...field('positions', end.length > start.length ? `${start.length + 1} to ${end.length}` : 'none'),
    ...field('envelopes', String(envelopes)),
    ...field('head', end.head),
    ...alarms.flatMap(alarmLines),
    ...notices.flatMap(noticeLines),
  ];
}
