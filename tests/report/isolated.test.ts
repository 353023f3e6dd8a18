import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isolated } from '../../report/isolated.ts';

const inside = (name: string) => isolated(name).slice(1, -1);

it.each([
  ['a plain name', 'photo (1).jpg', 'photo (1).jpg'],
  ['a name in a script that joins its letters', 'می\u200cخواهم.pdf', 'می\u200cخواهم.pdf'],
  ['one that turns the direction', 'a\u202egpj.exe', 'a\ufffdgpj.exe'],
  ['one that ends its isolation', 'a\u2069 has arrived', 'a\ufffd has arrived'],
  ['one of several lines', 'a\r\nb\u2028c\u0000', 'a\ufffd\ufffdb\ufffdc\ufffd'],
  ['half of a character', 'a\ud83d.png', 'a\ufffd.png'],
  ['a long one', `${'x'.repeat(4000)}.tar.gz`, `${'x'.repeat(60)}…${'x'.repeat(13)}.tar.gz`],
  ['a long one of characters that take two places', '🕊'.repeat(82), `${'🕊'.repeat(60)}…${'🕊'.repeat(20)}`],
])('shows %s', (_what, name, shown) => {
  expect(inside(name)).toBe(shown);
});

it('never lets a name out of its isolation', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(isolated(name)).toMatch(/^\u2068[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*\u2069$/u);
    }),
  );
});
