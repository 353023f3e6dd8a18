import { spawnSync } from 'node:child_process';
import { exiftool } from './programs.ts';

/** What another program tells of a picture: names of tags with their groups, and values. */
export type Tags = Readonly<Record<string, string | number>>;

/** What may be told of a cleaned picture: its file, its shape, its colours, the tool, and how it is turned. */
const shape = [
  /^(SourceFile$|System:|ExifTool:|Composite:)/,
  /^File:(FileType|FileTypeExtension|MIMEType|ExifByteOrder)$/,
  /^File:(ImageWidth|ImageHeight|EncodingProcess|BitsPerSample|ColorComponents|YCbCrSubSampling)$/,
  /^JFIF:(JFIFVersion|ResolutionUnit|XResolution|YResolution)$/,
  /^PNG:(ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace|Palette)$/,
  /^RIFF:(WebP_Flags|ImageWidth|ImageHeight|VP8Version|HorizontalScale|VerticalScale)$/,
  /^IFD0:Orientation$/,
];
/** What a picture that came with a profile, a resolution or a way of mixing colours may tell besides. */
const colours = [
  /^ICC_Profile:(MediaWhitePoint|ChromaticAdaptation|(Red|Green|Blue)MatrixColumn|(Red|Green|Blue|Gray)TRC)$/,
  /^ICC_Profile:((AToB|BToA)\d|ColorPrimaries|TransferCharacteristics|MatrixCoefficients|VideoFullRangeFlag)$/,
  /^ICC-header:(ProfileVersion|ProfileClass|ColorSpaceData|ProfileConnectionSpace|ProfileFileSignature)$/,
  /^ICC-header:(RenderingIntent|ConnectionSpaceIlluminant)$/,
  /^(Adobe:(DCTEncodeVersion|APP14Flags\d|ColorTransform)|PNG-pHYs:|PNG-cICP:)/,
  /^PNG:(Gamma|WhitePoint[XY]|(Red|Green|Blue)[XY]|SRGBRendering|Transparency|BackgroundColor|SignificantBits)$/,
  /^PNG:(AnimationFrames|AnimationPlays)$/,
  /^RIFF:(AlphaPreprocessing|AlphaFiltering|AlphaCompression|BackgroundColor|AnimationLoopCount|FrameCount|Duration)$/,
  /^RIFF:(ImageWidth|ImageHeight|AlphaIsUsed|HorizontalScale|VerticalScale)$/,
];
/** Values that say nothing, of tags that every profile has. */
const empty: Readonly<Record<string, RegExp>> = {
  'ICC_Profile:ProfileDescription': /^Colours$/,
  'ICC_Profile:ProfileCopyright': /^None$/,
  'PNG:ProfileName': /^Colours$/,
  'ICC-header:ProfileDateTime': /^[0: ]*$/,
  'ICC-header:ProfileID': /^[0 ]*$/,
  'ICC-header:DeviceAttributes': /^0 0$/,
  'ICC-header:CMMFlags': /^0$/,
};
const emptyNames = /^ICC-header:(ProfileCMMType|PrimaryPlatform|DeviceManufacturer|DeviceModel|ProfileCreator)$/;

/** Another implementation's account of the pictures in a folder: all groups and tags that it finds in each. */
export function tagsOf(folder: string, names: readonly string[]): Tags[] {
  const words = ['-json', '-G1', '-a', '-u', '-n', '-validate', '-warning', '-error', '-all'];
  const { stdout } = spawnSync(exiftool.name, [...words, ...names], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  return JSON.parse(stdout) as Tags[];
}

/** Tags that tell more than a picture without colours of its own needs to. */
export const hiddenIn = (tags: Tags): string[] =>
  Object.keys(tags).filter((tag) => !shape.some((pattern) => pattern.test(tag)));

/** Tags that tell more than any cleaned picture needs to. */
export const hiddenBesidesColours = (tags: Tags): string[] =>
  hiddenIn(tags).filter((tag) => {
    const value = String(tags[tag]);
    if (emptyNames.test(tag)) return !/^[\0 ]*$/.test(value);
    return !(empty[tag]?.test(value) ?? colours.some((pattern) => pattern.test(tag)));
  });
