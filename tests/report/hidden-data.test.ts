import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceOf, withoutHiddenData } from '../../report/hidden-data.ts';
import { maxSegments, type Readable, windowBytes } from '../../report/pictures/scanner.ts';
import { exiftool } from '../../tools/programs.ts';
import { app, everything, hidden, orientations, secondImage, stillLossy, turned } from './hidden-pictures.ts';
import {
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

const color = app(2, 'ICC_PROFILE\0\x01\x01', 'a profile');
const pngStays = [
  ...['iCCP', 'IDAT', 'fdAT', 'PLTE', 'tRNS'].map((kind) => pngChunk(kind, 'any data')),
  ...(['gAMA', 'cHRM', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'sBIT', 'bKGD', 'pHYs', 'acTL', 'fcTL'] as const).map((kind) =>
    pngChunk(kind, 'x'),
  ),
];
const profileChunk = webpChunk('ICCP', 'odd');

describe('what stays', () => {
  it('is what colours need', async () => {
    const adobe = app(14, 'Adobe\0d\0\0\0\0\x01');
    for (const picture of [
      inJpeg(plain.progressive, color, adobe),
      inPng(...pngStays),
      webp(webpChunk('VP8X', Buffer.of(0x20, 0, 0, 0, 23, 0, 0, 15, 0, 0)), profileChunk, plain.lossy.subarray(12)),
    ])
      expect(await clean(picture)).toEqual(picture);
  });

  it('is a wrong CRC', async () => {
    const picture = Buffer.from(plain.png);
    picture[29] = ~(picture[29] as number) & 0xff;
    expect(await clean(picture)).toEqual(picture);
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
  const eoi = Buffer.of(0xff, 0xd9);
  const lengthless = Buffer.from(plain.baseline);
  lengthless[plain.baseline.indexOf(Buffer.of(0xff, 0xda)) + 3] = 0;
  const behind = Buffer.concat([
    webp(plain.lossy.subarray(12), webpChunk('mine', 'four').subarray(0, 8)),
    Buffer.alloc(9),
  ]);
  const ihdr = plain.png.subarray(0, 33);
  it.each<[string, Buffer]>([
    ['JPEG without a scan', Buffer.concat([soi, app(0, 'x'), eoi])],
    ['JPEG with a frame and no scan', Buffer.concat([soi, jpegSegment(0xc0, 'x'), eoi])],
    ['JPEG with a scan of no length', lengthless],
    ['JPEG with a segment that no marker begins', inJpeg(plain.baseline, Buffer.of(0, 0xfe, 0, 2))],
    ['JPEG with bytes between segments', inJpeg(plain.baseline, Buffer.from('between'))],
    ['JPEG in a JPEG', inJpeg(plain.baseline, plain.baseline)],
    ['JPEG with a length of nothing', inJpeg(plain.baseline, Buffer.of(0xff, 0xe1, 0, 1))],
    ['JPEG with a marker nobody knows the length of', inJpeg(plain.baseline, jpegSegment(0x02))],
    ['JPEG of several frames, for which there is no viewer', inJpeg(plain.baseline, jpegSegment(0xde))],
    ['JPEG of too many segments', inJpeg(plain.baseline, tooMany(jpegSegment(0xfe)))],
    ['JPEG of fill bytes', inJpeg(plain.baseline, Buffer.alloc(1_000_000, 0xff))],
    ['PNG without IHDR', Buffer.concat([plain.png.subarray(0, 8), plain.png.subarray(33)])],
    ['PNG without image', Buffer.concat([ihdr, pngChunk('IEND')])],
    ['PNG with data in its end', Buffer.concat([plain.png.subarray(0, -12), pngChunk('IEND', canary)])],
    ['PNG with a chunk longer than its kind', inPng(pngChunk('gAMA', '12345'))],
    ['PNG with a length that lies', inPng(Buffer.from('\x7f\xff\xff\xfftEXt', 'latin1'))],
    ['PNG of too many chunks', inPng(tooMany(pngChunk('tEXt')))],
    ['WebP longer than its file', plain.lossy.subarray(0, -2)],
    ['WebP with a chunk that reaches behind its end', behind],
    ['WebP without image', webp(webpChunk('mine', 'x'))],
    ['WebP with a longer VP8X', webp(webpChunk('VP8X', Buffer.alloc(12)), plain.lossy.subarray(12))],
    ['WebP with a frame of no image', inFrame(Buffer.alloc(0), webpChunk('ANMF', Buffer.alloc(16)))],
    ['WebP with a frame without header', inFrame(Buffer.alloc(0), webpChunk('ANMF', Buffer.alloc(4)))],
    ['WebP with half a chunk at its end', webp(plain.lossy.subarray(12), Buffer.from('half'))],
    ['WebP of too many chunks', extended(0, plain.lossy, tooMany(webpChunk('mine')))],
  ])('is told: %s', async (_, picture) => {
    expect(await clean(picture)).toBe('broken');
  });

  it.each(Object.entries(plain))('is told wherever a picture is cut: %s', async (_, picture) => {
    for (let length = 0; length < picture.length; length += 1)
      expect(['unknown-format', 'broken']).toContain(await clean(picture.subarray(0, length)));
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
  const scan = plain.baseline.length - 2;
  const idat = Buffer.concat([inPng(), Buffer.alloc(0)]);
  idat.writeUInt32BE(idat.readUInt32BE(idat.indexOf('IDAT') - 4) + size, idat.indexOf('IDAT') - 4);
  const vp8 = Buffer.from(plain.lossy);
  vp8.writeUInt32LE(vp8.readUInt32LE(4) + size, 4);
  vp8.writeUInt32LE(vp8.readUInt32LE(16) + size, 16);

  it.each<[string, Readable, number]>([
    ['JPEG', stretched(plain.baseline, scan), size * 1.01],
    ['PNG', stretched(idat, idat.length - 20), windowBytes * 3],
    ['WebP', stretched(vp8, 40), windowBytes * 3],
  ])('is read in windows, and not twice, however long it is: %s', async (_, file, most) => {
    const seen = { reads: 0, bytes: 0, longest: 0 };
    const cleaned = await withoutHiddenData(counting(file, seen));
    expect(cleaned).toMatchObject({ ok: true, size: file.size });
    expect(cleaned.ok && cleaned.pieces.length).toBeLessThan(8);
    expect(seen.longest).toBeLessThanOrEqual(windowBytes);
    expect(seen.bytes).toBeLessThan(most);
  });

  it('is asked for no more than was asked for', async () => {
    const file = stretched(plain.baseline, scan);
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

/** Another implementation's account of pictures: what groups and tags it finds in each. */
function tagsOf(pictures: Readonly<Record<string, Buffer>>): Record<string, string>[] {
  const folder = mkdtempSync(join(tmpdir(), 'hidden-'));
  try {
    const names = Object.keys(pictures);
    for (const [name, picture] of Object.entries(pictures)) writeFileSync(join(folder, name), picture);
    const words = ['-json', '-G1', '-a', '-u', '-n', '-validate', '-warning', '-error', '-all'];
    const { stdout } = spawnSync(exiftool.name, [...words, ...names], { cwd: folder, encoding: 'utf8' });
    return JSON.parse(stdout) as Record<string, string>[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What may be told of a cleaned picture: its file, its shape, the tool, and how it is turned. */
const shape = [
  /^(SourceFile$|System:|ExifTool:|Composite:)/,
  /^File:(FileType|FileTypeExtension|MIMEType|ExifByteOrder)$/,
  /^File:(ImageWidth|ImageHeight|EncodingProcess|BitsPerSample|ColorComponents|YCbCrSubSampling)$/,
  /^JFIF:(JFIFVersion|ResolutionUnit|XResolution|YResolution)$/,
  /^PNG:(ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace|Palette)$/,
  /^RIFF:(WebP_Flags|ImageWidth|ImageHeight|VP8Version|HorizontalScale|VerticalScale)$/,
  /^IFD0:Orientation$/,
];
const kindOf = (tags: Record<string, string>) => tags.SourceFile?.split('.')[1] ?? '';
const hiddenIn = (tags: Record<string, string>) =>
  Object.keys(tags).filter((tag) => !shape.some((pattern) => pattern.test(tag)));

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
      const tagsBefore = tagsOf(before);
      expect(tagsBefore).toHaveLength(24);
      for (const tags of tagsBefore) expect(hiddenIn(tags)).toEqual(expect.arrayContaining(toldOf[kindOf(tags)] ?? []));
      const tagsAfter = tagsOf(after);
      expect(tagsAfter).toHaveLength(24);
      for (const tags of tagsAfter) {
        const orientation = Number(tags.SourceFile?.split('.')[0]);
        expect(hiddenIn(tags)).toEqual([]);
        // Errors, then warnings: in a JPEG it misses the resolution, which EXIF asks for and nobody needs.
        expect(tags['ExifTool:Validate']).toMatch(kindOf(tags) === 'jpg' ? /^0 \d / : /^0 0 0$/);
        expect(tags['ExifTool:Warning'] ?? '').toMatch(/^$|^Missing required JPEG IFD0 tag/);
        expect(tags['IFD0:Orientation']).toBe(orientation === 1 ? undefined : orientation);
      }
    },
  );
});
