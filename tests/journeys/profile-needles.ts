import { randomInt } from 'node:crypto';

/** A text that a profile is searched for. */
export interface Needle {
  readonly text: string;
  /** Where it was typed or shown. */
  readonly place: string;
}

const ascii = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** Letters of one byte in some of the browsers' own strings, of two or three elsewhere. */
const latin = `${ascii}ÀÇÉÑÖÞßàçéñöþÿ`;
const foreign = `${ascii}ČřŁźИжЩюشعغقမြစ်កខគ`;
const length = 10;

let drawn = 0;

/** A short random text: capitals, small letters and digits; every third has others too, that are not ASCII. */
export function newCanary(): string {
  drawn += 1;
  const isAscii = drawn % 3 !== 0;
  const letters = [...(isAscii ? ascii : drawn % 2 === 0 ? latin : foreign)];
  for (;;) {
    const text = Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
    const isMixed = [/[A-Z]/, /[a-z]/, /\d/].every((kind) => kind.test(text));
    if (isMixed && /^[ -~]+$/.test(text) === isAscii) return text;
  }
}

/** A receipt code as pieces of three groups of digits, so that a part of it is found too, in groups and in one. */
export function piecesOfCode(code: string, place: string): Needle[] {
  const groups = code.split(' ');
  return groups.slice(2).flatMap((_last, at) => {
    const piece = groups.slice(at, at + 3);
    return [' ', '-', ''].map((between) => ({ text: piece.join(between), place }));
  });
}

/** Ways in which a text can stand in bytes, by name. */
function looksOf(text: string): [string, Buffer][] {
  const utf8 = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  const looks: [string, Buffer][] = [
    ['UTF-8', utf8],
    ['UTF-16LE', utf16],
    ['UTF-16BE', Buffer.from(utf16).swap16()],
    ...inBase64('UTF-8', utf8),
    ...inBase64('UTF-16LE', utf16),
  ];
  if (utf8.length === text.length) return looks;
  if ([...text].every((letter) => letter <= 'ÿ')) looks.push(['Latin-1', Buffer.from(text, 'latin1')]);
  const escaped = text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [...looks, ['address', Buffer.from(encodeURIComponent(text))], ['JSON', Buffer.from(escaped)]];
}

/** Groups of three bytes that lie wholly inside a text look the same whatever stands around it. */
function inBase64(name: string, bytes: Buffer): [string, Buffer][] {
  return [0, 1, 2].flatMap((skipped): [string, Buffer][] => {
    const whole = bytes.subarray(skipped, skipped + Math.floor((bytes.length - skipped) / 3) * 3);
    return (['base64', 'base64url'] as const).map((alphabet) => [
      `${name} in ${alphabet}`,
      Buffer.from(whole.toString(alphabet)),
    ]);
  });
}

/** As many bytes of each look decide where in a content it is worth to compare. */
const keyBytes = 4;
const keyOf = (bytes: Buffer, at: number) =>
  ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
/** Sixteen bits of a key. */
const slotOf = (key: number) => Math.imul(key, 0x9e3779b1) >>> 16;

/** Makes a search for many texts that goes through bytes once; gives a line for each text and look that is there. */
export function searchFor(needles: readonly Needle[]): (bytes: Buffer) => string[] {
  const isSlotTaken = new Uint8Array(1 << 16);
  const byKey = new Map<number, { readonly look: Buffer; readonly line: string }[]>();
  for (const { text, place } of needles)
    for (const [name, look] of looksOf(text)) {
      const key = keyOf(look, 0);
      isSlotTaken[slotOf(key)] = 1;
      byKey.set(key, [...(byKey.get(key) ?? []), { look, line: `${place}: ${text} as ${name}` }]);
    }
  return (bytes) => {
    const found = new Set<string>();
    let key = keyOf(bytes, 0);
    for (let at = 0; at + keyBytes <= bytes.length; at += 1) {
      if (at > 0) key = (key << 8) | (bytes[at + keyBytes - 1] ?? 0);
      if (isSlotTaken[slotOf(key)] === 0) continue;
      for (const { look, line } of byKey.get(key) ?? [])
        if (bytes.subarray(at, at + look.length).equals(look)) found.add(line);
    }
    return [...found];
  };
}
