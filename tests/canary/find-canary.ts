import { constants, inflateRawSync } from 'node:zlib';

/** Ways in which a text can stand in bytes, each with the text as it looks then. */
function looks(canary: string): [string, Buffer][] {
  const bytes = Buffer.from(canary);
  const characters = [...canary];
  const escaped = (upper: boolean) =>
    characters
      .map((character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
      .map((text) => (upper ? text.toUpperCase().replace('\\U', '\\u') : text))
      .join('');
  const percent = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const all: [string, Buffer][] = [
    ['utf-8', bytes],
    ['utf-16le', Buffer.from(canary, 'utf16le')],
    ['utf-16be', Buffer.from(canary, 'utf16le').swap16()],
    ['percent', Buffer.from(percent)],
    ['percent upper', Buffer.from(percent.toUpperCase())],
    ['hex', Buffer.from(bytes.toString('hex'))],
    ['hex upper', Buffer.from(bytes.toString('hex').toUpperCase())],
    ['json escapes', Buffer.from(escaped(false))],
    ['json escapes upper', Buffer.from(escaped(true))],
  ];
  for (const offset of [0, 1, 2]) {
    // The groups of three that lie wholly inside look the same whatever stands around them.
    const inner = bytes.subarray((3 - offset) % 3);
    const whole = inner.subarray(0, inner.length - (inner.length % 3));
    const base64 = whole.toString('base64');
    all.push([`base64 at ${offset}`, Buffer.from(base64)]);
    const forAddresses = whole.toString('base64url');
    if (forAddresses !== base64) all.push([`base64url at ${offset}`, Buffer.from(forAddresses)]);
  }
  return all;
}

/** Whatever can be unpacked out of bytes, wherever a packed stream may begin; what follows it does not matter. */
function unpacked(bytes: Buffer): [string, Buffer][] {
  const found: [string, Buffer][] = [];
  const attempt = (name: string, start: Buffer, length: number) => {
    for (let at = bytes.indexOf(start); at !== -1; at = bytes.indexOf(start, at + 1)) {
      try {
        found.push([name, inflateRawSync(bytes.subarray(at + length), { finishFlush: constants.Z_SYNC_FLUSH })]);
      } catch {
        // Not such a stream.
      }
    }
  };
  attempt('gzip', Buffer.of(0x1f, 0x8b, 0x08), 10);
  for (const level of [0x01, 0x5e, 0x9c, 0xda]) attempt('deflate', Buffer.of(0x78, level), 2);
  attempt('raw deflate', Buffer.from('\r\n\r\n'), 4);
  return found;
}

type Content = readonly [packing: string, bytes: Buffer];

/** What bytes hold, as they are and unpacked: made once for all that is looked for in it. */
export const contentsOf = (bytes: Buffer): readonly Content[] => [['', bytes], ...unpacked(bytes)];

/** Names of every way in which a canary of ASCII letters and digits stands in bytes; empty if it does not. */
export const findCanary = (bytes: Buffer, canary: string): string[] => findIn(contentsOf(bytes), canary);

export function findIn(contents: readonly Content[], canary: string): string[] {
  const texts = looks(canary);
  return contents.flatMap(([packing, content]) =>
    texts.flatMap(([look, text]) => (content.includes(text) ? [`${packing} ${look}`.trim()] : [])),
  );
}
