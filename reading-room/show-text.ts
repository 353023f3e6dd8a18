import type { Contradiction } from '../report/contradictions.ts';
import type { Report } from '../report/report.ts';
import { field, foreignField, remark, sentence, theirs, valueLines } from './lines.ts';
import type { Alarm, ChainReview, Kept, Notice, Result, Thread } from './result.ts';
import { alarmSentences, contradictionSentences, noticeSentences, sentences } from './sentences.ts';
import { filesLines } from './show-files.ts';

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
/** What `open` prints for people: nothing in it can move the cursor, and no line of a report passes for ours. */
export function asText(results: readonly Result[], chains: readonly ChainReview[]): string {
  const alarms = [...results, ...chains].reduce((sum, each) => sum + each.alarms.length, 0);
  const opened = results.filter((result) => result.opened).length;
  const lines = [
    ...results.flatMap((result) => [...resultLines(result), '']),
    ...chains.flatMap((chain) => [...chainLines(chain), '']),
    ...results.flatMap((result) => (result.opened ? [] : theirs('not opened: ', result.path))),
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
  lines.push(...result.notices.flatMap(noticeLines));
  if (result.copyOf !== undefined)
    return [...lines, ...foreignField('same as', result.copyOf), ...keptLines(result.kept)];
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
    ...answerLines(report.answers),
    ...result.contradictions.flatMap(contradictionLines),
    ...filesLines(result.files),
    ...keptLines(result.kept),
  ];
}

const alarmLines = ({ code, detail }: Alarm): string[] => remark('!!!', code, alarmSentences[code], detail);
const noticeLines = ({ code, detail }: Notice): string[] => remark('notice:', code, noticeSentences[code], detail);
/** Fields are the schema's own names, with numbers. */
function contradictionLines({ id, fields }: Contradiction): string[] {
  const more = fields.length > maxFields ? ` and ${fields.length - maxFields} more` : '';
  return remark('notice:', id, `${contradictionSentences[id]} See ${fields.slice(0, maxFields).join(', ')}${more}.`);
}
function keptLines(kept: Kept | undefined): string[] {
  return kept ? foreignField(kept.state === 'written' ? 'written to' : 'already in', kept.folder) : [];
}

/** An update may be nothing but files. */
function answerLines(answers: Report['answers']): string[] {
  const lines = valueLines('', answers);
  return lines.length > 0 ? ['  answers', ...lines] : field('answers', 'none');
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
