import { describe, expect, it } from 'vitest';
import { overviewLines } from '../../reading-room/overview.ts';
import { factsOf } from '../../reading-room/read-envelope.ts';
import type { Alarm, ChainReview, Opened, Result } from '../../reading-room/result.ts';
import { contradictionSentences } from '../../reading-room/sentences.ts';
import { resultLines } from '../../reading-room/show-text.ts';
import { columnsOf, wrap } from '../../reading-room/wrap.ts';
import { type Contradiction, type ContradictionId, contradictionIds } from '../../report/contradictions.ts';
import { type Report, reportSchema } from '../../report/report.ts';
import { wholeAlert, wholeAnswers } from '../report/whole-answers.ts';
import { alertReport, firstReport, threadOf, updateReport } from './sample.ts';

const forged = 'this is    an update, PROVEN';
/** Puts the forged line at the beginning of a line of any terminal of up to 200 columns. */
const padded = (start: string) => `${start}${Array.from({ length: 200 }, () => ' '.repeat(7) + forged).join('')}`;

function shown(
  report: Report,
  alarms: Alarm[] = [],
  path = 'x.age',
  contradictions: readonly Contradiction[] = [],
): string[] {
  const opened: Opened = { report, files: [], contradictions };
  const result: Result = {
    ...{ path, sha256: 'ab'.repeat(32), opened: true, alarms, notices: [], thread: 'unproven' },
    facts: factsOf(opened),
  };
  return [...resultLines(result, opened), '', ...overviewLines([result], [])];
}

/** The lines as a terminal of 80 columns shows them. */
const onTerminal = (lines: readonly string[]): string[] => lines.flatMap((line) => line.match(/.{1,80}/gu) ?? ['']);

describe('what open prints', () => {
  it('names a country as the form does, and only where one is asked for', () => {
    const report = firstReport();
    const mp = { fullName: 'Testperson, MM', country: 'CD', capacityThen: 'former', party: 'MM' } as const;
    const answers = { ...report.answers, mps: [mp, { ...mp, country: 'XA' }] };
    const lines = shown({ ...report, answers } as Report);
    expect(lines).toContain('    mps.0.country: CD (Democratic Republic of the Congo)');
    expect(lines).toContain('    mps.1.country: XA');
    expect(lines).toContain('    mps.0.party: MM');
  });

  it('never lets a narrative begin a line of its own, however it is padded', () => {
    let wouldHaveForged = 0;
    for (const column of Array.from({ length: 80 }, (_, at) => at)) {
      const narrative = `I saw her.${' '.repeat(80 - 19 + column)}${forged}: whoever wrote it holds the receipt code`;
      const unwrapped = onTerminal([`      | ${narrative}`]);
      wouldHaveForged += unwrapped.filter((line) => line.startsWith(forged)).length;
      const lines = shown(updateReport(threadOf(), narrative));
      expect(lines.join('\n').replace(/\n +\| /g, '')).toContain(forged);
      expect(onTerminal(lines)).toEqual(lines);
      expect(lines.filter((line) => /^ *this is/.test(line))).toEqual([
        '  this is    an update, UNPROVEN: nothing shows that it comes from whoever',
      ]);
    }
    expect(wouldHaveForged).toBe(1);
  });

  it.each<[string, (text: string) => string[]]>([
    ['narrative', (text) => shown(updateReport(threadOf(), text))],
    ['name', (text) => shown(named(text))],
    ['language', (text) => shown({ ...firstReport(), uiLanguage: text })],
    ['address', (text) => shown({ ...firstReport(), origin: text })],
    ['form', (text) => shown({ ...firstReport(), formBuild: text })],
    ['detail of an alarm', (text) => shown(firstReport(), [{ code: 'origin-unknown', detail: text }])],
    ['path', (text) => shown(firstReport(), [], text)],
    ['detail of an error', failed],
    ['path of a bundle', (text) => overviewLines([], [chainAt(text)])],
  ])('marks each piece of a %s and keeps every line within 80 columns', (_what, show) => {
    const usual = show('usual');
    for (const text of [padded('a'), padded('é日'), `${'日'.repeat(500)}${forged}`]) {
      const lines = show(text);
      expect(lines.length).toBeGreaterThan(usual.length + 3);
      expect(lines.filter((line) => columnsOf(line) > 80)).toEqual([]);
      // Unmarked are our own lines, and a first piece behind the name of its value.
      const unmarked = lines.filter((line) => !/^ +\| /.test(line));
      expect(unmarked.filter((line) => /^ *(?:this is {4}an update, PROVEN|日)/.test(line))).toEqual([]);
      expect(unmarked.length).toBeLessThanOrEqual(usual.length);
    }
  });

  it('keeps every line of its own within 80 columns', () => {
    const alarms = (['day-differs', 'keyring-serial-unknown', 'report-id-conflict'] as const).map((code) => ({
      code,
      detail: 'x',
    }));
    const lines = [...shown(firstReport(threadOf(), { sealedBy: 'server' }), alarms), ...failed('x')];
    expect(lines.filter((line) => columnsOf(line) > 80)).toEqual([]);
    expect(lines).toContain('  !!! keyring-serial-unknown: It was sealed with a keyring that is not');
  });
});

describe('an alert', () => {
  it('is called one, and begins a thread', () => {
    const lines = shown(alertReport()).join('\n');
    expect(lines).toContain(
      '  this is    an URGENT ALERT, the first report of its thread; details may\n             follow as updates\n',
    );
    expect(lines).toContain('    mp.country: unknown\n');
    expect(shown(firstReport()).join('\n')).not.toContain('URGENT');
  });
});

describe('what does not fit together', () => {
  const ids = Object.keys(contradictionSentences) as ContradictionId[];
  const shownWith = (contradictions: readonly Contradiction[]) => shown(firstReport(), [], 'x.age', contradictions);

  it('is a notice after the answers, behind no mark', () => {
    const lines = shownWith([{ id: 'objects_but_wide', fields: ['consent.mp', 'consent.caseUse'] }]);
    const at = lines.findIndex((line) => line.startsWith('  notice: objects_but_wide: The MP objects'));
    expect(at).toBeGreaterThan(lines.indexOf('    acknowledgement: true'));
    expect(
      lines
        .slice(at, at + 3)
        .join('')
        .replace(/ +/g, ' '),
    ).toContain('See consent.mp, consent.caseUse.');
    expect(shown(firstReport()).filter((line) => line.includes('notice:'))).toEqual([]);
  });

  it('has a sentence for each rule, within 80 columns, and no alarm', () => {
    expect(ids.toSorted()).toEqual([...contradictionIds].toSorted());
    const lines = shownWith(ids.map((id) => ({ id, fields: ['contact.channels.0.channel', 'source.name'] })));
    expect(lines.filter((line) => line.startsWith('  notice: '))).toHaveLength(ids.length);
    expect(lines.filter((line) => columnsOf(line) > 80)).toEqual([]);
    expect(lines.join('\n')).not.toContain('!!!');
    for (const id of ids) expect(contradictionSentences[id]).toMatch(/^[A-Z].+\.$/);
  });

  it('names six fields and counts the others', () => {
    const fields = Array.from({ length: 100 }, (_, at) => `events.${at}.to`);
    const lines = shownWith([{ id: 'event_ongoing_but_ended', fields }])
      .join(' ')
      .replace(/ +/g, ' ');
    expect(lines).toContain('events.4.to, events.5.to and 94 more.');
    expect(lines).not.toContain('events.6.to');
  });
});

describe('every text of a report', () => {
  const hostile = `a\u001b[2J\u202eb\u2066c\u2028d\u009b\u0007e\u200ff\n  ${forged}\r🕯️👩‍👧 ${'日'.repeat(60)}`;
  const active = /[\p{Bidi_Control}\u2028\u2029]|(?!\n)\p{Cc}/u;
  /** Every text that no list decides is hostile. */
  const poisoned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(poisoned);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, poisoned(each)]));
    return typeof value === 'string' && !/^[a-z0-9_]+$|^[A-Z]{2}$|^\d{4}/.test(value) ? hostile : value;
  };

  it.each([
    ['full report', { ...firstReport(), answers: poisoned(wholeAnswers) }, 35],
    ['alert', { ...alertReport(), answers: poisoned(wholeAlert) }, 3],
  ])('of the %s is shown inert, within 80 columns, and with its emoji', (_kind, made, least) => {
    // As hostile as the schema allows.
    const report = reportSchema.parse(made);
    const json = JSON.stringify(report);
    expect(json.split('👩‍👧').length - 1).toBeGreaterThan(least);
    const lines = shown(report);
    const text = lines.join('\n');
    expect(text).not.toMatch(active);
    expect(text.split('👩‍👧').length).toBe(json.split('👩‍👧').length);
    expect(lines.filter((line) => columnsOf(line) > 80)).toEqual([]);
    expect(lines.filter((line) => /^ *this is {4}an update, PROVEN/.test(line))).toEqual([]);
  });
});

describe('wrap', () => {
  it('drops nothing, and breaks behind a space where one is near', () => {
    const text = 'She was seen  in a car on the road to the border at night.';
    expect(wrap(text, 20)).toEqual(['She was seen  in a ', 'car on the road to ', 'the border at night.']);
    expect(wrap('', 20)).toEqual(['']);
    expect(wrap(`${'a'.repeat(20)}bc`, 20)).toEqual(['a'.repeat(20), 'bc']);
    expect(wrap(`x${' '.repeat(30)}y`, 20)).toEqual([`x${' '.repeat(19)}`, `${' '.repeat(11)}y`]);
  });

  it('counts whatever is not ASCII as two columns, and cuts no character in two', () => {
    expect(wrap('日本語', 4)).toEqual(['日本', '語']);
    expect(wrap('👩‍👧👩‍👧', 8)).toEqual(['👩‍👧', '👩‍👧']);
    expect(wrap('a\u202eb', 11)).toEqual(['a⟦U+202E⟧', 'b']);
    const heap = `a${'\u0301'.repeat(50)}`;
    expect(wrap(heap, 60)).toHaveLength(2);
    expect(wrap(heap, 60).join('')).toBe(heap);
  });
});

function named(fullName: string): Report {
  const report = firstReport();
  if (report.kind !== 'new') throw new Error('Not a first report');
  return { ...report, answers: { ...report.answers, mps: [{ fullName, country: 'XA', capacityThen: 'former' }] } };
}

function failed(detail: string): string[] {
  const result: Result = {
    path: 'x',
    sha256: null,
    opened: false,
    code: 'report-invalid',
    detail,
    alarms: [],
    notices: [],
  };
  return [...resultLines(result, null), ...overviewLines([result], [])];
}

function chainAt(path: string): ChainReview {
  const end = { length: 0, head: 'ab'.repeat(32) };
  return { path, committee: 'c0'.repeat(16), start: end, end, envelopes: 0, alarms: [], notices: [] };
}
