import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readMultipart } from '../../server/public/multipart.ts';

const boundary = '----WebKitFormBoundaryQ1w2E3r4';
const type = `multipart/form-data; boundary=${boundary}`;
const limits = { maxParts: 100, maxTextBytes: 10_000, allowed: () => 100 };
const bytesOf = (text: string) => new TextEncoder().encode(text);

type Entry = readonly [name: string, value: string | Blob, fileName?: string];

/** A body as Node's own writer of forms makes it, which follows HTML as browsers do. */
async function bodyOf(entries: readonly Entry[]): Promise<{ body: Uint8Array; contentType: string }> {
  const form = new FormData();
  for (const [name, value, fileName] of entries)
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, fileName);
  const response = new Response(form);
  return {
    contentType: response.headers.get('Content-Type') ?? '',
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

const read = async (entries: readonly Entry[], given = limits) => {
  const { body, contentType } = await bodyOf(entries);
  return readMultipart(body, contentType, given);
};

/** A body written by hand: pieces between boundaries, and its end. */
const raw = (...pieces: readonly string[]) =>
  bytesOf(`${pieces.map((piece) => `--${boundary}\r\n${piece}\r\n`).join('')}--${boundary}--\r\n`);
const field = (name: string, value: string) => `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`;
const file = (fileName: string, value = 'x') =>
  `Content-Disposition: form-data; name="files"; filename="${fileName}"\r\nContent-Type: text/plain\r\n\r\n${value}`;
const joined = (parts: readonly Uint8Array[] = []) => Buffer.concat(parts);

it('gives fields and files, in order', async () => {
  const given = await read([
    ['narrative', 'Ωραία\r\n🙏'],
    ['violations', 'murder'],
    ['files', new Blob(['one'], { type: 'image/png' }), 'صورة 1.png'],
    ['violations', 'impunity'],
    ['files', new Blob(['two'])],
  ]);
  expect(given?.fields).toEqual({ narrative: 'Ωραία\r\n🙏', violations: ['murder', 'impunity'] });
  expect(given?.files.map(({ parts, ...facts }) => [facts, joined(parts).toString()])).toEqual([
    [{ field: 'files', name: 'صورة 1.png', type: 'image/png', size: 3 }, 'one'],
    [{ field: 'files', name: 'blob', type: 'application/octet-stream', size: 3 }, 'two'],
  ]);
});

it('gives slices of the body, not copies', async () => {
  const { body, contentType } = await bodyOf([['files', new Blob([new Uint8Array(100_000)]), 'a']]);
  const parts = readMultipart(body, contentType, limits)?.files[0]?.parts ?? [];
  expect(joined(parts)).toHaveLength(100_000);
  for (const part of parts) expect(part.buffer).toBe(body.buffer);
});

it('gives back whatever bytes a file has', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.uint8Array(),
          fc.constantFrom('\r\n', '--', `\r\n--${boundary}`.slice(0, -1)).map((text) => bytesOf(text)),
        ),
        { maxLength: 20 },
      ),
      async (pieces) => {
        const bytes = Buffer.concat(pieces);
        const { body, contentType } = await bodyOf([['files', new Blob([bytes]), 'a']]);
        expect(joined(readMultipart(body, contentType, limits)?.files[0]?.parts)).toEqual(bytes);
      },
    ),
  ));

it('takes an input without a chosen file as no file, and an empty file with a name as one', async () => {
  expect(readMultipart(raw(file('', '')), type, limits)).toEqual({ fields: {}, files: [] });
  expect(readMultipart(raw(file('a.txt', '')), type, limits)?.files).toMatchObject([{ name: 'a.txt', size: 0 }]);
  expect(readMultipart(raw(file('', 'x')), type, limits)?.files).toMatchObject([{ name: '', size: 1 }]);
});

it.each([
  ['4,000 characters', 'ж'.repeat(4000)],
  ['slashes', '../../etc/passwd\\..\\x'],
  ['line ends', 'a\r\nContent-Type: text/html\nb'],
  ['quotes and semicolons', 'a"; name="other"; filename="b'],
  ['characters that turn direction', '\u202egpj.exe\u2066x\u2069\u200f'],
  ['a percent sign of its own', '100%.txt %41 %2522'],
  ['a backslash at its end', 'a\\'],
])('keeps the name of a file with %s', async (_what, name) => {
  const given = await read([['files', new Blob(['x']), name]]);
  expect(given?.files).toMatchObject([{ field: 'files', name }]);
  expect(given?.fields).toEqual({});
});

it('keeps a post with a line separator in the name of a file', () => {
  expect(readMultipart(raw(file('a\u2028b'), field('a', 'b')), type, limits)).toMatchObject({
    fields: { a: 'b' },
    files: [{ name: 'a', size: 1 }],
  });
});

it('reads a quote as an older browser writes it', () => {
  expect(readMultipart(raw(file('a\\"b')), type, limits)?.files).toMatchObject([{ name: 'a"b' }]);
});

it('is not moved by names that objects have', () => {
  const given = readMultipart(raw(field('__proto__', 'x'), field('toString', 'y')), type, limits);
  expect(Object.entries(given?.fields ?? {})).toEqual([
    ['__proto__', 'x'],
    ['toString', 'y'],
  ]);
  expect(Object.getPrototypeOf(given?.fields)).toBe(Object.prototype);
});

it('refuses a body cut anywhere', async () => {
  const whole = raw(field('a', 'b'), file('a.txt', 'text'));
  expect(readMultipart(whole, type, limits)).not.toBeNull();
  expect(readMultipart(whole.subarray(0, -2), type, limits)).not.toBeNull();
  for (let length = 0; length < whole.length - 2; length += 1)
    expect(readMultipart(whole.subarray(0, length), type, limits), String(length)).toBeNull();
});

it.each([
  ['another type', 'application/x-www-form-urlencoded'],
  ['a type that only begins alike', `multipart/form-data-x; boundary=${boundary}`],
  ['no boundary', 'multipart/form-data; charset=utf-8'],
  ['an empty boundary', 'multipart/form-data; boundary=""'],
  ['a boundary one sign too long', `${type}5`],
  ['a boundary one sign too short', type.slice(0, -1)],
  ['a boundary of other signs', `multipart/form-data; boundary="é${boundary.slice(1)}"`],
  ['a boundary of 71 signs', `multipart/form-data; boundary=${'a'.repeat(71)}`],
])('refuses a body announced with %s', (_what, announced) => {
  expect(readMultipart(raw(field('a', 'b')), announced, limits)).toBeNull();
});

it.each([
  ['nothing', new Uint8Array(0)],
  ['its end alone', bytesOf(`--${boundary}--\r\nx`)],
  ['something before the first boundary', Buffer.concat([bytesOf('x'), raw(field('a', 'b'))])],
  ['something after its end', Buffer.concat([raw(field('a', 'b')), bytesOf('x')])],
  ['a part without headers', raw('\r\nb')],
  ['a part without a name', raw('Content-Disposition: form-data\r\n\r\nb')],
  ['a part that is no part of a form', raw('Content-Disposition: attachment; filename="a"\r\n\r\nb')],
  ['a part whose headers never end', raw('Content-Disposition: form-data; name="a"\r\n')],
  ['a long name of a control', raw(field('a'.repeat(201), 'b'))],
  ['a name of a file beyond 16 KiB', raw(file('a'.repeat(16_400)))],
  ['headers beyond 16 KiB', raw(`${'X: y\r\n'.repeat(3000)}${field('a', 'b')}`)],
  ['text that is not UTF-8', Buffer.from(raw(field('a', 'ÿ')).filter((byte) => byte !== 0xc3))],
  ['a name that is not UTF-8', Buffer.from(raw(file('ÿ')).filter((byte) => byte !== 0xc3))],
])('refuses %s', (_what, body) => {
  expect(readMultipart(body, type, limits)).toBeNull();
});

it('refuses more parts or text than it may take', async () => {
  const many = (count: number) => raw(...Array.from({ length: count }, () => field('a', 'b')));
  expect(readMultipart(many(100), type, limits)?.fields.a).toHaveLength(100);
  expect(readMultipart(many(101), type, limits)).toBeNull();
  expect(readMultipart(raw(field('a', 'b'.repeat(9_999))), type, limits)).not.toBeNull();
  expect(readMultipart(raw(field('a', 'b'.repeat(10_000))), type, limits)).toBeNull();
  expect(readMultipart(raw(field('a', ''), file('a', 'b'.repeat(100_000))), type, limits)).not.toBeNull();
});

it.each([
  ['10,000 parts', raw(...Array.from({ length: 10_000 }, (_, at) => field(`a${at}`, '')))],
  ['32 MiB that begin like boundaries', raw(file('a', `\r\n--${boundary.slice(0, -1)}`.repeat(1_000_000)))],
  ['32 MiB of line ends', raw(file('a', '\r\n'.repeat(16_000_000)))],
  ['32 MiB of headers', raw('X: y\r\n'.repeat(5_000_000))],
])('reads %s before long', (_what, body) => {
  const before = process.cpuUsage();
  readMultipart(body, type, { maxParts: 10_000, maxTextBytes: 4_194_304, allowed: () => 1 });
  const { user, system } = process.cpuUsage(before);
  // Seconds of processor; a tenth of one is usual.
  expect((user + system) / 1e6).toBeLessThan(2);
});
