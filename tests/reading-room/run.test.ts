import { expect, it } from 'vitest';
import { run } from '../../reading-room/run.ts';
import { errorCode, ran } from './desk.ts';

it('gives even an unforeseen error a name and a hint, and no stack', async () => {
  let err = '';
  const status = await run(['help'], {
    out() {
      throw new TypeError('bo\u001bom');
    },
    err(text) {
      err += text;
    },
    isTerminal: false,
    askSecret: async () => null,
    today: () => '2031-03-01',
  });
  expect(errorCode({ status, out: '', err })).toBe('unexpected');
  expect(err).toContain('bo⟦U+001B⟧om');
  expect(err.split('\n')).toHaveLength(3);
});

it.each([
  [['opne']],
  [['keyring']],
  [['keyring', 'sing']],
  [['open', '--json=yes', 'x']],
  [['keygen', '--out']],
  [['keygen', '--out', 'x', 'y']],
  [['open', '--identity', 'x', '--passphrase', 'secret', 'y']],
])('refuses %j as usage, with a hint', async (argv) => {
  expect(errorCode(await ran(argv))).toBe('usage');
});

it('helps whoever asks, and whoever says nothing', async () => {
  expect(await ran(['help'])).toMatchObject({ status: 0, out: expect.stringContaining('open --identity') });
  expect(await ran(['open', '--help'])).toMatchObject({ status: 0 });
  expect(await ran([])).toMatchObject({ status: 1, out: expect.stringContaining('keygen') });
});
