import { crc32 } from 'node:zlib';

/** Stands where nothing may be left; seven bytes, so that it fits a chunk of time. */
export const canary = 'canario';

/**
 * Pictures with nothing hidden in them. Made with Debian 12's ImageMagick 6.9, libjpeg-turbo 2.1 and libwebp 1.2:
 *
 *     convert -size 24x16 gradient:red-blue base.ppm && convert base.ppm -strip plain.png
 *     cjpeg -optimize -quality 50 base.ppm; cjpeg -progressive -quality 50 base.ppm
 *     cjpeg -optimize -restart 1B -quality 50 base.ppm
 *     cwebp -q 50 plain.png; cwebp -lossless plain.png
 *     convert -size 24x16 'gradient:rgba(255,0,0,1)-rgba(0,0,255,0.2)' a.png && cwebp -q 50 a.png
 *     convert -size 8x6 xc:red xc:green f%d.png && cwebp f0.png && cwebp -lossless f1.png
 *     webpmux -frame f0.webp +100 -frame f1.webp +100 -o animated.webp
 */
export const plain = {
  baseline: decode(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQF/8QAFRABAQAAAAAAAAAAAAAAAAAAABP/xAAVAQEBAAAAAAAAAAAAAAAAAAAABf/EABYRAAMAAAAAAAAAAAAAAAAAAAAVYf/aAAwDAQACEQMRAD8AwKlUVSqoohZaUtqIqgogaU//2Q==',
  ),
  progressive: decode(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wgARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAMF/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAT/2gAMAwEAAhADEAAAAc9FVZZEf//EABUQAQEAAAAAAAAAAAAAAAAAAAAR/9oACAEBAAEFAqqqqv/EABURAQEAAAAAAAAAAAAAAAAAAAAU/9oACAEDAQE/AalT/8QAFREBAQAAAAAAAAAAAAAAAAAAABT/2gAIAQIBAT8BkSP/xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAY/Al//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAE/IUB//9oADAMBAAIAAwAAABDHH//EABURAQEAAAAAAAAAAAAAAAAAAABx/9oACAEDAQE/EKU//8QAFREBAQAAAAAAAAAAAAAAAAAAAHH/2gAIAQIBAT8QlL//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAE/EF//AP/Z',
  ),
  restarts: decode(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQF/8QAFRABAQAAAAAAAAAAAAAAAAAAABP/xAAUAQEAAAAAAAAAAAAAAAAAAAAF/8QAFhEAAwAAAAAAAAAAAAAAAAAAABVh/90ABAAB/9oADAMBAAIRAxEAPwDAqVRVKlFEGWlP/9DAqIqhRRBlpT//2Q==',
  ),
  png: decode(
    'iVBORw0KGgoAAAANSUhEUgAAABgAAAAQBAMAAAD+CqKmAAAAMFBMVEX/AADuABHdACLMADO7AESqAFWZAGaIAHd3AIhmAJlVAKpEALszAMwiAN0RAO4AAP8lworGAAAAO0lEQVQI103BQQEAEADAwFVQQQUVVFBBBRVUUEEFFVRQQQW+uwMLQhSSkIUiVKEJXRjCFJawhSNc4ckHGRdfoQLKecQAAAAASUVORK5CYII=',
  ),
  lossy: decode(
    'UklGRl4AAABXRUJQVlA4IFIAAACwAwCdASoYABAAPtFWo0u/pKMhsAgD8BoJbDuAGMeQdwf4AB7UYAD+7ts/z2h8AMiCd/cUScadZ/8lkh+9eSn0cvjXrhdI3p8S6ThAB2yUKoAA',
  ),
  lossless: decode(
    'UklGRkwAAABXRUJQVlA4TEAAAAAvF8ADAH8AEIT/cQsT8ff/+U+WAVVk21BBBRVUUEEFFVRQQQUVVFBBBRX8bYaI/ufn4+Xh5uLkYGdjZWFmYmQg',
  ),
  alpha: decode(
    'UklGRrQAAABXRUJQVlA4WAoAAAAQAAAAFwAADwAAQUxQSDoAAAABfyAQSDHByRwRcUREAqrItqGCCiqooIIKKqigggoqqKCCCir42wwR/c/Px8vDzcXJwc7GysLMxMhAVlA4IFQAAADwAwCdASoYABAAPtFUo0uoJKMhsAgBABoJbAC7LoBbhIf4DyO4OrNwAP7LCJcQDfn1S0Wx1Yjg7vb/56ob9LG4RuWFPtypPnLg6DSNFd06qtKwAAA=',
  ),
  animated: decode(
    'UklGRqgAAABXRUJQVlA4WAoAAAACAAAABwAABQAAQU5JTQYAAAD/////AABBTk1GSAAAAAAAAAAAAAcAAAUAAGQAAABWUDggMAAAANABAJ0BKggABgACADQloAJ0ugH4AAOwAP7wxAv/ILlhdcjX/yA/5Af8gP/48gAAAEFOTUYsAAAAAAAAAAAABwAABQAAZAAAAFZQOEwUAAAALwdAAQAHUMCI/gcAgvC/bSKi/yE=',
  ),
} as const;

function decode(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

const number = (value: number, length: number, isLittle = false): Buffer => {
  const out = Buffer.alloc(length);
  if (isLittle) out.writeUIntLE(value, 0, length);
  else out.writeUIntBE(value, 0, length);
  return out;
};

// JPEG

export const jpegSegment = (code: number, ...body: readonly (Buffer | string)[]): Buffer => {
  const data = Buffer.concat(body.map((part) => (typeof part === 'string' ? bytes(part) : part)));
  return Buffer.concat([Buffer.of(0xff, code), number(data.length + 2, 2), data]);
};

/** Puts segments after SOI and JFIF, both as every picture above begins. */
export const inJpeg = (picture: Buffer, ...segments: readonly Buffer[]): Buffer =>
  Buffer.concat([picture.subarray(0, 20), ...segments, picture.subarray(20)]);

/** Puts segments before the last scan of a progressive picture, in the midst of the image. */
export const betweenScans = (picture: Buffer, ...segments: readonly Buffer[]): Buffer => {
  const at = picture.lastIndexOf(bytes('\xff\xc4'));
  return Buffer.concat([picture.subarray(0, at), ...segments, picture.subarray(at)]);
};

export const exifSegment = (tiff: Buffer): Buffer => jpegSegment(0xe1, 'Exif\0\0', tiff);

// PNG

export const pngChunk = (kind: string, ...body: readonly (Buffer | string)[]): Buffer => {
  const data = Buffer.concat(body.map((part) => (typeof part === 'string' ? bytes(part) : part)));
  const kindAndData = Buffer.concat([bytes(kind), data]);
  return Buffer.concat([number(data.length, 4), kindAndData, number(crc32(kindAndData), 4)]);
};

/** Puts chunks after signature and IHDR. */
export const inPng = (...chunks: readonly Buffer[]): Buffer =>
  Buffer.concat([plain.png.subarray(0, 33), ...chunks, plain.png.subarray(33)]);

// WebP

export const webpChunk = (kind: string, ...body: readonly (Buffer | string)[]): Buffer => {
  const data = Buffer.concat(body.map((part) => (typeof part === 'string' ? bytes(part) : part)));
  return Buffer.concat([bytes(kind), number(data.length, 4, true), data, Buffer.alloc(data.length % 2)]);
};

export const webp = (...chunks: readonly Buffer[]): Buffer => {
  const body = Buffer.concat([bytes('WEBP'), ...chunks]);
  return Buffer.concat([bytes('RIFF'), number(body.length, 4, true), body]);
};

/** The chunks of a simple picture of 24 by 16, made extended. */
export const extended = (flags: number, picture: Buffer, ...chunks: readonly Buffer[]): Buffer =>
  webp(webpChunk('VP8X', Buffer.of(flags, 0, 0, 0, 23, 0, 0, 15, 0, 0)), picture.subarray(12), ...chunks);

/** The animated picture, with chunks at the end of its first frame and at its own end. */
export const inFrame = (inside: Buffer, ...chunks: readonly Buffer[]): Buffer => {
  const frame = 44;
  const length = plain.animated.readUInt32LE(frame + 4);
  const [header, data] = [plain.animated.subarray(12, frame), plain.animated.subarray(frame + 8, frame + 8 + length)];
  return webp(header, webpChunk('ANMF', data, inside), plain.animated.subarray(frame + 8 + length), ...chunks);
};

// TIFF, which is what EXIF is

interface Field {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** A value, or a directory or data whose place is the value. */
  readonly value: Buffer | readonly Field[] | { readonly place: Buffer };
}

const text = (tag: number, value: string): Field => ({
  tag,
  type: 2,
  count: value.length + 1,
  value: bytes(`${value}\0`),
});
const directory = (tag: number, value: readonly Field[]): Field => ({ tag, type: 4, count: 1, value });

function directoryBytes(fields: readonly Field[], at: number, next: readonly Field[], isLittle: boolean): Buffer {
  let outside = Buffer.alloc(0);
  const outsideAt = at + 2 + fields.length * 12 + 4;
  const put = (of: (place: number) => Buffer): Buffer => {
    const place = outsideAt + outside.length;
    const data = of(place);
    outside = Buffer.concat([outside, data, Buffer.alloc(data.length % 2)]);
    return number(place, 4, isLittle);
  };
  const fieldBytes = ({ value }: Field): Buffer => {
    if (Buffer.isBuffer(value))
      return value.length > 4 ? put(() => value) : Buffer.concat([value, Buffer.alloc(4 - value.length)]);
    return 'place' in value ? put(() => value.place) : put((place) => directoryBytes(value, place, [], isLittle));
  };
  const entries = fields.map((field) =>
    Buffer.concat([
      number(field.tag, 2, isLittle),
      number(field.type, 2, isLittle),
      number(field.count, 4, isLittle),
      fieldBytes(field),
    ]),
  );
  const nextAt = next.length > 0 ? put((place) => directoryBytes(next, place, [], isLittle)) : Buffer.alloc(4);
  return Buffer.concat([number(fields.length, 2, isLittle), ...entries, nextAt, outside]);
}

/** What a camera writes. */
export interface Exif {
  readonly isLittle?: boolean;
  readonly orientation?: number;
  readonly make?: string;
  readonly place?: string;
  readonly makerNote?: string;
  readonly thumbnail?: string;
}

/** EXIF data with a canary in each part that is asked for. */
export function exif({ isLittle = false, orientation = 1, make, place, makerNote, thumbnail }: Exif): Buffer {
  const rational = (value: number) => Buffer.concat([number(value, 4, isLittle), number(1, 4, isLittle)]);
  const latitude = Buffer.concat([rational(12), rational(34), rational(56)]);
  const short = (tag: number, value: number): Field => ({ tag, type: 3, count: 1, value: number(value, 2, isLittle) });
  const long = (tag: number, value: Field['value']): Field => ({ tag, type: 4, count: 1, value });
  const first: Field[] = [
    ...(make ? [text(0x010f, make)] : []),
    short(0x0112, orientation),
    ...(makerNote
      ? [directory(0x8769, [{ tag: 0x927c, type: 7, count: makerNote.length, value: bytes(makerNote) }])]
      : []),
    ...(place
      ? [directory(0x8825, [text(1, 'N'), { tag: 2, type: 5, count: 3, value: latitude }, text(0x12, place)])]
      : []),
  ];
  const second = thumbnail
    ? [long(0x0201, { place: bytes(thumbnail) }), long(0x0202, number(thumbnail.length, 4, isLittle))]
    : [];
  const header = Buffer.concat([bytes(isLittle ? 'II' : 'MM'), number(42, 2, isLittle), number(8, 4, isLittle)]);
  return Buffer.concat([header, directoryBytes(first, 8, second, isLittle)]);
}

/** An XMP packet. */
export const xmp = (words: string): string =>
  `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="${words}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

/** Photoshop's resource of IPTC with a caption. */
export const iptc = (words: string): Buffer => {
  const caption = Buffer.concat([Buffer.of(0x1c, 2, 120), number(words.length, 2), bytes(words)]);
  return Buffer.concat([
    bytes('Photoshop 3.0\x008BIM\x04\x04\0\0'),
    number(caption.length, 4),
    caption,
    Buffer.alloc(caption.length % 2),
  ]);
};

/** The index of a file of two pictures, of which the second begins `offset` bytes after this data's byte order. */
export const mpf = (offset: number, length: number): Buffer => {
  const entry = (flags: number, size: number, at: number) =>
    Buffer.concat([number(flags, 4), number(size, 4), number(at, 4), Buffer.alloc(4)]);
  const entries = Buffer.concat([entry(0x030000, 0, 0), entry(0, length, offset)]);
  const fields: Field[] = [
    { tag: 0xb000, type: 7, count: 4, value: bytes('0100') },
    { tag: 0xb001, type: 4, count: 1, value: number(2, 4) },
    { tag: 0xb002, type: 7, count: entries.length, value: entries },
  ];
  return Buffer.concat([bytes('MPF\0MM\0*\0\0\0\x08'), directoryBytes(fields, 8, [], false)]);
};
