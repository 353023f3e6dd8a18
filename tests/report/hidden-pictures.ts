import {
  betweenScans,
  canary,
  exif,
  exifSegment,
  extended,
  inFrame,
  inJpeg,
  inPng,
  iptc,
  jpegSegment,
  mpf,
  plain,
  pngChunk,
  webp,
  webpChunk,
  xmp,
} from './pictures.ts';

export const stillLossy = extended(0, plain.lossy);
export const secondImage = inJpeg(plain.baseline, exifSegment(exif({ make: canary })));
export const app = (number: number, ...body: (Buffer | string)[]) => jpegSegment(0xe0 + number, ...body);
const xmpExtension = `http://ns.adobe.com/xmp/extension/\0${'0'.repeat(32)}\0\0\0\x07\0\0\0\0${canary}`;

/** What is hidden, the picture with it, the same picture without it. */
export const hidden: readonly (readonly [string, Buffer, Buffer])[] = [
  ...[true, false].flatMap((isLittle) =>
    (['make', 'place', 'makerNote', 'thumbnail'] as const).flatMap((part) => {
      const data = exif({ isLittle, [part]: canary });
      const name = `EXIF ${part}, ${isLittle ? 'II' : 'MM'}`;
      return [
        [`JPEG ${name}`, inJpeg(plain.baseline, exifSegment(data)), plain.baseline] as const,
        [`PNG ${name}`, inPng(pngChunk('eXIf', data)), plain.png] as const,
        [`WebP ${name}`, extended(0x08, plain.lossy, webpChunk('EXIF', data)), stillLossy] as const,
      ];
    }),
  ),
  ['JPEG XMP', inJpeg(plain.baseline, app(1, `http://ns.adobe.com/xap/1.0/\0${xmp(canary)}`)), plain.baseline],
  ['JPEG extended XMP', inJpeg(plain.baseline, app(1, xmpExtension)), plain.baseline],
  ['JPEG IPTC', inJpeg(plain.baseline, app(13, iptc(canary))), plain.baseline],
  ['JPEG comment', inJpeg(plain.baseline, jpegSegment(0xfe, canary)), plain.baseline],
  ['JPEG comment between scans', betweenScans(plain.progressive, jpegSegment(0xfe, canary)), plain.progressive],
  [
    'JPEG colour profile after a scan',
    betweenScans(plain.progressive, app(2, `ICC_PROFILE\0${canary}`)),
    plain.progressive,
  ],
  [
    'JPEG comment behind fill bytes',
    inJpeg(plain.baseline, Buffer.of(255, 255), jpegSegment(0xfe, canary)),
    plain.baseline,
  ],
  [
    'JPEG second picture, with its index',
    Buffer.concat([inJpeg(plain.baseline, app(2, mpf(500, secondImage.length), canary)), secondImage]),
    plain.baseline,
  ],
  [
    'JPEG video after the end',
    Buffer.concat([plain.restarts, Buffer.from(`\0\0\0\x18ftypmp42${canary}`)]),
    plain.restarts,
  ],
  ['JPEG thumbnail in JFXX', inJpeg(plain.baseline, app(0, 'JFXX\0\x10', canary)), plain.baseline],
  [
    'JPEG thumbnail in JFIF',
    Buffer.concat([
      plain.baseline.subarray(0, 2),
      app(0, 'JFIF\0\x01\x01\0\0\x01\0\x01\x03\x01', `${canary}12`),
      plain.baseline.subarray(20),
    ]),
    plain.baseline,
  ],
  ['JPEG second JFIF', inJpeg(plain.baseline, app(0, `JFIF\0${canary}12345`)), plain.baseline],
  ['JPEG heat picture', inJpeg(plain.baseline, app(1, 'FLIR\0\x01', canary)), plain.baseline],
  ['JPEG content credentials', inJpeg(plain.baseline, app(11, 'JP\0\x01\0\0\0\x01', canary)), plain.baseline],
  ['JPEG what nobody knows', inJpeg(plain.baseline, app(9, canary), app(2, canary), app(0, canary)), plain.baseline],
  [
    'JPEG bytes behind Adobe',
    inJpeg(plain.baseline, app(14, `Adobe\0d\0\0\0\0\x01${canary}`)),
    inJpeg(plain.baseline, app(14, 'Adobe\0d\0\0\0\0\x01')),
  ],
  [
    'JPEG second Adobe',
    inJpeg(plain.baseline, app(14, 'Adobe\0d\0\0\0\0\x01'), app(14, `Adobe${canary}`)),
    inJpeg(plain.baseline, app(14, 'Adobe\0d\0\0\0\0\x01')),
  ],
  ['PNG text', inPng(pngChunk('tEXt', `Comment\0${canary}`)), plain.png],
  ['PNG packed text', inPng(pngChunk('zTXt', `${canary}\0\0`)), plain.png],
  ['PNG XMP', inPng(pngChunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${xmp(canary)}`)), plain.png],
  ['PNG time', inPng(pngChunk('tIME', canary)), plain.png],
  ['PNG content credentials', inPng(pngChunk('caBX', canary)), plain.png],
  ['PNG what nobody knows', inPng(pngChunk('vpAg', canary), pngChunk('idAT', canary)), plain.png],
  [
    'PNG rest of an uncropped picture',
    Buffer.concat([plain.png, pngChunk('IDAT', canary), pngChunk('IEND')]),
    plain.png,
  ],
  ['WebP XMP', extended(0x04, plain.lossy, webpChunk('XMP ', xmp(canary))), stillLossy],
  ['WebP what nobody knows', extended(0, plain.lossy, webpChunk('mine', canary)), stillLossy],
  ['WebP what nobody knows, simple', webp(plain.lossless.subarray(12), webpChunk('mine', canary)), plain.lossless],
  [
    'WebP EXIF without its flag',
    extended(0, plain.lossy, webpChunk('EXIF', exif({ orientation: 6, make: canary }))),
    stillLossy,
  ],
  ['WebP second picture', extended(0, plain.lossy, webpChunk('VP8L', canary)), stillLossy],
  ['WebP picture beside an animation', inFrame(Buffer.alloc(0), webpChunk('VP8 ', canary)), plain.animated],
  ['WebP in a frame', inFrame(webpChunk('mine', canary)), plain.animated],
  ['WebP frame in a frame', inFrame(webpChunk('ANMF', canary)), plain.animated],
  ['WebP after the end', Buffer.concat([plain.alpha, Buffer.from(canary)]), plain.alpha],
];

/** Pictures with the orientation among much that is hidden. */
export const turned = (orientation: number, isLittle: boolean) => {
  const data = exif({ isLittle, orientation, make: canary, place: canary, thumbnail: canary, makerNote: canary });
  return {
    jpeg: inJpeg(plain.baseline, exifSegment(data), app(13, iptc(canary)), jpegSegment(0xfe, canary)),
    'jpeg without JFIF': Buffer.concat([plain.baseline.subarray(0, 2), exifSegment(data), plain.baseline.subarray(20)]),
    png: inPng(pngChunk('eXIf', data), pngChunk('tEXt', `Comment\0${canary}`)),
    'png with EXIF last': Buffer.concat([plain.png.subarray(0, -12), pngChunk('eXIf', data), plain.png.subarray(-12)]),
    webp: extended(0x0c, plain.lossy, webpChunk('EXIF', data), webpChunk('XMP ', xmp(canary))),
    'webp with a prefix': extended(0x08, plain.lossy, webpChunk('EXIF', 'Exif\0\0', data)),
  };
};
export const orientations = [1, 2, 3, 4, 5, 6, 7, 8];
/** Every picture with something hidden, and every one without. */
export const everything = [
  ...hidden.map(([, picture]) => picture),
  ...Object.values(plain),
  ...orientations.flatMap((each) => Object.values(turned(each, each % 2 === 0))),
];
