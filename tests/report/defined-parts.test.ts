import { describe, expect, it } from 'vitest';
import { sourceOf, withoutHiddenData } from '../../report/hidden-data.ts';
import { canary, extended, inJpeg, inPng, jpegSegment, plain, pngChunk, webp, webpChunk } from './pictures.ts';

async function clean(bytes: Buffer): Promise<Buffer | string> {
  const file = {
    size: bytes.length,
    read: async (start: number, end: number) => Uint8Array.from(bytes.subarray(start, end)),
  };
  const cleaned = await withoutHiddenData(file);
  return cleaned.ok ? Buffer.from(await sourceOf(file, cleaned.pieces).read(0, cleaned.size)) : cleaned.why;
}

/** The first segment of a kind in a picture, from its marker to its end. */
function segmentIn(picture: Buffer, code: number) {
  const start = picture.indexOf(Buffer.of(0xff, code));
  return { start, end: start + 2 + picture.readUInt16BE(start + 2) };
}

/** A picture whose first segment of a kind says that it is longer, by bytes at its end. */
function lengthened(picture: Buffer, code: number, more: Buffer | string): Buffer {
  const { start, end } = segmentIn(picture, code);
  return Buffer.concat([
    picture.subarray(0, start),
    jpegSegment(code, picture.subarray(start + 4, end), more),
    picture.subarray(end),
  ]);
}

describe('what a segment of a JPEG holds behind what the standard says goes, and the picture is the same', () => {
  it.each<[string, Buffer, number]>([
    ['DQT', plain.baseline, 0xdb],
    ['DHT', plain.baseline, 0xc4],
    ['SOF', plain.baseline, 0xc0],
    ['SOF of a progressive picture', plain.progressive, 0xc2],
    ['SOS', plain.baseline, 0xda],
    ['SOS of a progressive picture', plain.progressive, 0xda],
    ['DRI', plain.restarts, 0xdd],
  ])('%s', async (_, picture, code) => {
    const much = Buffer.from(`\xff\xff${canary} 48.2082 N 16.3738 E `.repeat(20), 'latin1');
    for (const more of [much, Buffer.of(0xee)]) {
      const longer = lengthened(picture, code, more);
      expect(longer).toHaveLength(picture.length + more.length);
      expect(await clean(longer)).toEqual(picture);
    }
  });

  it.each<[string, number, Buffer]>([
    ['DAC', 0xcc, Buffer.of(0x00, 0x10, 0x13, 0x05)],
    ['DNL', 0xdc, Buffer.of(0, 16)],
    [
      'DQT of two bytes a value, then of one',
      0xdb,
      Buffer.concat([Buffer.of(0x12), Buffer.alloc(128, 7), Buffer.of(0x03), Buffer.alloc(64, 9)]),
    ],
    [
      'DHT of two tables',
      0xc4,
      Buffer.concat([
        Buffer.of(0x02, 1),
        Buffer.alloc(15),
        Buffer.of(5, 0x13, 0, 2),
        Buffer.alloc(14),
        Buffer.of(1, 2),
      ]),
    ],
  ])('%s', async (_, code, body) => {
    const stays = inJpeg(plain.baseline, jpegSegment(code, body));
    expect(await clean(stays)).toEqual(stays);
    expect(await clean(inJpeg(plain.baseline, jpegSegment(code, body, Buffer.of(0xee), canary)))).toEqual(stays);
  });

  it('a segment of what are no tables goes', async () => {
    for (const code of [0xc4, 0xcc])
      expect(await clean(inJpeg(plain.baseline, jpegSegment(code, Buffer.of(0xee), canary)))).toEqual(plain.baseline);
  });

  it('one that is too short stays: the picture is cleaned as it is', async () => {
    for (const code of [0xdd, 0xdc, 0xdb]) {
      const picture = inJpeg(plain.baseline, jpegSegment(code, Buffer.of(0)));
      expect(await clean(picture)).toEqual(picture);
    }
  });

  it('a cleaned picture stays the same bytes, all segments lengthened at once', async () => {
    const longer = [0xdb, 0xc4, 0xc2, 0xda].reduce(
      (picture, code) => lengthened(picture, code, canary),
      plain.progressive as Buffer,
    );
    const cleaned = await clean(longer);
    expect(cleaned).toEqual(plain.progressive);
    expect(await clean(cleaned as Buffer)).toEqual(cleaned);
  });
});

describe('what a chunk of a WebP holds besides goes', () => {
  it('behind the colour and the count of loops of an animation', async () => {
    const at = plain.animated.indexOf('ANIM');
    const [before, anim, after] = [
      plain.animated.subarray(12, at),
      plain.animated.subarray(at + 8, at + 14),
      plain.animated.subarray(at + 14),
    ];
    for (const more of [`${canary} `, canary])
      expect(await clean(webp(before, webpChunk('ANIM', anim, more), after))).toEqual(plain.animated);
  });

  it('in the place of the zero after data of an odd length', async () => {
    const odd = Buffer.concat([webpChunk('ALPH', 'odd'), plain.lossy.subarray(12)]);
    const filled = Buffer.from(odd);
    filled[11] = 0xee;
    const whole = (chunks: Buffer) => extended(0x10, Buffer.concat([Buffer.alloc(12), chunks]));
    expect(await clean(whole(filled))).toEqual(whole(odd));
  });
});

describe('what a chunk of a PNG holds besides goes', () => {
  /** A picture whose header says another kind of pixels. */
  const ofColour = (colour: number, ...chunks: readonly Buffer[]) => {
    const picture = Buffer.from(inPng(...chunks));
    picture[25] = colour;
    return picture;
  };

  it.each<[string, number, string, number]>([
    ['tRNS of grey', 0, 'tRNS', 2],
    ['tRNS of colours', 2, 'tRNS', 6],
    ['tRNS of a palette of sixteen', 3, 'tRNS', 16],
    ['sBIT of grey', 0, 'sBIT', 1],
    ['sBIT of colours', 2, 'sBIT', 3],
    ['sBIT of grey and alpha', 4, 'sBIT', 2],
    ['sBIT of colours and alpha', 6, 'sBIT', 4],
    ['bKGD of a palette', 3, 'bKGD', 1],
    ['bKGD of grey', 0, 'bKGD', 2],
    ['bKGD of colours', 6, 'bKGD', 6],
  ])('a chunk that is longer than its kind can be there: %s', async (_, colour, kind, most) => {
    const none = await clean(ofColour(colour));
    const fits = ofColour(colour, pngChunk(kind, 'x'.repeat(most)));
    expect(await clean(fits)).toHaveLength(none.length + 12 + most);
    expect(await clean(ofColour(colour, pngChunk(kind, 'x'.repeat(most + 1))))).toEqual(none);
  });

  it('transparency of pixels that have their own, and a palette of greys', async () => {
    for (const colour of [4, 6])
      expect(await clean(ofColour(colour, pngChunk('tRNS', 'x')))).toEqual(await clean(ofColour(colour)));
    const text = async (colour: number) => (await clean(ofColour(colour))).toString('latin1');
    expect(await text(2)).toContain('PLTE');
    for (const colour of [0, 4]) expect(await text(colour)).not.toContain('PLTE');
  });

  it('colours of a palette that no pixel can name', async () => {
    const at = plain.png.indexOf('PLTE');
    const palette = plain.png.subarray(at + 4, at + 4 + 48);
    const [before, after] = [plain.png.subarray(0, at - 4), plain.png.subarray(at + 4 + 48 + 4)];
    const longer = Buffer.concat([before, pngChunk('PLTE', palette, canary.repeat(3)), after]);
    expect(await clean(longer)).toEqual(plain.png);
  });
});
