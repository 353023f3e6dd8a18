import { expect, it } from 'vitest';
import { plainLines } from '../../report/list-lines.ts';
import { readPastedMps } from '../../report/pasted-mps.ts';

const read = (text: string) =>
  readPastedMps(text, false, () => undefined).mps.map(({ fullName, party }) => fullName + (party ? `/${party}` : ''));

it.each([
  ['one <br>', 'Ana Uno<br>\nBo Dos\nCleo Tres'],
  ['one <div> before the list', '<div>\nAna Uno\nBo Dos\nCleo Tres'],
  ['one <div> around a name', 'Ana Uno\n<div>Bo Dos</div>\nCleo Tres'],
  ['a <div> around the list', '<div class="x">Ana Uno\nBo Dos\nCleo Tres</div>'],
  ['a <p> and no line end beside it', '<p>Ana Uno</p>Bo Dos\nCleo Tres'],
  ['a stray <td>', '<td>\nAna Uno\nBo Dos\nCleo Tres'],
  ['a table of one cell', '<table><tr><td>Ana Uno\nBo Dos\nCleo Tres</td></tr></table>'],
  ['text under a row of cells', '<tr><td>Ana Uno</td><td></td>\nBo Dos\nCleo Tres'],
  ['a first line without a tag, as editors write it', 'Ana Uno<div>Bo Dos</div><div>Cleo Tres</div>'],
  ['items that are not closed', '<ul><li>Ana Uno<li>Bo Dos<li>Cleo Tres</ul>'],
  ['items that are indented by tabs', '<ul>\n\t<li>Ana Uno</li>\n\t<li>Bo Dos</li>\n\t<li>Cleo Tres</li>\n</ul>'],
  ['a ruler of a page', 'Ana Uno<hr>Bo Dos\nCleo Tres'],
])('keeps line ends as line ends beside %s', (_what, text) => {
  expect(read(text)).toEqual(['Ana Uno', 'Bo Dos', 'Cleo Tres']);
});

it.each([
  [
    'line ends between cells',
    '<tr>\n\t<td>Ana Uno</td>\n\t<td>Dawn</td>\n</tr>\n<tr>\n\t<td>Bo</td>\n\t<td>Dusk</td></tr>',
  ],
  ['line ends in cells', '<tr><td>Ana\n  Uno</td><td>Dawn</td></tr><tr><td>\n\tBo\n</td><td>\nDusk\n</td></tr>'],
  ['paragraphs in cells', '<tr><td><p>Ana Uno</p></td><td><p>Dawn</p></td></tr><tr><td><p>Bo</p></td><td><p>Dusk'],
  ['cells that are not closed', '<table><tr><td>Ana Uno<td>Dawn<tr><td>Bo<td>Dusk</table>'],
])('keeps a row of several cells in one line, with %s', (_what, text) => {
  expect(read(text)).toEqual(['Ana Uno/Dawn', 'Bo/Dusk']);
});

it('counts lines as they stand in the box, whatever tags are beside them', () => {
  expect(plainLines('<div>Ana</div>\n\n<p>Bo<br>\nCleo</p>\n')).toBe('Ana\n\nBo\nCleo\n');
  const { unread } = readPastedMps('<div>Ana</div>\n<div>----</div>\n<div>Bo</div>', false, () => undefined);
  expect(unread).toEqual([2]);
});

it('leaves a text without tags of lines as it is', () => {
  for (const text of ['Ana\n\tBo', '<b>Ana</b>\nBo', 'a < b\nc > d']) expect(plainLines(text)).toBe(text);
});
