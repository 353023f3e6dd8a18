import { createHash } from 'node:crypto';
import { tarHeader } from '../../../crypto/tar-entry.ts';
import { fromSparse, toSparse } from '../sparse.ts';
import { numbered, type VectorFile } from '../vector-file.ts';

const block = 512;
const bucket = 65_536;
const utf8 = (text: string) => new TextEncoder().encode(text);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

interface Entry {
  readonly name: string;
  readonly body: Uint8Array;
  /** Changes the header after it was made; the checksum is made anew. */
  readonly change?: (header: Uint8Array) => void;
}

const report: Entry = { name: 'report.json', body: utf8('{"kind":"new"}') };
const file = (number: number, text = `file ${number}`): Entry => ({
  name: `files/${String(number).padStart(3, '0')}`,
  body: utf8(text),
});
const sums = (entries: readonly Entry[]): Entry => ({
  name: 'SHA256SUMS',
  body: utf8(entries.map(({ name, body }) => `${sha256(body)}  ${name}\n`).join('')),
});

/** A tar of entries, made here so that it can be wrong in any way that a caller names. */
function archive(entries: readonly Entry[], length = bucket): Uint8Array {
  const payload = new Uint8Array(length);
  let at = 0;
  for (const { name, body, change } of entries) {
    const header = tarHeader(name, body.length);
    if (change) {
      change(header);
      checksum(header);
    }
    payload.set(header, at);
    payload.set(body, at + block);
    at += block + Math.ceil(body.length / block) * block;
  }
  return payload;
}

function checksum(header: Uint8Array): void {
  header.fill(32, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.set(utf8(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
}

const put = (at: number, text: string) => (header: Uint8Array) => header.set(utf8(text), at);
const whole = [report, file(1), sums([report, file(1)])];
const good = archive(whole);

/** The sums of `whole` with one text replaced. */
const withSums = (body: string) => archive([report, file(1), { name: 'SHA256SUMS', body: utf8(body) }]);
const goodSums = new TextDecoder().decode(sums([report, file(1)]).body);
const changed = (change: (header: Uint8Array) => void) =>
  archive([report, { ...file(1), change }, sums([report, file(1)])]);
const flipped = (at: number) => {
  const payload = good.slice();
  payload[at] = 1;
  return payload;
};
/** Bytes that only announce a size; the reader must not wait for the body. */
const announcing = (name: string, size: number) => {
  const payload = new Uint8Array(bucket);
  payload.set(tarHeader(name, size));
  return payload;
};
const many = Array.from({ length: 100 }, (_, index) => file(index + 1, ''));
const repeated = (entry: Entry) => archive([report, file(1), entry, sums([report, file(1), entry])]);

/** Payloads that a reader must refuse, each with the code it refuses it by. */
export function brokenPayloads(): VectorFile {
  const cases: [string, Uint8Array, string | null][] = [
    ['control: this one is good', good, null],
    ['nothing at all', new Uint8Array(0), 'payload-cut'],
    ['half a header', good.slice(0, 300), 'payload-cut'],
    ['cut inside the first body', good.slice(0, block + 10), 'payload-cut'],
    ['cut before the sums', good.slice(0, 4 * block), 'payload-cut'],
    ['cut inside the sums', good.slice(0, 5 * block + 40), 'payload-cut'],
    ['cut inside the fill', good.slice(0, bucket - 1), 'payload-padding'],
    ['cut to whole blocks', good.slice(0, 8 * block), 'payload-padding'],
    ['one zero more', archive(whole, bucket + 1), 'payload-padding'],
    ['the next bucket', archive(whole, 2 * bucket), 'payload-padding'],
    ['zeros only', new Uint8Array(bucket), 'payload-entry'],
    ['non-zero byte after a body', flipped(block + report.body.length), 'payload-padding'],
    ['non-zero byte in the end blocks', flipped(6 * block + 10), 'payload-padding'],
    ['non-zero byte at the very end', flipped(bucket - 1), 'payload-padding'],
    ['an entry after the sums', archive([...whole, file(2)]), 'payload-padding'],
    ['report.json not first', archive([file(1), report, sums([file(1), report])]), 'payload-entry'],
    ['no report.json', archive([file(1), sums([file(1)])]), 'payload-entry'],
    ['sums first', archive([sums([]), report]), 'payload-entry'],
    ['sums missing', archive([report, file(1)]), 'payload-entry'],
    ['an entry of another name', repeated({ name: 'notes.txt', body: utf8('x') }), 'payload-entry'],
    ['a doubled file', repeated(file(1)), 'payload-entry'],
    ['a doubled report', repeated(report), 'payload-entry'],
    ['a number left out', repeated(file(3)), 'payload-entry'],
    ['name ../x', repeated({ name: '../x', body: utf8('x') }), 'payload-entry'],
    ['name /etc/x', repeated({ name: '/etc/x', body: utf8('x') }), 'payload-entry'],
    ['name ./files/002', repeated({ name: './files/002', body: utf8('x') }), 'payload-entry'],
    ['mode 0644', changed(put(100, '0000644')), 'payload-entry'],
    ['uid 1000', changed(put(108, '0001750')), 'payload-entry'],
    ['gid 1000', changed(put(116, '0001750')), 'payload-entry'],
    ['a time', changed(put(136, '14000000000')), 'payload-entry'],
    ['a user name', changed(put(265, 'amal')), 'payload-entry'],
    ['a prefix', changed(put(345, 'files')), 'payload-entry'],
    ['typeflag symlink', changed(put(156, '2')), 'payload-entry'],
    ['typeflag hard link', changed(put(156, '1')), 'payload-entry'],
    ['typeflag directory', changed(put(156, '5')), 'payload-entry'],
    ['typeflag pax header', changed(put(156, 'x')), 'payload-entry'],
    ['typeflag zero byte', changed(put(156, '\0')), 'payload-entry'],
    ['a link target', changed(put(157, 'report.json')), 'payload-entry'],
    ['GNU magic', changed(put(257, 'ustar  \0')), 'payload-entry'],
    ['size with spaces', changed(put(124, '         06 ')), 'payload-entry'],
    ['size with fewer digits', changed(put(124, '0000000006\0\0')), 'payload-entry'],
    ['size in base-256', changed((header) => header.set([0x80, ...Array(10).fill(0), 6], 124)), 'payload-entry'],
    ['size not octal', changed(put(124, '00000000008')), 'payload-entry'],
    ['wrong checksum', spoiled(), 'payload-entry'],
    ['checksum in another form', spoiled((header) => header.set([32, 48], 154)), 'payload-entry'],
    ['a size beyond the payload', announcing('report.json', bucket), 'payload-cut'],
    ['report.json of 1 MiB and a byte', announcing('report.json', 1_048_577), 'payload-report-too-long'],
    ['report.json of 8 GiB less a byte', announcing('report.json', 8 ** 11 - 1), 'payload-report-too-long'],
    ['a hundred files', archive([report, ...many, sums([report, ...many])]), 'payload-too-many-files'],
    ['sums of another file', withSums(goodSums.replace('files/001', 'files/002')), 'payload-sums'],
    ['sums in another order', withSums(`${goodSums.split('\n').reverse().join('\n').slice(1)}\n`), 'payload-sums'],
    ['sums in upper case', withSums(goodSums.toUpperCase()), 'payload-sums'],
    ['sums of binary mode', withSums(goodSums.replaceAll('  ', ' *')), 'payload-sums'],
    ['sums with CRLF', withSums(goodSums.replaceAll('\n', '\r\n')), 'payload-sums'],
    ['sums without the last line end', withSums(goodSums.slice(0, -1)), 'payload-sums'],
    ['sums with a line more', withSums(`${goodSums}${goodSums.split('\n')[0]}\n`), 'payload-sums'],
    ['sums with a line less', withSums(`${goodSums.split('\n')[0]}\n`), 'payload-sums'],
    ['empty sums', withSums(''), 'payload-sums'],
    [
      'sums not UTF-8',
      archive([report, file(1), { name: 'SHA256SUMS', body: utf8(goodSums).fill(0xff, 0, 4) }]),
      'payload-sums',
    ],
  ];
  return {
    purpose: 'Payloads that must be refused whole, and the code they are refused by. Case 1 is good.',
    source: 'docs/ENVELOPE.md, "Payload". `payload` is that many zeros with each part laid over them.',
    vectors: numbered(
      cases.map(([name, payload, expect]) => ({
        name: expect ? `must fail: ${name}` : name,
        payload: toSparse(payload),
        expect,
      })),
    ),
  };
}

function spoiled(change = (header: Uint8Array) => header.set(utf8('000000'), 148)): Uint8Array {
  const payload = fromSparse(toSparse(good));
  change(payload.subarray(2 * block, 3 * block));
  return payload;
}
