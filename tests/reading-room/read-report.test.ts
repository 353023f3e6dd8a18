import { describe, expect, it } from 'vitest';
import { utf8 } from '../../crypto/bytes.ts';
import { readReport } from '../../reading-room/read-report.ts';
import { RoomError } from '../../reading-room/room-error.ts';
import type { Report } from '../../report/report.ts';
import { wholeAlert, wholeAnswers } from '../report/whole-answers.ts';
import { alertReport, firstReport, threadOf, updateReport } from './sample.ts';

const whole = { ...firstReport(), answers: wholeAnswers } as Report;
const text = JSON.stringify(whole);

/** The code and detail of the error that a text ends in. */
function refusal(json: string): [string, string] {
  try {
    readReport(utf8(json));
  } catch (error) {
    if (error instanceof RoomError) return [error.code, error.detail ?? ''];
    throw error;
  }
  return ['none', ''];
}

/** So many names that no form asks for. */
const names = (count: number): string => Array.from({ length: count }, (_, at) => `"x${at}":1,`).join('');

/** The whole report's text with something in the place of something that is there. */
function changed(from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

it.each([whole, alertReport(threadOf(), wholeAlert), updateReport(threadOf())])(
  'reads a report of kind $kind as it was',
  (report) => {
    expect(readReport(utf8(JSON.stringify(report)))).toEqual(report);
  },
);

describe('a hostile report', () => {
  it.each([
    ['"detention":{', '"detention":{"cell":1,', 'answers.detention.cell'],
    ['"trustedPerson":{', '"trustedPerson":{"\\u001b[2J":1,', 'answers.contact.trustedPerson.⟦U+001B⟧[2J'],
    ['"eventDate":{', '"eventDate":{"constructor":{},', 'answers.urgency.eventDate.constructor'],
    ['"proceedings":[{', '"proceedings":[{"toString":"x",', 'answers.proceedings.0.toString'],
    ['"birthYear":1979', '"birthYear":"1979"', 'answers.mps.0.birthYear'],
    ['"approx":true', '"approx":"yes"', 'answers.status.lastContact.approx'],
    ['"size":14', '"size":1e99', 'answers.group.size'],
    ['"online":"yes"', '"online":["yes"]', 'answers.flags.online'],
    ['"channels":[', '"channels":[null,', 'answers.contact.channels.0'],
    ['"kind":"new"', '"kind":"urgent_alert"', 'answers.mp'],
    ['"kind":"new"', '"kind":"\\u202eweN"', 'kind'],
  ])('with %s turned into %s is refused, and the place named', (from, to, place) => {
    const [code, detail] = refusal(changed(from, to));
    expect(code).toBe('report-invalid');
    expect(detail).toContain(place);
    expect(detail).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
  });

  it.each(['"detention":{', '"events":[{', '"consent":{', '"from":{', '{'])(
    'with __proto__ in %s is refused',
    (start) => {
      expect(refusal(changed(start, `${start}"__proto__":{"kind":"new"},`))).toEqual(['report-invalid', '__proto__']);
      expect(({} as Record<string, unknown>).kind).toBeUndefined();
    },
  );

  it.each(['"charge":"insult"', '"size":14', '"note":"The whole caucus."'])(
    'nested deeply at %s is refused',
    (from) => {
      const [key] = from.split(':');
      for (const depth of [100, 100_000]) {
        const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
        expect(refusal(changed(from, `${key}:${deep}`))[0]).toBe('report-invalid');
        expect(refusal(changed(from, `${key}:${deep.replaceAll('[', '{"a":[').replaceAll(']', ']}')}`))[0]).toBe(
          'report-invalid',
        );
      }
    },
  );

  it('with a thousand unknown fields has five of them named', () => {
    const [code, detail] = refusal(changed('"health":{', `"health":{${names(1000)}`));
    expect(code).toBe('report-invalid');
    expect(detail).toBe(`${[0, 1, 2, 3, 4].map((at) => `answers.health.x${at}`).join(', ')} and 995 more`);
  });

  it.each([
    [
      'a quarter of a million wrong items',
      '"violations":[',
      `"violations":[${'1,'.repeat(250_000)}`,
      /^violations: 2500\d\d items$/,
    ],
    ['as many at a place that takes no list', '"size":14', `"size":[${'1,'.repeat(250_000)}1]`, /^size: 250001 items$/],
    ['a hundred thousand unknown names', '"health":{', `"health":{${names(100_000)}`, /and 99995 more$/],
    ['a name of a mebibyte', '"health":{', `"health":{"${'n'.repeat(1_000_000)}":1,`, /^answers\.health\.n+…$/],
    [
      'a list whose name is as long',
      '"health":{',
      `"health":{"${'\u0085'.repeat(400_000)}":[${'1,'.repeat(200)}1],`,
      /^(?:⟦U\+0085⟧)+…$/,
    ],
    ['a mebibyte of digits', '"size":14', `"size":${'9'.repeat(1_000_000)}`, /^answers\.group\.size$/],
    [
      'half a million open brackets',
      '"size":14',
      `"size":${'['.repeat(500_000)}${']'.repeat(500_000)}`,
      /^nested too deeply$/,
    ],
  ])('with %s is refused in a few words', (_what, from, to, words) => {
    const [code, detail] = refusal(changed(from, to));
    expect(code).toBe('report-invalid');
    expect(detail).toMatch(words);
    expect(detail.length).toBeLessThan(600);
  });

  it.each([
    ['"kind":"new"', '"kind":"update","kind":"new"'],
    ['"online":"yes"', '"online":"no", "\\u006fnline" :"yes"'],
    ['"narrative":"', '"narrative":"","narrative"\n\t:"'],
  ])('with %s twice is refused: another reader may take the other one', (from, to) => {
    expect(refusal(changed(from, to))).toEqual(['report-invalid', 'a name that stands twice']);
  });

  it('may hold in its texts whatever looks like a name', () => {
    const said = updateReport(threadOf(), 'He said: "answers": {"kind":"new","kind":1} \\": \\\\" and left');
    expect(readReport(utf8(JSON.stringify(said, null, 1)))).toEqual(said);
  });

  it('that is cut or is no text is not JSON', () => {
    for (const json of [text.slice(0, -1), '', '\u0000', `${text}{}`]) expect(refusal(json)[0]).toBe('report-not-json');
    expect(() => readReport(new Uint8Array([0xff, 0xfe, 0x7b]))).toThrow(RoomError);
  });
});
