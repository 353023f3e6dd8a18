import type { Contradiction } from '../report/contradictions.ts';
import type { Report } from '../report/report.ts';
import { elsewhere, field, foreignField, remark, sentence, theirs, valueLines } from './lines.ts';
import type { Alarm, Kept, Notice, Opened, Result, Thread } from './result.ts';
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
/** Most lines of the answers of a report; a report of 150 MPs, of each of whom ten things are said, has fewer. */
const maxReportLines = 2000;

/**
 * What `open` prints of one input for people: nothing in it can move the cursor, no line of a report passes for ours,
 * and their number is bounded. One after the other: a report may be long, and there may be any number.
 * @param opened `null` for what was not opened, or is the same as another.
 */
export function* resultLines(result: Result, opened: Opened | null): Generator<string> {
  const { code } = result;
  yield* theirs('file: ', result.path);
  if (result.sha256) yield* field('SHA-256', result.sha256);
  if (code !== undefined) {
    yield* remark('error:', code, sentences[code].sentence, result.detail);
    yield* sentence(`hint: ${sentences[code].hint}`);
  }
  for (const alarm of result.alarms) yield* alarmLines(alarm);
  if (!result.facts) return;
  for (const notice of result.notices) yield* noticeLines(notice);
  if (result.copyOf !== undefined) yield* foreignField('same as', result.copyOf);
  else if (opened) yield* reportLines(result, opened);
  yield* keptLines(result.kept);
}

function* reportLines({ thread }: Result, { report, files, contradictions }: Opened): Generator<string> {
  yield* field('this is', report.kind === 'urgent_alert' ? alertSentence : threadSentences[thread ?? 'first']);
  yield* field('sealed', sealedBySentences[report.sealedBy]);
  yield* field('report id', report.reportId);
  yield* field('mailbox', report.mailboxId);
  yield* field('written', report.createdDay);
  // Each on a line of its own: beside another value it could pass for that one.
  yield* foreignField('language', report.uiLanguage);
  yield* foreignField('address', report.origin);
  yield* foreignField('form', report.formBuild);
  yield* field('keyring', String(report.keyringSerial));
  yield* field('committee', report.committee);
  yield* answersLines(report.answers);
  for (const contradiction of contradictions) yield* contradictionLines(contradiction);
  yield* filesLines(files);
}

export const alarmLines = ({ code, detail }: Alarm): string[] => remark('!!!', code, alarmSentences[code], detail);
export const noticeLines = ({ code, detail }: Notice): string[] =>
  remark('notice:', code, noticeSentences[code], detail);
/** Fields are the schema's own names, with numbers. */
function contradictionLines({ id, fields }: Contradiction): string[] {
  const more = fields.length > maxFields ? ` and ${fields.length - maxFields} more` : '';
  return remark('notice:', id, `${contradictionSentences[id]} See ${fields.slice(0, maxFields).join(', ')}${more}.`);
}
function keptLines(kept: Kept | undefined): string[] {
  return kept ? foreignField(kept.state === 'written' ? 'written to' : 'already in', kept.folder) : [];
}

/** An update may be nothing but files. How far a report may go is shown, however much stands before it. */
function* answersLines(answers: Report['answers']): Generator<string> {
  const entries = Object.entries(answers);
  if (entries.length === 0) yield* field('answers', 'none');
  else yield '  answers';
  let linesLeft = maxReportLines;
  let isCut = false;
  for (const [key, value] of entries)
    for (const line of valueLines(key, value)) {
      isCut ||= linesLeft === 0;
      if (key === 'consent') yield line;
      else if (linesLeft === 0) break;
      else {
        linesLeft -= 1;
        yield line;
      }
    }
  if (isCut) yield* sentence(`There are more answers: ${elsewhere}`);
}
