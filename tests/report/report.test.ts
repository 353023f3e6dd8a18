import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertAnswers, fullAnswers, updateAnswers } from '../../report/answers.ts';
import { maxMps, maxNarrativeLength } from '../../report/limits.ts';
import { type Report, reportSchema, takeAwayOrigin } from '../../report/report.ts';
import { sampleReport } from '../crypto/sample.ts';
import { fieldsOf, listsOf } from './schema-fields.ts';
import { everyAddition, everyAlertAnswer, everyAnswer } from './whole-answers.ts';

const { kind: _kind, answers: _answers, ...context } = await sampleReport();
const good: Report = { ...context, kind: 'new', answers: everyAnswer };
const alert: Report = { ...context, kind: 'urgent_alert', answers: everyAlertAnswer };
const update: Report = { ...context, kind: 'update', answers: everyAddition };
const kinds = [good, alert, update];

const takes = (report: unknown) => reportSchema.safeParse(report).success;
const places = (report: unknown) =>
  reportSchema.safeParse(report).error?.issues.map(({ path }) => path.map(String).join('.'));

/** `report` with one value set at a path, as JSON makes it: even `__proto__` is a field of its own. */
function put(report: Report, path: string, value: unknown): unknown {
  const copy = structuredClone(report) as unknown as Record<string, unknown>;
  const steps = path.split('.');
  const last = steps.pop() as string;
  const target = steps.reduce<Record<string, unknown>>((object, step) => object[step] as Record<string, unknown>, copy);
  return Object.defineProperty(target, last, { value, enumerable: true, writable: true, configurable: true }) && copy;
}

/** Paths of all objects in a value, and of all that is in no object. */
function pathsOf(value: unknown, path: readonly string[] = []): { objects: string[]; leaves: string[] } {
  if (typeof value !== 'object' || value === null) return { objects: [], leaves: [path.join('.')] };
  const below = Object.entries(value).map(([key, each]) => pathsOf(each, [...path, key]));
  return {
    objects: [...(Array.isArray(value) ? [] : [path.join('.')]), ...below.flatMap(({ objects }) => objects)],
    leaves: below.flatMap(({ leaves }) => leaves),
  };
}

it.each(kinds)('takes a whole report of kind $kind and gives it back as it was', (report) => {
  expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
});

it('has a sample in which every field of its schema stands', () => {
  const filled = (report: Report) =>
    new Set(pathsOf(report.answers).leaves.map((path) => path.replace(/\.\d+/g, '.*')));
  for (const [report, schema] of [
    [good, fullAnswers],
    [alert, alertAnswers],
    [update, updateAnswers],
  ] as const) {
    const names = [...filled(report)];
    for (const { field } of fieldsOf(schema))
      expect(names.filter((name) => name === field || name.startsWith(`${field}.`))).not.toEqual([]);
  }
});

it('takes the answers of each kind under that kind alone', () => {
  for (const { kind } of kinds)
    for (const { answers, kind: other } of kinds) expect(takes({ ...context, kind, answers })).toBe(kind === other);
  for (const kind of ['alert', 'answer', 'NEW', '__proto__', null, undefined, ['new']])
    for (const { answers } of kinds) expect(takes({ ...context, kind, answers })).toBe(false);
});

describe.each(kinds)('in a report of kind $kind', (report) => {
  const { objects, leaves } = pathsOf(report);

  it('a field that is not known is refused in every object', () => {
    expect(objects.length).toBeGreaterThan(1);
    for (const object of objects)
      for (const field of ['unheardOf', '__proto__', 'constructor', 'toString', '']) {
        const hostile = put(report, object === '' ? field : `${object}.${field}`, 'x');
        expect(JSON.stringify(hostile)).toContain(`${JSON.stringify(field)}:"x"`);
        expect([object, field, takes(JSON.parse(JSON.stringify(hostile)))]).toEqual([object, field, false]);
      }
    expect(({} as Record<string, unknown>).unheardOf).toBeUndefined();
  });

  it('a value of another type is refused everywhere, and its place is named', () => {
    for (const leaf of leaves)
      for (const value of [null, 1.5, -1, false, '', [], {}, ['x'], { toString: 'x' }]) {
        const named = places(put(report, leaf, value)) ?? [];
        expect([leaf, value, named.length]).not.toEqual([leaf, value, 0]);
        expect(named.every((place) => leaf.startsWith(place) || place.startsWith(leaf))).toBe(true);
      }
  });

  it('nothing but objects is taken for an object', () => {
    for (const object of objects.filter((path) => path !== ''))
      for (const value of [null, 1, 'x', true, [], [[]]]) expect(takes(put(report, object, value))).toBe(false);
  });

  it.each(Object.keys(context))('%s cannot be missing', (key) => {
    const { [key as keyof Report]: _, ...rest } = report;
    expect(takes(rest)).toBe(false);
  });

  it('nesting a hundred thousand deep is refused everywhere without a stack overflow', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    for (const path of [...leaves, ...objects.filter((object) => object !== '')])
      expect(takes(put(report, path, deep))).toBe(false);
    for (const object of objects)
      expect(takes(put(report, object === '' ? 'unheardOf' : `${object}.unheardOf`, deep))).toBe(false);
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
  ['keyringExpired', false],
  ['keyringExpired', 'true'],
  ['createdDay', '2031-3-4'],
  ['createdDay', '2031-03-04T10:00:00Z'],
  ['createdDay', '2031-13-01'],
  ['createdDay', '2031-02-30'],
  ['createdDay', '2031-03-04\n'],
  ['threadKey', 'ab'.repeat(31)],
  ['mailboxId', 'zz'.repeat(32)],
  ['replyRecipient', 'age1qqq'],
  ['answers.mps', []],
  ['answers.mps.0.country', 'xb'],
  ['answers.mps.0.country', 'unknown'],
  ['answers.mps.0.birthYear', 1066],
  ['answers.mps.0.birthYear', '1979'],
  ['answers.mps.0.mandateStart.value', '1452'],
  ['answers.group.size', 0],
  ['answers.group.size', 1e9],
  ['answers.group.size', 1.5],
  ['answers.contact.channels', []],
  ['answers.events', []],
  ['answers.events.0.ongoing', false],
  ['answers.flags.online', true],
  ['answers.violations', []],
  ['answers.violations', ['murder', 'murder']],
  ['answers.source.howKnown', ['media', 'rumour']],
  ['answers.consent.sensitiveData', 'yes'],
  ['answers.acknowledgement', false],
  ['answers.acknowledgement', 'true'],
  ['answers.narrative', ' '],
  ['answers.narrative', 'x'.repeat(maxNarrativeLength + 1)],
])('refuses %s = %j and names it', (path, value) => {
  expect(places(put(good, path, value))?.every((place) => place.startsWith(path))).toBe(true);
});

it('takes a report of the take-away form, sealed to an expired keyring', () => {
  for (const report of kinds) expect(takes({ ...report, origin: takeAwayOrigin, keyringExpired: true })).toBe(true);
});

it('takes in an alert a country that nobody knows, and somebody without a name who is described', () => {
  expect(takes(put(alert, 'answers.mp', { country: 'XB', description: 'x' }))).toBe(true);
  expect(takes(put(alert, 'answers.mp', { country: 'unknown', fullName: 'x' }))).toBe(true);
  expect(places(put(alert, 'answers.mp', { country: 'XB' }))).toEqual(['answers.mp.fullName']);
  expect(places(put(alert, 'answers.mp', {}))?.toSorted()).toEqual(['answers.mp.country', 'answers.mp.fullName']);
});

it.each(listsOf(fullAnswers))('takes $max of $field and no more', ({ field, max }) => {
  const thing = field
    .split('.')
    .reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], everyAnswer);
  const [first] = thing as unknown[];
  expect(max).toBeLessThanOrEqual(maxMps);
  expect(takes(put(good, `answers.${field}`, Array(max).fill(first)))).toBe(true);
  expect(places(put(good, `answers.${field}`, Array(max + 1).fill(first)))).toEqual([`answers.${field}`]);
});

describe('hostile JSON', () => {
  const text = JSON.stringify(good);

  it('with a whole report under __proto__ is refused', () => {
    expect(takes(JSON.parse(`{"__proto__":${text}}`))).toBe(false);
  });

  it('with a doubled key has the last of both', () => {
    expect(reportSchema.parse(JSON.parse(text.replace('{', '{"origin":"https://other.example",'))).origin).toBe(
      good.origin,
    );
  });

  it('of other kinds is refused', () => {
    for (const other of [null, true, 1, 'new', [], [good], {}]) expect(takes(other)).toBe(false);
    fc.assert(fc.property(fc.jsonValue(), (value) => !takes(value)));
    fc.assert(fc.property(fc.jsonValue(), (answers) => !takes({ ...good, answers })));
  });
});
