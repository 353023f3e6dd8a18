import { describe, expect, it } from 'vitest';
import { inert, inertBrief, inertJson } from '../../reading-room/inert.ts';

describe('inert', () => {
  it('shows every control, direction and separator character by its number', () => {
    const points = [0x00, 0x07, 0x09, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x9f, 0x61c, 0x200e, 0x200f, 0x2028, 0x2029];
    const steering = [0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff, 0xe0041, 0xd800];
    for (const point of [...points, ...steering])
      expect(inert(`a${String.fromCodePoint(point)}b`)).toBe(
        `a⟦U+${point.toString(16).toUpperCase().padStart(4, '0')}⟧b`,
      );
  });

  it('leaves the texts of all languages as they are', () => {
    const text = 'أُخذت · می‌خواهم · မြန်မာ · ភាសាខ្មែរ · 日本語 · é · 👩‍👧';
    expect(inert(text)).toBe(text);
  });

  it('cuts by characters and never through one', () => {
    expect(inertBrief('😀😀😀', 2)).toBe('😀😀…');
    expect(inertBrief('😀😀', 2)).toBe('😀😀');
  });
});

describe('inertJson', () => {
  it('escapes the same characters, and gives the same value back', () => {
    const value = { 'k\u202e': ['\u001b[2J\n', '\u009b', '\u2028', '\u{e0041}', 'plain'] };
    const json = inertJson(value);
    expect(json).toMatch(/^[\n\x20-\x7e]+$/);
    expect(JSON.parse(json)).toEqual(value);
  });
});
