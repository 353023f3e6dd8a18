import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { bundleIndexSchema } from '../../crypto/bundle.ts';
import { concat, utf8 } from '../../crypto/bytes.ts';
import { packPayload } from '../../crypto/payload.ts';
import { PayloadError, unpackPayload } from '../../crypto/unpack.ts';

import { inertJson } from '../../reading-room/inert.ts';
import { judgeJson } from '../../reading-room/judge-json.ts';
import { factsOf } from '../../reading-room/read-envelope.ts';
import { readReport } from '../../reading-room/read-report.ts';
import { RoomError } from '../../reading-room/room-error.ts';
import { sentences } from '../../reading-room/sentences.ts';
import { resultLines } from '../../reading-room/show-text.ts';
import { answerSchema } from '../../report/answer.ts';
import type { Report } from '../../report/report.ts';
import { wholeAlert, wholeAnswers } from '../report/whole-answers.ts';
import { ran } from './desk.ts';
import { filledPayload, makeRoom, type Printed } from './room.ts';
import { alertReport, bundleOf, firstReport, indexOf, sealedReport, threadOf, updateReport } from './sample.ts';

const room = await makeRoom();
afterAll(room.remove);

const whole = { ...firstReport(), answers: wholeAnswers } as Report;
const alert = alertReport(threadOf(), wholeAlert);

/** Bytes in which some were taken away and others put, anywhere. */
const mutated = (bytes: Uint8Array) =>
  fc
    .array(
      fc.record({
        at: fc.nat({ max: bytes.length }),
        taken: fc.oneof(fc.nat({ max: 4 }), fc.nat({ max: 600 })),
        put: fc.oneof(
          fc.uint8Array({ maxLength: 4 }),
          fc.uint8Array({ maxLength: 600, size: 'max' }),
          fc.nat({ max: 4 }).map((count) => new Uint8Array(512 * count)),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((edits) =>
      edits.reduce((sum, { at, taken, put }) => concat(sum.subarray(0, at), put, sum.subarray(at + taken)), bytes),
    );

/** A JSON text with other values, and other names, somewhere in it. */
function replaced(value: object) {
  const text = JSON.stringify(value);
  const places = [...text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+|true/g)].map(({ index, 0: found }) => [
    index,
    found.length,
  ]);
  const put = fc.oneof(
    fc.json({ maxDepth: 3 }),
    fc.constantFrom('null', '-0', '1e999', '""', '[]', '{}', '"__proto__"', '"\\ud800"', `[${'1,'.repeat(500)}1]`),
    fc
      .array(fc.nat({ max: 0x10ffff }), { size: 'max', maxLength: 2000 })
      .map((points) => JSON.stringify(String.fromCodePoint(...points))),
  );
  return fc.array(fc.tuple(fc.nat({ max: places.length - 1 }), put), { minLength: 1, maxLength: 3 }).map((edits) =>
    // From the end on, so that places stay where they are.
    [...new Map(edits)]
      .sort(([left], [right]) => right - left)
      .reduce((sum, [place, each]) => {
        const [at = 0, length = 0] = places[place] ?? [];
        return sum.slice(0, at) + each + sum.slice(at + length);
      }, text),
  );
}

/** Reads a report; what is no report must be refused by a name, in a few words. */
function read(bytes: Uint8Array): Report | null {
  try {
    return readReport(bytes);
  } catch (error) {
    if (!(error instanceof RoomError)) throw error;
    expect(['report-invalid', 'report-not-json']).toContain(error.code);
    expect(error.detail.length).toBeLessThan(1000);
    return null;
  }
}

/** Text as the terminal gets it: nothing that acts, and no line wider than its columns could be. */
function show(report: Report): void {
  const opened = { report, files: [], contradictions: [] };
  const result = { path: 'x', sha256: null, opened: true, facts: factsOf(opened), alarms: [], notices: [] };
  const lines = [...resultLines(result, opened)];
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Cs}\u2028\u2029]/u);
  expect(JSON.parse(inertJson(report))).toEqual(report);
}

it.each([
  ['a full report', whole],
  ['an alert', alert],
  ['an update', updateReport(threadOf())],
])('reads or refuses by name %s in which anything was replaced', (_what, report) => {
  const bytes = utf8(JSON.stringify(report));
  let refused = 0;
  fc.assert(
    fc.property(fc.oneof(replaced(report).map(utf8), mutated(bytes)), (each) => {
      const given = read(each);
      if (given) show(given);
      else refused += 1;
    }),
    { numRuns: 100 },
  );
  expect(refused).toBeGreaterThan(30);
});

it('unpacks or refuses by name a payload in which anything was replaced', async () => {
  const payload = await filledPayload(firstReport(), () => {});
  const front = payload.subarray(0, 4096);
  fc.assert(
    fc.property(mutated(front), (start) => {
      try {
        unpackPayload(concat(start, payload.subarray(start.length)));
      } catch (error) {
        if (!(error instanceof PayloadError)) throw error;
        expect(sentences).toHaveProperty(error.code);
      }
    }),
    { numRuns: 300 },
  );
});

it('judges an index and an answer in which anything was replaced', async () => {
  const envelope = await sealedReport(room.ours.recipient, whole);
  const index = indexOf([{ envelope, report: whole }]);
  const message = { number: 1, day: '2031-03-01', status: 'opened', language: 'en', text: 'x' };
  const answer = { type: 'answer/v1', committee: 'c0'.repeat(16), messages: [message], number: 1, status: 'opened' };
  fc.assert(
    fc.property(replaced(index), replaced(answer), (one, other) => {
      for (const judged of [judgeJson(bundleIndexSchema, utf8(one), 100), judgeJson(answerSchema, utf8(other), 100)])
        if (!judged.ok) expect(judged.why.length).toBeLessThan(1000);
    }),
    { numRuns: 150 },
  );
});

it('opens or refuses by name a bundle and an envelope in which anything was replaced', async () => {
  const first = firstReport();
  const envelope = await sealedReport(room.ours.recipient, first);
  const bundle = bundleOf(indexOf([{ envelope, report: first }]), [envelope]);
  // What is sealed fails as a whole: the front of it, where there is something to be misread, and a little more.
  const fronts: [string, Uint8Array, number][] = [
    ['x.tar', bundle, 6000],
    ['x.age', envelope, 3000],
  ];
  for (const [name, bytes, length] of fronts)
    await fc.assert(
      fc.asyncProperty(mutated(bytes.subarray(0, length)), async (start) => {
        const path = join(room.folder, name);
        writeFileSync(path, concat(start, bytes.subarray(length)));
        const { out, err } = await ran(room.openArguments('--json', path));
        const { results } = JSON.parse(out) as { results: Printed[] };
        expect(err).toBe('');
        for (const { code } of results) expect(code).not.toBe('unexpected');
      }),
      { numRuns: 25 },
    );
});

it('packs what it reads: the payload of the sample is whole', async () => {
  const source = packPayload(utf8(JSON.stringify(whole)));
  expect(read(unpackPayload(await source.read(0, source.size)).report.bytes)).toEqual(whole);
});
