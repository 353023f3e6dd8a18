import { elementOf, joined, padded, part, Strange } from './profile-elements.ts';
import { bytesOf, latin1 } from './scanner.ts';

/** Largest profile that is looked at; those of printing presses have some 2 MB. */
export const maxProfileBytes = 4_194_304;
const headerBytes = 128;
const tagBytes = 12;
const maxTags = 100;
/** X, Y and Z of the light that every profile is made for, as fixed-point numbers of 4 bytes. */
const d50 = '\0\0\xf6\xd6\0\x01\0\0\0\0\xd3\x2d';

/** What a transform of colours needs, in the order in which it is written. */
const kept = [
  ...['wtpt', 'chad', 'cicp'],
  ...['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC', 'kTRC'],
  ...['A2B0', 'A2B1', 'A2B2', 'B2A0', 'B2A1', 'B2A2'],
];
/** Either of these makes a profile. */
const enough = [['A2B0'], ['kTRC'], ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC']];

/**
 * A profile made anew of what a transform of colours needs, which is byte for byte what it was. Names, makers, models,
 * serial numbers, times and texts go, whatever tag they are in. `null` for one that is damaged, of a kind that pictures
 * do not have, or larger than it says. Never throws; no more than the profile twice is held.
 *
 * Layout: header of 128 bytes; count of tags (4); for each name (4), place (4), length (4); then elements, each at a
 * multiple of four. Source: ICC.1:2022, section 7.
 */
export function plainProfile(profile: Uint8Array): Uint8Array | null {
  try {
    return rebuilt(profile);
  } catch (error) {
    if (error instanceof Strange) return null;
    throw error;
  }
}

function rebuilt(profile: Uint8Array): Uint8Array {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.length);
  if (profile.length < headerBytes + 4 || profile.length > maxProfileBytes) throw new Strange();
  const whole = part(profile, 0, view.getUint32(0));
  const header = headerOf(whole);
  const places = placesIn(whole);
  if (!enough.some((tags) => tags.every((tag) => places.has(tag)))) throw new Strange();
  const elements = new Map(wordsOf(header));
  // Elements that lie upon each other must not make more of a profile than it was.
  let room = whole.length + headerBytes;
  for (const tag of kept) {
    const place = places.get(tag);
    if (!place) continue;
    const element = padded(elementOf(tag, part(whole, place.start, place.start + place.length)));
    elements.set(tag, sameAs(element, elements.values()));
    if (elements.get(tag) === element) room -= element.length;
    if (room < 0) throw new Strange();
  }
  return written(header, elements);
}

/** The element itself, or an equal one that is there already: three curves are often one. */
const sameAs = (element: Uint8Array, others: Iterable<Uint8Array>): Uint8Array =>
  [...others].find((other) => other.length === element.length && other.every((byte, at) => byte === element[at])) ??
  element;

/** A header that says version, class, spaces and rendering intent, and neither time nor maker, model, program, id. */
function headerOf(profile: Uint8Array): Uint8Array {
  const said = (start: number) => latin1(part(profile, start, start + 4));
  const isPicture =
    /^(mntr|scnr|prtr|spac)$/.test(said(12)) && /^(RGB |GRAY|CMYK)$/.test(said(16)) && /^(XYZ |Lab )$/.test(said(20));
  const version = profile[8] ?? 0;
  if (!isPicture || version < 2 || version > 4 || said(36) !== 'acsp') throw new Strange();
  const header = new Uint8Array(headerBytes);
  header[8] = version;
  header[9] = profile[9] ?? 0;
  header.set(profile.subarray(12, 24), 12);
  header.set(bytesOf('acsp'), 36);
  // Perceptual, relative, saturation, absolute.
  header[67] = (profile[67] ?? 0) & 3;
  header.set(bytesOf(d50), 68);
  return header;
}

function placesIn(profile: Uint8Array): Map<string, { readonly start: number; readonly length: number }> {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.length);
  if (profile.length < headerBytes + 4) throw new Strange();
  const count = view.getUint32(headerBytes);
  if (count > maxTags) throw new Strange();
  part(profile, 0, headerBytes + 4 + count * tagBytes);
  const places = new Map<string, { start: number; length: number }>();
  for (let at = headerBytes + 4; at < headerBytes + 4 + count * tagBytes; at += tagBytes) {
    const tag = latin1(profile.subarray(at, at + 4));
    if (!places.has(tag)) places.set(tag, { start: view.getUint32(at + 4), length: view.getUint32(at + 8) });
  }
  return places;
}

const name = 'Colours';
const rights = 'None';

/** The two texts that a profile must have, ours: version 4 has its own type for them. */
function wordsOf(header: Uint8Array): [string, Uint8Array][] {
  const texts = (header[8] ?? 0) < 4 ? [oldName, `text\0\0\0\0${rights}\0`] : [translated(name), translated(rights)];
  return ['desc', 'cprt'].map((tag, at) => [tag, padded(bytesOf(texts[at] ?? ''))]);
}

const length32 = (value: number): string => `\0\0\0${String.fromCharCode(value)}`;
/** Type, length of the text with its end, text; no other alphabet: codes and lengths of two, and 67 bytes. */
const oldName = `desc\0\0\0\0${length32(name.length + 1)}${name}\0${'\0'.repeat(4 + 4 + 2 + 1 + 67)}`;
/** Type, one record of 12 bytes: language, country, length and place of UTF-16. */
const translated = (text: string): string =>
  `mluc\0\0\0\0${length32(1)}${length32(12)}enUS${length32(text.length * 2)}${length32(28)}${[...text].map((each) => `\0${each}`).join('')}`;

function written(header: Uint8Array, elements: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const table = new Uint8Array(4 + elements.size * tagBytes);
  const view = new DataView(table.buffer);
  view.setUint32(0, elements.size);
  const places = new Map<Uint8Array, number>();
  let end = headerBytes + table.length;
  let at = 4;
  for (const [tag, element] of elements) {
    const place = places.get(element) ?? end;
    if (!places.has(element)) end += element.length;
    places.set(element, place);
    table.set(bytesOf(tag), at);
    view.setUint32(at + 4, place);
    view.setUint32(at + 8, element.length);
    at += tagBytes;
  }
  new DataView(header.buffer).setUint32(0, end);
  return joined([header, table, ...places.keys()]);
}
