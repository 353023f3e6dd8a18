import { field, marked, remark, sentence, theirs } from './lines.ts';
import type { Alarm, AlarmCode, ChainReview, Result } from './result.ts';
import { alarmSentences } from './sentences.ts';
import { alarmLines, noticeLines } from './show-text.ts';
import { foreignColumns, wrap } from './wrap.ts';

/** Most bundles shown that raise nothing, most inputs named that were not opened, most named beside one alarm. */
const maxQuietBundles = 20;
const maxUnopened = 20;
const maxNamed = 3;
/** From so many reports on they are too many to read one after the other. */
const manyReports = 30;

/** All alarms of results and bundles. */
export const countAlarms = (results: readonly Result[], chains: readonly ChainReview[]): number =>
  [...results, ...chains].reduce((sum, { alarms }) => sum + alarms.length, 0);

/**
 * What stands before all reports and once more behind them: bundles, alarms, what was not opened, how many. Of any
 * number of reports it says as much as fits one or two screens; only a bundle that raises something is always shown.
 */
export function overviewLines(results: readonly Result[], chains: readonly ChainReview[]): string[] {
  const opened = results.filter((result) => result.opened).length;
  const alarms = countAlarms(results, chains);
  return [
    ...bundlesLines(chains),
    ...alarmsLines(results),
    ...unopenedLines(results),
    ...kindsLines(results),
    `Opened ${opened} of ${results.length}.`,
    ...(results.length > manyReports
      ? ['Too many to read in turn: --list shows a line of each, --report ID one of them.']
      : []),
    ...(alarms > 0 ? [`!!! ALARMS: ${alarms}. Read each line that begins with !!! before trusting anything.`] : []),
  ];
}

function bundlesLines(chains: readonly ChainReview[]): string[] {
  const isQuiet = ({ alarms, notices }: ChainReview) => alarms.length + notices.length === 0;
  const quiet = chains.filter(isQuiet);
  const shown = [...chains.filter((chain) => !isQuiet(chain)), ...quiet.slice(0, maxQuietBundles)];
  const more = quiet.length - maxQuietBundles;
  return [
    ...shown.flatMap((chain) => [...chainLines(chain), '']),
    ...(more > 0 ? [`And ${more} more bundles whose chains fit.`, ''] : []),
  ];
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

/** Alarms of an envelope that no sender can raise. */
const ofServer: ReadonlySet<AlarmCode> = new Set(['envelope-differs', 'not-in-chain']);

/**
 * Each kind of alarm once, however many reports raise it: first alarms about the server, then rare ones. A flood
 * of alarms of one kind must not hide another.
 */
function alarmsLines(results: readonly Result[]): string[] {
  const paths = new Map<AlarmCode, string[]>();
  for (const { path, alarms } of results)
    for (const code of new Set(alarms.map((alarm: Alarm) => alarm.code))) {
      const already = paths.get(code);
      if (already) already.push(path);
      else paths.set(code, [path]);
    }
  const weight = ([code, raised]: [AlarmCode, string[]]) => (ofServer.has(code) ? 0 : raised.length);
  return [...paths]
    .sort((left, right) => weight(left) - weight(right))
    .flatMap(([code, raised]) => {
      const more = raised.length > maxNamed ? [`    and ${raised.length - maxNamed} more`] : [];
      return [
        ...remark('!!!', code, `${alarmSentences[code]} In ${raised.length} of ${results.length}:`),
        ...raised.slice(0, maxNamed).flatMap((path) => marked(4, wrap(path, foreignColumns))),
        ...more,
      ];
    });
}

function unopenedLines(results: readonly Result[]): string[] {
  const paths = results.flatMap(({ opened, path }) => (opened ? [] : [path]));
  const more = paths.length - maxUnopened;
  return [
    ...paths.slice(0, maxUnopened).flatMap((path) => theirs('not opened: ', path)),
    ...(more > 0 ? [`And ${more} more were not opened.`] : []),
  ];
}

/** What there is, and how much of it says the same: a flood is often one text. */
function kindsLines(results: readonly Result[]): string[] {
  const facts = results.flatMap(({ facts: each, copyOf }) => (each && copyOf === undefined ? [each] : []));
  if (facts.length < 2) return [];
  const count = (kind: string) => facts.filter((each) => each.kind === kind).length;
  const same = facts.length - new Set(facts.map(({ kind, answers }) => kind + answers)).size;
  const proven = results.filter(({ thread }) => thread === 'proven').length;
  const said = `Urgent alerts: ${count('urgent_alert')}. Full reports: ${count('new')}. Updates: ${count('update')}, of which proven: ${proven}.`;
  return sentence(same > 0 ? `${said} With the very answers of another one: ${same}.` : said);
}
