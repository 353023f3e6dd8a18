import type { Report } from '../report/report.ts';
import { inert, inertLines } from './inert.ts';
import type { Alarm, ChainReview, FileFacts, Kept, Notice, Result, Thread } from './result.ts';
import { alarmSentences, noticeSentences, sentences } from './sentences.ts';

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
/** Longest value that stands on the line of its name. */
const shortLength = 80;

/** What `open` prints for people: nothing in it can move the cursor, and no line of a report passes for ours. */
export function asText(results: readonly Result[], chains: readonly ChainReview[]): string {
  const alarms = [...results, ...chains].reduce((sum, each) => sum + each.alarms.length, 0);
  const opened = results.filter((result) => result.opened).length;
  const lines = [
    ...results.flatMap((result) => [...resultLines(result), '']),
    ...chains.flatMap((chain) => [...chainLines(chain), '']),
    `Opened ${opened} of ${results.length}.`,
    ...(alarms > 0
      ? [`!!! ALARMS: ${alarms}. Read each line that begins with !!! before you trust anything here.`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

function resultLines(result: Result): string[] {
  const { report, code } = result;
  const lines = [inert(result.path)];
  if (result.sha256) lines.push(field('SHA-256', result.sha256));
  if (code !== undefined) {
    lines.push(`  error: ${code}: ${sentences[code].sentence}${withDetail(result.detail)}`);
    lines.push(`  hint: ${sentences[code].hint}`);
  }
  lines.push(...result.alarms.map(alarmLine));
  if (!report) return lines;
  lines.push(
    field('this is', threadSentences[result.thread ?? 'first']),
    field('sealed', sealedBySentences[report.sealedBy]),
    field('report id', report.reportId),
    field('mailbox', report.mailboxId),
    field('written', `${report.createdDay}, in ${report.uiLanguage}, on ${report.origin}`),
    field('form', `build ${report.formBuild}, keyring ${report.keyringSerial}, committee ${report.committee}`),
    '  answers',
    ...valueLines('', report.answers),
    ...(result.files.length > 0 ? ['  files', ...result.files.map(fileLine)] : []),
    ...(result.kept ? [keptLine(result.kept)] : []),
  );
  return lines;
}

const field = (name: string, value: string): string => `  ${name.padEnd(11)}${inert(value)}`;
const withDetail = (detail: string | undefined): string => (detail ? ` (${inert(detail)})` : '');
const alarmLine = ({ code, detail }: Alarm): string => `  !!! ${code}: ${alarmSentences[code]}${withDetail(detail)}`;
const noticeLine = ({ code, detail }: Notice): string =>
  `  notice: ${code}: ${noticeSentences[code]}${withDetail(detail)}`;
const fileLine = ({ name, size, sha256, intact }: FileFacts): string =>
  `    ${inert(name)}  ${size} bytes  SHA-256 ${sha256}${intact ? '' : '  !!! ALTERED'}`;
const keptLine = ({ folder, state }: Kept): string => field(state === 'written' ? 'written to' : 'already in', folder);

/** Answers as `mps.0.country: XA`; a long text as a block in which each line is marked. */
function valueLines(path: string, value: unknown): string[] {
  const name = inert(path);
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    return [`    ${name}: ${value.map((each) => inert(String(each))).join(', ')}`];
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, each]) => valueLines(path === '' ? key : `${path}.${key}`, each));
  const text = String(value);
  if (text.length <= shortLength && !text.includes('\n')) return [`    ${name}: ${inert(text)}`];
  return [`    ${name}:`, ...inertLines(text).map((line) => `      | ${line}`)];
}

function chainLines({ path, start, end, envelopes, alarms, notices }: ChainReview): string[] {
  return [
    `${inert(path)}: chain ${alarms.length === 0 ? 'fits' : 'DOES NOT FIT'}`,
    field('positions', end.length > start.length ? `${start.length + 1} to ${end.length}` : 'none'),
    field('envelopes', String(envelopes)),
    field('head', end.head),
    ...alarms.map(alarmLine),
    ...notices.map(noticeLine),
  ];
}
