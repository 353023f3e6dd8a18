import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceOf, withoutHiddenData } from '../../report/hidden-data.ts';
import { maxProfileBytes, plainProfile } from '../../report/pictures/colour-profile.ts';
import { maxSegments, type Readable, windowBytes } from '../../report/pictures/scanner.ts';
import { asPacked } from '../../report/pictures/zlib.ts';
import { hiddenIn, type Tags, tagsOf } from '../../tools/hidden-tags.ts';
import { app, everything, hidden, orientations, secondImage, stillLossy, turned } from './hidden-pictures.ts';
import {
  betweenScans,
  canary,
  exif,
  exifSegment,
  extended,
  inFrame,
  inJpeg,
  inPng,
  jpegSegment,
  mpf,
  plain,
  pngChunk,
  webp,
  webpChunk,
  xmp,
} from './pictures.ts';
import { personal, profile, screen } from './profiles.ts';

/** A file in memory that counts what is read of it. */
function counted(bytes: Uint8Array) {
  const seen = { reads: 0, bytes: 0, longest: 0 };
  return {
    seen,
    file: counting(
      { size: bytes.length, read: async (start, end) => Uint8Array.from(bytes.subarray(start, end)) },
      seen,
    ),
  };
}

const counting = (file: Readable, seen: { reads: number; bytes: number; longest: number }): Readable => ({
  size: file.size,
  read: async (start, end) => {
    seen.reads += 1;
    seen.bytes += end - start;
    seen.longest = Math.max(seen.longest, end - start);
    return file.read(start, end);
  },
});

/** The cleaned bytes, or why there are none. */
async function clean(bytes: Uint8Array): Promise<Buffer | string> {
  const { file } = counted(bytes);
  const cleaned = await withoutHiddenData(file);
  if (!cleaned.ok) return cleaned.why;
  const source = sourceOf(file, cleaned.pieces);
  expect(source.size).toBe(cleaned.size);
  return Buffer.from(await source.read(0, source.size));
}

describe('what is hidden', () => {
  it.each(hidden)('goes, and nothing else: %s', async (_, picture, expected) => {
    expect(picture.includes(canary)).toBe(true);
    const cleaned = await clean(picture);
    expect(cleaned.includes(canary)).toBe(false);
    expect(cleaned).toEqual(expected);
  });

  it.each(Object.entries(plain))('is not looked for where there is none: %s', async (_, picture) => {
    expect(await clean(picture)).toEqual(picture);
  });
});

const pngStays = [
  pngChunk('tRNS', 'any data'),
  ...(['gAMA', 'cHRM', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'sBIT', 'bKGD', 'pHYs'] as const).map((kind) =>
    pngChunk(kind, 'x'),
  ),
];
const plainScreen = Buffer.from(plainProfile(profile(screen)) ?? []);
const hiddenScreen = profile({ ...personal, ...screen });
/** A profile in a JPEG, in parts. */
const inParts = (whole: Buffer, length: number): Buffer[] => {
  const count = Math.ceil(whole.length / length);
  return Array.from({ length: count }, (_, at) =>
    app(2, 'ICC_PROFILE\0', Buffer.of(at + 1, count), whole.subarray(at * length, (at + 1) * length)),
  );
};
const withProfile = (picture: Buffer, chunk: Buffer, flags = 0x20) =>
  webp(webpChunk('VP8X', Buffer.of(flags, 0, 0, 0, 23, 0, 0, 15, 0, 0)), chunk, picture.subarray(12));

describe('what stays', () => {
  it('is what colours need', async () => {
    const adobe = app(14, 'Adobe\0d\0\0\0\0\x01');
    for (const picture of [inJpeg(plain.progressive, adobe), inPng(...pngStays)])
      expect(await clean(picture)).toEqual(picture);
  });

  it('is of a colour profile what a transform needs, in one part or in many', async () => {
    const parts = inParts(hiddenScreen, 200);
    const packed = (whole: Buffer, name: string) => pngChunk('iCCP', `${name}\0\0`, deflateSync(whole));
    expect(parts.length).toBeGreaterThan(3);
    const jpeg = inJpeg(plain.baseline, ...inParts(plainScreen, 60_000));
    expect(await clean(inJpeg(plain.baseline, ...parts))).toEqual(jpeg);
    expect(await clean(inJpeg(plain.baseline, ...parts.toReversed()))).toEqual(jpeg);
    const png = inPng(pngChunk('iCCP', 'Colours\0\0', Buffer.from(asPacked(plainScreen))));
    expect(await clean(inPng(packed(hiddenScreen, canary)))).toEqual(png);
    const webpOf = (whole: Buffer) => withProfile(plain.lossy, webpChunk('ICCP', whole));
    expect(await clean(webpOf(hiddenScreen))).toEqual(webpOf(plainScreen));
  });

  it('is no colour profile that is damaged, not whole or not announced: the picture is cleaned without it', async () => {
    const [first, ...more] = inParts(hiddenScreen, 200);
    for (const parts of [more, [first as Buffer], inParts(Buffer.from(canary), 100)])
      expect(await clean(inJpeg(plain.baseline, ...parts))).toEqual(plain.baseline);
    for (const data of [
      `${canary}\0\0`,
      `${'x'.repeat(90)}\0\0`,
      Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(maxProfileBytes + 1))]),
    ])
      expect(await clean(inPng(pngChunk('iCCP', data)))).toEqual(plain.png);
    for (const [chunk, flags] of [
      [webpChunk('ICCP', canary), 0x20],
      [webpChunk('ICCP', hiddenScreen), 0],
    ] as const)
      expect(await clean(withProfile(plain.lossy, chunk, flags))).toEqual(stillLossy);
  });

  it('is a wrong CRC', async () => {
    const picture = Buffer.from(plain.png);
    picture[29] = ~(picture[29] as number) & 0xff;
    expect(await clean(picture)).toEqual(picture);
  });

  it('is fill bytes before a stuffed byte of a scan', async () => {
    // Decoders take both for one byte; a marker ends the data.
    const at = plain.baseline.length - 2;
    const scan = plain.baseline.lastIndexOf(Buffer.of(0xff, 0xda)) + 14;
    const stuffed = Buffer.concat([
      plain.baseline.subarray(0, scan),
      Buffer.of(0xff, 0xff, 0),
      plain.baseline.subarray(at),
    ]);
    expect(await clean(stuffed)).toEqual(stuffed);
    const marked = Buffer.concat([
      plain.baseline.subarray(0, scan),
      Buffer.of(0xff, 0xff, 0xe1),
      plain.baseline.subarray(at),
    ]);
    expect((await clean(marked)).length).toBeLessThan(marked.length);
  });

  it('is restart markers with fill bytes in the midst of a scan', async () => {
    const at = plain.restarts.indexOf(Buffer.of(0xff, 0xd0));
    const picture = Buffer.concat([plain.restarts.subarray(0, at), Buffer.of(255), plain.restarts.subarray(at)]);
    expect(at).toBeGreaterThan(0);
    expect(await clean(picture)).toEqual(picture);
  });
});

/** A value of four bytes, which no viewer takes. */
const longOrientation = exif({ orientation: 6 });
longOrientation[13] = 4;
const minimal = (orientation: number) => exif({ orientation });

describe('orientation', () => {
  it.each(orientations)('%i is kept, alone', async (orientation) => {
    for (const isLittle of [true, false]) {
      const isUpright = orientation === 1;
      const segment = isUpright ? [] : [exifSegment(minimal(orientation))];
      const chunk = isUpright ? [] : [pngChunk('eXIf', minimal(orientation))];
      const end = isUpright ? [] : [webpChunk('EXIF', minimal(orientation))];
      const pictures = turned(orientation, isLittle);
      expect(await clean(pictures.jpeg)).toEqual(inJpeg(plain.baseline, ...segment));
      expect(await clean(pictures['jpeg without JFIF'])).toEqual(
        Buffer.concat([plain.baseline.subarray(0, 2), ...segment, plain.baseline.subarray(20)]),
      );
      expect(await clean(pictures.png)).toEqual(inPng(...chunk));
      expect(await clean(pictures['png with EXIF last'])).toEqual(inPng(...chunk));
      const extendedPicture = extended(isUpright ? 0 : 0x08, plain.lossy, ...end);
      expect(await clean(pictures.webp)).toEqual(extendedPicture);
      expect(await clean(pictures['webp with a prefix'])).toEqual(extendedPicture);
    }
  });

  it('is that of the first EXIF, however much follows', async () => {
    const [first, second] = [minimal(6), minimal(3)];
    const much = Buffer.alloc(3 * windowBytes);
    expect(await clean(inJpeg(plain.baseline, exifSegment(first), exifSegment(second)))).toEqual(
      inJpeg(plain.baseline, exifSegment(first)),
    );
    expect(await clean(inPng(pngChunk('eXIf', first), pngChunk('tEXt', much), pngChunk('eXIf', second)))).toEqual(
      inPng(pngChunk('eXIf', first)),
    );
    const [one, other] = [webpChunk('EXIF', first), webpChunk('EXIF', second)];
    expect(await clean(extended(0x08, plain.lossy, one, webpChunk('mine', much), other))).toEqual(
      extended(0x08, plain.lossy, one),
    );
  });

  it.each([
    ['no orientation there is', exif({ orientation: 9 })],
    ['no byte order', Buffer.from('XX\0*\0\0\0\x08\0\0')],
    ['a directory outside', Buffer.from('MM\0*\x7f\0\0\0\0\0')],
    ['nothing', Buffer.alloc(0)],
    ['a byte order alone', Buffer.from('MM\0*')],
    ['a long number', longOrientation],
    ['a directory that is cut', exif({ orientation: 6 }).subarray(0, 15)],
  ])('of EXIF with %s is upright', async (_, data) => {
    expect(await clean(inJpeg(plain.baseline, exifSegment(data)))).toEqual(plain.baseline);
    expect(await clean(inPng(pngChunk('eXIf', data)))).toEqual(plain.png);
    expect(await clean(extended(0x08, plain.lossy, webpChunk('EXIF', data)))).toEqual(stillLossy);
  });
});

it('gives the same bytes again when a cleaned picture is cleaned', async () => {
  for (const picture of everything) {
    const once = await clean(picture);
    expect(once).toBeInstanceOf(Buffer);
    expect(await clean(once as Buffer)).toEqual(once);
  }
});

it('reads any range of the cleaned picture as the whole has it', async () => {
  const range = fc.tuple(fc.constantFrom(...everything), fc.nat(), fc.nat());
  await fc.assert(
    fc.asyncProperty(range, async ([picture, a, b]) => {
      const { file } = counted(picture);
      const cleaned = await withoutHiddenData(file);
      if (!cleaned.ok) throw new Error(cleaned.why);
      const source = sourceOf(file, cleaned.pieces);
      const [start = 0, end = 0] = [a % (source.size + 1), b % (source.size + 1)].toSorted((x, y) => x - y);
      const whole = Buffer.concat(
        cleaned.pieces.map((piece) => ('start' in piece ? picture.subarray(piece.start, piece.end) : piece)),
      );
      expect(Buffer.from(await source.read(start, end))).toEqual(whole.subarray(start, end));
    }),
    { numRuns: 500 },
  );
});

const eoi = Buffer.of(0xff, 0xd9);
const lengthless = Buffer.from(plain.baseline);
lengthless[plain.baseline.indexOf(Buffer.of(0xff, 0xda)) + 3] = 0;
/** Without its end marker. */
const endless = (picture: Buffer) => picture.subarray(0, -2);
const words = Buffer.from(canary);
const idat = plain.png.indexOf('IDAT') - 4;
const withImage = (data: Buffer, ...after: Buffer[]) =>
  Buffer.concat([plain.png.subarray(0, idat), pngChunk('IDAT', data), ...after, plain.png.subarray(-12)]);
const imageData = plain.png.subarray(idat + 8, -16);
const longer = (picture: Buffer) => {
  const out = Buffer.from(picture);
  out.writeUInt32LE(out.readUInt32LE(4) + 9_000, 4);
  return out;
};

describe('what viewers pass over goes, and what they miss is put there', () => {
  it.each<[string, Buffer, Buffer]>([
    ['JPEG bytes between segments', inJpeg(plain.baseline, words), plain.baseline],
    ['JPEG stuffed byte between segments', inJpeg(plain.baseline, Buffer.of(0xff, 0)), plain.baseline],
    ['JPEG marker for temporary use', inJpeg(plain.baseline, Buffer.of(0xff, 1)), plain.baseline],
    ['JPEG restart outside a scan', inJpeg(plain.baseline, Buffer.of(0xff, 0xd3)), plain.baseline],
    ['JPEG segment of a damaged marker', inJpeg(plain.baseline, Buffer.of(0, 0xe1, 0, 9), words), plain.baseline],
    ['JPEG many fill bytes', inJpeg(plain.baseline, Buffer.alloc(1_000_000, 0xff)), plain.baseline],
    ['JPEG bytes between scans', betweenScans(plain.progressive, words), plain.progressive],
    ['JPEG without an end', endless(plain.baseline), plain.baseline],
    [
      'JPEG without an end, and half a marker',
      Buffer.concat([endless(plain.baseline), Buffer.of(255)]),
      plain.baseline,
    ],
    ['JPEG without an end, progressive', endless(plain.progressive), plain.progressive],
    ['JPEG without an end, and a trailer', Buffer.concat([endless(plain.baseline), words]), plain.baseline],
    [
      'JPEG without an end, and a trailer, progressive',
      Buffer.concat([endless(plain.progressive), words]),
      plain.progressive,
    ],
    ['JPEG without an end, and a trailer, restarts', Buffer.concat([endless(plain.restarts), words]), plain.restarts],
    [
      'JPEG without an end, and a trailer that looks like tables',
      Buffer.concat([endless(plain.progressive), jpegSegment(0xdb, canary)]),
      plain.progressive,
    ],
    [
      'JPEG without an end, and a second picture',
      Buffer.concat([endless(plain.baseline), secondImage]),
      plain.baseline,
    ],
    ['JPEG bytes behind the last block', Buffer.concat([endless(plain.baseline), words, eoi]), plain.baseline],
    [
      'JPEG bytes behind the last block, progressive',
      Buffer.concat([endless(plain.progressive), words, eoi]),
      plain.progressive,
    ],
    [
      'JPEG bytes behind the last block, restarts',
      Buffer.concat([endless(plain.restarts), words, eoi]),
      plain.restarts,
    ],
    [
      'JPEG second scan of all',
      Buffer.concat([endless(plain.baseline), jpegSegment(0xda, words), words, eoi]),
      plain.baseline,
    ],
    ['PNG without an end', plain.png.subarray(0, -12), plain.png],
    ['PNG cut in its end', plain.png.subarray(0, -5), plain.png],
    ['PNG data in its end', Buffer.concat([plain.png.subarray(0, -12), pngChunk('IEND', canary)]), plain.png],
    ['PNG without an end, and a trailer', Buffer.concat([plain.png.subarray(0, -12), words]), plain.png],
    ['PNG chunk longer than its kind', inPng(pngChunk('gAMA', canary)), plain.png],
    [
      'PNG second chunk of a kind',
      inPng(pngChunk('tRNS', 'x'), pngChunk('tRNS', canary)),
      inPng(pngChunk('tRNS', 'x')),
    ],
    ['PNG chunk that stands behind the image', withImage(imageData, pngChunk('tRNS', canary)), plain.png],
    ['PNG bytes behind the image in its chunk', withImage(Buffer.concat([imageData, words])), plain.png],
    ['PNG chunk of data behind the image', withImage(imageData, pngChunk('IDAT', canary)), plain.png],
    ['PNG frames of no animation', withImage(imageData, pngChunk('fcTL', canary), pngChunk('fdAT', canary)), plain.png],
    [
      'PNG animation announced too late',
      withImage(
        imageData,
        pngChunk('acTL', '\0\0\0\x01\0\0\0\0'),
        pngChunk('fcTL', Buffer.alloc(26)),
        pngChunk('fdAT', canary),
      ),
      plain.png,
    ],
    ['WebP longer than its file', longer(plain.alpha), plain.alpha],
    [
      'WebP half a chunk',
      longer(Buffer.concat([stillLossy, webpChunk('mine', `${canary}more`).subarray(0, 17)])),
      stillLossy,
    ],
    ['WebP half the head of a chunk', webp(plain.lossy.subarray(12), Buffer.from('half')), plain.lossy],
  ])('%s', async (_, picture, expected) => {
    expect(await clean(picture)).toEqual(expected);
  });

  it('an animation keeps as many frames as it says', async () => {
    const frame = [pngChunk('fcTL', Buffer.alloc(26)), pngChunk('fdAT', 'any data')];
    const announced = pngChunk('acTL', '\0\0\0\x02\0\0\0\0');
    const animated = (...more: Buffer[]) =>
      Buffer.concat([
        plain.png.subarray(0, idat),
        announced,
        ...frame.slice(0, 1),
        withImage(imageData, ...frame, ...more).subarray(idat),
      ]);
    expect(await clean(animated())).toEqual(animated());
    expect(await clean(animated(pngChunk('fcTL', Buffer.alloc(26)), pngChunk('fdAT', canary)))).toEqual(animated());
  });

  it('a PNG that is cut in its image keeps what it has of it, in a chunk that is whole', async () => {
    const cut = await clean(plain.png.subarray(0, idat + 30));
    if (typeof cut === 'string') throw new Error(cut);
    expect(cut).toEqual(withImage(plain.png.subarray(idat + 8, idat + 30)));
  });

  it('a progressive picture that says it has more blocks than can be followed keeps all up to its marker', async () => {
    const large = Buffer.from(plain.progressive);
    large.fill(0xff, large.indexOf(Buffer.of(0xff, 0xc2)) + 5, large.indexOf(Buffer.of(0xff, 0xc2)) + 9);
    expect(await clean(large)).toEqual(large);
  });

  it('a scan that cannot be followed keeps all up to its marker, and without one is told', async () => {
    const lost = Buffer.from(endless(plain.restarts));
    // Another interval than the image has: its restarts are where none may be.
    lost[lost.indexOf(Buffer.of(0xff, 0xdd)) + 5] = 2;
    expect(await clean(Buffer.concat([lost, eoi]))).toEqual(Buffer.concat([lost, eoi]));
    expect(await clean(lost)).toBe('broken');
    // Where there are restarts, decoders go on behind what is no marker; where there are none, at none.
    const restart = lost.indexOf(Buffer.of(0xff, 0xd0));
    const odd = Buffer.concat([lost.subarray(0, restart), Buffer.of(0xff, 0x9f), lost.subarray(restart), eoi]);
    expect(await clean(odd)).toEqual(odd);
  });
});

describe('what is not understood', () => {
  it.each([
    ['nothing', ''],
    ['one byte', '\xff'],
    ['text', 'just words, of some length'],
    ['GIF', 'GIF89a\x01\0\x01\0\0\0\0;'],
    ['HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['PDF', '%PDF-1.7\n'],
    ['sound in RIFF', 'RIFF\x04\0\0\0WAVE'],
  ])('is told: %s', async (_, text) => {
    expect(await clean(Buffer.from(text, 'latin1'))).toBe('unknown-format');
  });

  const tooMany = (part: Buffer) => Buffer.concat(new Array<Buffer>(maxSegments).fill(part));
  const soi = Buffer.of(0xff, 0xd8);
  const ihdr = plain.png.subarray(0, 33);
  it.each<[string, Buffer]>([
    ['JPEG without a scan', Buffer.concat([soi, app(0, 'x'), eoi])],
    ['JPEG with a frame and no scan', Buffer.concat([soi, jpegSegment(0xc0, 'x'), eoi])],
    ['JPEG with a scan of no length', lengthless],
    ['JPEG in a JPEG', inJpeg(plain.baseline, plain.baseline)],
    ['JPEG with a length of nothing', inJpeg(plain.baseline, Buffer.of(0xff, 0xe1, 0, 1))],
    ['JPEG with a marker nobody knows the length of', inJpeg(plain.baseline, jpegSegment(0x02))],
    ['JPEG of several frames, for which there is no viewer', inJpeg(plain.baseline, jpegSegment(0xde))],
    ['JPEG of two frames', inJpeg(plain.baseline, jpegSegment(0xc0, 'x'))],
    ['JPEG of too many segments', inJpeg(plain.baseline, tooMany(jpegSegment(0xfe)))],
    ['PNG without IHDR', Buffer.concat([plain.png.subarray(0, 8), plain.png.subarray(33)])],
    ['PNG without image', Buffer.concat([ihdr, pngChunk('IEND')])],
    ['PNG of too many chunks', inPng(tooMany(pngChunk('tEXt')))],
    ['WebP with half an image', plain.lossy.subarray(0, -2)],
    ['WebP without image', webp(webpChunk('mine', 'x'))],
    ['WebP with a longer VP8X', webp(webpChunk('VP8X', Buffer.alloc(12)), plain.lossy.subarray(12))],
    ['WebP with a frame of no image', inFrame(Buffer.alloc(0), webpChunk('ANMF', Buffer.alloc(16)))],
    ['WebP with a frame without header', inFrame(Buffer.alloc(0), webpChunk('ANMF', Buffer.alloc(4)))],
    ['WebP of too many chunks', extended(0, plain.lossy, tooMany(webpChunk('mine')))],
  ])('is told: %s', async (_, picture) => {
    expect(await clean(picture)).toBe('broken');
  });

  it.each(Object.entries(plain))('is told or gets an end, wherever a picture is cut: %s', async (_, picture) => {
    for (let length = 0; length < picture.length; length += 1) {
      const cleaned = await clean(picture.subarray(0, length));
      if (typeof cleaned === 'string') expect(['unknown-format', 'broken']).toContain(cleaned);
      else expect(cleaned.length).toBeLessThanOrEqual(picture.length);
    }
  });

  it('never throws and ends soon, whichever bytes are changed', async () => {
    const change = fc.tuple(fc.nat(), fc.constantFrom(0, 1, 0x7f, 0x80, 0xd8, 0xd9, 0xda, 0xfe, 0xff));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...everything),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        async (picture, changes) => {
          const bytes = Buffer.from(picture);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const { file, seen } = counted(bytes);
          const cleaned = await withoutHiddenData(file);
          expect(seen.reads).toBeLessThan(50);
          if (!cleaned.ok) return;
          expect(cleaned.size).toBeLessThanOrEqual(bytes.length + 36);
          const once = Buffer.from(await sourceOf(file, cleaned.pieces).read(0, cleaned.size));
          expect(await clean(once)).toEqual(once);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('the file', () => {
  const size = 64 * 1024 * 1024;
  /** A picture with many bytes put in, made as they are read. */
  const stretched = (picture: Buffer, at: number): Readable => ({
    size: picture.length + size,
    read: async (start, end) => {
      const out = Buffer.alloc(end - start, 0x5a);
      const put = (from: number, part: Buffer) => {
        const [first, last] = [Math.max(start, from), Math.min(end, from + part.length)];
        if (first < last) part.copy(out, first - start, first - from, last - from);
      };
      put(0, picture.subarray(0, at));
      put(at + size, picture.subarray(at));
      return out;
    },
  });
  const text = Buffer.concat([plain.png.subarray(0, 33), pngChunk('tEXt', 'x'), plain.png.subarray(33)]);
  text.writeUInt32BE(size + 1, 33);
  const vp8 = Buffer.from(plain.lossy);
  vp8.writeUInt32LE(vp8.readUInt32LE(4) + size, 4);
  vp8.writeUInt32LE(vp8.readUInt32LE(16) + size, 16);

  it.each<[string, Readable, number, number]>([
    ['JPEG', stretched(plain.baseline, 20), plain.baseline.length, size * 1.01],
    ['PNG', stretched(text, 41), plain.png.length, windowBytes * 4],
    ['WebP', stretched(vp8, 40), vp8.length + size, windowBytes * 3],
  ])('is read in windows, and not twice, however long it is: %s', async (_, file, left, most) => {
    const seen = { reads: 0, bytes: 0, longest: 0 };
    const cleaned = await withoutHiddenData(counting(file, seen));
    expect(cleaned).toMatchObject({ ok: true, size: left });
    expect(cleaned.ok && cleaned.pieces.length).toBeLessThan(8);
    expect(seen.longest).toBeLessThanOrEqual(windowBytes);
    expect(seen.bytes).toBeLessThan(most);
  });

  it('is asked for no more than was asked for', async () => {
    const file = stretched(vp8, 40);
    const cleaned = await withoutHiddenData(file);
    const seen = { reads: 0, bytes: 0, longest: 0 };
    await sourceOf(counting(file, seen), cleaned.ok ? cleaned.pieces : []).read(size / 2, size / 2 + 1_000);
    expect(seen).toEqual({ reads: 1, bytes: 1_000, longest: 1_000 });
  });

  it('may fail, and its own error comes through', async () => {
    const gone = { size: 1_000, read: () => Promise.reject(new Error('gone')) };
    await expect(withoutHiddenData(gone)).rejects.toThrow('gone');
    const short = { size: 1_000, read: async () => new Uint8Array(10) };
    await expect(withoutHiddenData(short)).rejects.toThrow(RangeError);
    await expect(sourceOf(short, [{ start: 0, end: 20 }]).read(0, 20)).rejects.toThrow(RangeError);
  });
});

/** Another implementation's account of pictures. */
function told(pictures: Readonly<Record<string, Buffer>>): Tags[] {
  const folder = mkdtempSync(join(tmpdir(), 'hidden-'));
  try {
    for (const [name, picture] of Object.entries(pictures)) writeFileSync(join(folder, name), picture);
    return tagsOf(folder, Object.keys(pictures));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const fileOf = (tags: Tags) => String(tags.SourceFile);
const kindOf = (tags: Tags) => fileOf(tags).split('.')[1] ?? '';

describe('exiftool', () => {
  const full = (orientation: number, isLittle: boolean) => {
    const { jpeg, png, webp } = turned(orientation, isLittle);
    const packet = app(1, `http://ns.adobe.com/xap/1.0/\0${xmp(canary)}`);
    const index = app(2, mpf(500, secondImage.length));
    const head = Buffer.concat([jpeg.subarray(0, 20), packet, index, jpeg.subarray(20)]);
    return { jpg: Buffer.concat([head, secondImage]), png, webp };
  };
  const exifTags = [
    'IFD0:Make',
    'IFD1:ThumbnailLength',
    'GPS:GPSMapDatum',
    'GPS:GPSLatitude',
    'ExifIFD:MakerNoteUnknownText',
  ];
  const toldOf: Readonly<Record<string, string[]>> = {
    jpg: [
      ...exifTags,
      'XMP-dc:Source',
      'IPTC:Caption-Abstract',
      'File:Comment',
      'MPF0:NumberOfImages',
      'MPImage2:MPImageStart',
    ],
    png: [...exifTags, 'PNG:Comment'],
    webp: [...exifTags, 'XMP-dc:Source'],
  };
  const named = (isLittle: boolean) =>
    Object.fromEntries(
      orientations.flatMap((each) =>
        Object.entries(full(each, isLittle)).map(([kind, picture]) => [`${each}.${kind}`, picture] as const),
      ),
    );

  it.each([true, false])(
    'finds hidden data before and none after, and the same orientation (II: %s)',
    async (isLittle) => {
      const before = named(isLittle);
      const after = Object.fromEntries(
        await Promise.all(
          Object.entries(before).map(async ([name, picture]) => [name, (await clean(picture)) as Buffer]),
        ),
      );
      const tagsBefore = told(before);
      expect(tagsBefore).toHaveLength(24);
      for (const tags of tagsBefore) expect(hiddenIn(tags)).toEqual(expect.arrayContaining(toldOf[kindOf(tags)] ?? []));
      const tagsAfter = told(after);
      expect(tagsAfter).toHaveLength(24);
      for (const tags of tagsAfter) {
        const orientation = Number(fileOf(tags).split('.')[0]);
        expect(hiddenIn(tags)).toEqual([]);
        // Errors, then warnings: in a JPEG it misses the resolution, which EXIF asks for and nobody needs.
        expect(tags['ExifTool:Validate']).toMatch(kindOf(tags) === 'jpg' ? /^0 \d / : /^0 0 0$/);
        expect(tags['ExifTool:Warning'] ?? '').toMatch(/^$|^Missing required JPEG IFD0 tag/);
        expect(tags['IFD0:Orientation']).toBe(orientation === 1 ? undefined : orientation);
      }
    },
  );
});
