/** Ends of lines of every kind: also soft ones of notes and word processors, and the ends of pages. */
const lineEnd = /\r\n?|[\n\v\f\u0085\u2028\u2029]/g;

/** A pasted text with one kind of line ends, without a mark of byte order, and without the tags of a page. */
export function plainLines(text: string): string {
  const lines = text.replace(/^\ufeff/, '').replace(lineEnd, '\n');
  return isPage.test(lines) ? withoutTags(lines) : lines;
}

/** Tags that make cells and lines: a page's own text, and nothing that stands in a name. */
const isPage = /<(?:table|tbody|tr|td|th|li|ul|ol|br|p|div)\b[^<>]{0,500}>/i;

function withoutTags(page: string): string {
  return page
    .replaceAll('\n', ' ')
    .replace(/<\/t[dh]\s*>\s*(?=<t[dh]\b)/gi, '\t')
    .replace(/<br\b[^<>]{0,500}>|<\/(?:tr|li|p|div|h\d|caption|table)\s*>/gi, '\n')
    .replace(/<\/?[a-z!][^<>]{0,500}>/gi, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hexadecimal, name) => {
      const point = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : 0;
      if (point > 0 && point <= 0x10ffff) return String.fromCodePoint(point);
      return named[String(name).toLowerCase()] ?? whole;
    });
}

const named: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
