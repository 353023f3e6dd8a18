import { describe, expect, it } from 'vitest';
import { maxMps, maxNarrativeLength } from '../../report/answers.ts';
import { type Report, reportSchema } from '../../report/report.ts';
import { sampleReport } from '../crypto/sample.ts';

const good = await sampleReport();
const takes = (report: unknown) => reportSchema.safeParse(report).success;
/** `report` with one value set at a path. */
function put(report: Report, path: string, value: unknown): unknown {
  const copy = structuredClone(report) as unknown as Record<string, unknown>;
  const steps = path.split('.');
  const last = steps.pop() as string;
  const target = steps.reduce<Record<string, unknown>>((object, step) => object[step] as Record<string, unknown>, copy);
  target[last] = value;
  return copy;
}

it('takes a whole report and gives it back as it was', () => {
  expect(reportSchema.parse(JSON.parse(JSON.stringify(good)))).toEqual(good);
});

it('takes an update, which has a narrative and no more', () => {
  const update = { ...good, kind: 'update', answers: { narrative: 'ထပ်မံ၍' } };
  expect(takes(update)).toBe(true);
  expect(takes({ ...update, answers: good.answers })).toBe(false);
  expect(takes({ ...good, answers: update.answers })).toBe(false);
  expect(takes({ ...good, kind: 'urgent_alert' })).toBe(false);
});

describe('refuses an unknown field', () => {
  it.each([
    'note',
    'answers.note',
    'answers.source.note',
    'answers.mps.0.note',
    'answers.urgency.note',
    'answers.consent.note',
  ])('%s', (path) => {
    expect(takes(put(good, path, 'x'))).toBe(false);
  });
});

describe('refuses a report without', () => {
  it.each(Object.keys(good))('%s', (key) => {
    const { [key as keyof Report]: _, ...rest } = good;
    expect(takes(rest)).toBe(false);
  });
});

it.each([
  ['schemaVersion', 2],
  ['schemaVersion', '1'],
  ['reportId', 'AB'.repeat(16)],
  ['reportId', 'ab'],
  ['committee', ''],
  ['keyringSerial', 0],
  ['keyringSerial', 1.5],
  ['origin', ''],
  ['origin', 'x'.repeat(201)],
  ['sealedBy', 'phone'],
  ['createdDay', '2031-3-4'],
  ['createdDay', '2031-03-04T10:00:00Z'],
  ['createdDay', '2031-13-01'],
  ['createdDay', '2031-02-30'],
  ['createdDay', '2031-03-04\n'],
  ['threadKey', 'ab'.repeat(31)],
  ['mailboxId', 'zz'.repeat(32)],
  ['replyRecipient', 'age1qqq'],
  ['replyRecipient', null],
  ['answers', null],
  ['answers.mps', []],
  ['answers.mps', {}],
  ['answers.violations', []],
  ['answers.violations', ['murder', 'murder']],
  ['answers.acknowledgement', false],
  ['answers.acknowledgement', 'true'],
  ['answers.narrative', ' '],
  ['answers.narrative', 'x'.repeat(maxNarrativeLength + 1)],
])('refuses %s = %j', (path, value) => {
  expect(takes(put(good, path, value))).toBe(false);
});

it('takes up to 150 MPs', () => {
  const [mp] = good.kind === 'new' ? good.answers.mps : [];
  expect(takes(put(good, 'answers.mps', Array(maxMps).fill(mp)))).toBe(true);
  expect(takes(put(good, 'answers.mps', Array(maxMps + 1).fill(mp)))).toBe(false);
});

describe('hostile JSON', () => {
  const text = JSON.stringify(good);

  it('with __proto__ as a key is refused like any unknown field, at every level', () => {
    for (const hostile of [
      text.replace('{', '{"__proto__":{"kind":"new"},'),
      text.replace('"mps":[{', '"mps":[{"__proto__":{},'),
    ]) {
      expect(hostile).not.toBe(text);
      expect(takes(JSON.parse(hostile))).toBe(false);
    }
    expect(({} as Record<string, unknown>).kind).toBeUndefined();
  });

  it('with a whole report under __proto__ is refused', () => {
    expect(takes(JSON.parse(`{"__proto__":${text}}`))).toBe(false);
  });

  it('with a doubled key has the last of both', () => {
    expect(reportSchema.parse(JSON.parse(text.replace('{', '{"origin":"https://other.example",'))).origin).toBe(
      good.origin,
    );
  });

  it('nested a hundred thousand deep is refused without a stack overflow', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(takes(JSON.parse(text.replace('"narrative":', `"note":${deep},"narrative":`)))).toBe(false);
    expect(takes(JSON.parse(deep))).toBe(false);
    expect(takes(JSON.parse(text.replace(/"narrative":"(?:[^"\\]|\\.)*"/, `"narrative":${deep}`)))).toBe(false);
  });

  it('of other kinds is refused', () => {
    for (const other of [null, true, 1, 'new', [], [good], {}]) expect(takes(other)).toBe(false);
  });
});
