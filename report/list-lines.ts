import { hasText } from './unseen-marks.ts';

/** Ends of lines of every kind: also soft ones of notes and word processors, and the ends of pages. */
const lineEnd = /\r\n?|[\n\v\f\u0085\u2028\u2029]/g;

/**
 * A pasted text with one kind of line ends, without a mark of byte order, and without the tags of a page. A line end
 * stays one whatever tags stand beside it, but for those in a row of several cells, which belong to the cells.
 */
export function plainLines(text: string): string {
  const lines = text.replace(/^\ufeff/, '').replace(lineEnd, '\n');
  return isPage.test(lines) ? withoutTags(lines) : lines;
}

/** Tags that stand between lines of what a page shows, and nothing that stands in a name. */
const block = String.raw`<\/?(?:br|hr|p|div|li|ul|ol|dl|dt|dd|h[1-6]|caption|pre|blockquote|option)\b[^<>]{0,500}>`;
const row = String.raw`<\/?(?:table|thead|tbody|tfoot|tr)\b[^<>]{0,500}>`;
const cell = String.raw`<t[dh]\b[^<>]{0,500}>`;
const isPage = new RegExp(`${block}|${row}|${cell}`, 'i');
const blocks = new RegExp(block, 'gi');
const rows = new RegExp(row, 'i');
const cells = new RegExp(cell, 'i');
const cellEnd = /<\/t[dh]\s*>/i;

/** What a tag between lines becomes first; no other is left by then. */
const tagEnd = '\v';

function withoutTags(page: string): string {
  const lines = page.split(rows).map(rowOrText).join(tagEnd);
  // A tag ends a line only where no line end stands beside it, so that lines keep the numbers that a person counts.
  const single = lines.replace(/[^\S\t]+/g, (run, at) => {
    if (!run.includes(tagEnd)) return run;
    return run.replace(/[^\n]/g, '') || (at === 0 ? '' : '\n');
  });
  return single
    .replace(/<\/?[a-z!][^<>]{0,500}>/gi, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hexadecimal, name) => {
      const point = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : 0;
      if (point > 0 && point <= 0x10ffff) return String.fromCodePoint(point);
      return named[String(name).toLowerCase()] ?? whole;
    });
}

/** The cells of a row as one line, and what stands outside of them under it; or text, with its lines. */
function rowOrText(text: string): string {
  const [before = '', ...others] = text.split(cells);
  if (others.length < 2) return withoutIndents(text).replace(blocks, tagEnd);
  const divided = others.map((each) => each.split(cellEnd));
  const inRow = divided.map(([inCell = '']) => inCell.replace(blocks, ' ').replace(/\s+/g, ' '));
  const outside = [before, ...divided.flatMap(([, ...rest]) => rest)].filter(hasText);
  return [inRow.join('\t'), ...outside.map((each) => each.replace(blocks, tagEnd))].join(tagEnd);
}

/** Tabs before a tag at the start of a line are there for who reads the page's source, and divide nothing. */
const withoutIndents = (text: string): string => text.replace(/^[ \t]+(?=<)/gm, '');

const named: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
