import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { cutValues } from '../../server/env-file.ts';

/** A value, and what Node takes of it. */
it.each([
  ['team:2024#secret', 'team:2024'],
  ['#secret', ''],
  ['"half', '"half'],
  ['"one" two', 'one'],
  ['"a"b"', 'a'],
  ["'it''s'", 'it'],
])('names a setting of which Node takes a part alone: %s', (value, taken) => {
  const text = `A=1\nexport NAME=${value}\r\nB=2\n`;
  expect(parseEnv(text).NAME).toBe(taken);
  expect(cutValues(text)).toEqual(['NAME']);
});

it.each([
  ['team:2024', 'team:2024'],
  ['value # a comment', 'value'],
  [' # a comment', ''],
  ['"team:2024#secret"', 'team:2024#secret'],
  ["'team:2024#secret' # a comment", 'team:2024#secret'],
  ['`"one" #two`', '"one" #two'],
  ['"two\nC=lines#here"', 'two\nC=lines#here'],
  ['it\'s "so"', 'it\'s "so"'],
  ['', ''],
])('leaves alone what Node takes whole: %s', (value, taken) => {
  for (const end of ['\n', '\r\n']) {
    const text = ['# NAME=x#y', 'A=1', `NAME=${value}`, 'B=2'].join(end);
    expect(parseEnv(text)).toEqual({ A: '1', NAME: taken, B: '2' });
    expect(cutValues(text)).toEqual([]);
  }
});
