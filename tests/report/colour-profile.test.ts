import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxProfileBytes, plainProfile } from '../../report/pictures/colour-profile.ts';
import { exiftool } from '../../tools/programs.ts';
import { canary } from './pictures.ts';
import { chained, curve, lookup, parametric, personal, profile, screen, type Tags, tagsOf, xyz } from './profiles.ts';

const made = (whole: Uint8Array): Buffer => {
  const plain = plainProfile(whole);
  if (!plain) throw new Error('dropped');
  return Buffer.from(plain);
};
/** The elements of a profile without what fills them up. */
const unpadded = (all: Tags, like: Tags) =>
  Object.fromEntries(Object.entries(all).map(([tag, element]) => [tag, element.subarray(0, like[tag]?.length)]));

const printer: Tags = {
  wtpt: xyz(0.7, 0.7, 0.6),
  A2B0: lookup(1, 4, 3),
  A2B1: lookup(2, 4, 3),
  B2A0: lookup(1, 3, 4),
  B2A1: lookup(2, 3, 4),
};
const printed = { kind: 'prtr', space: 'CMYK', pcs: 'Lab ' } as const;

describe('a profile made anew', () => {
  it.each<[string, Buffer, Tags]>([
    ['a screen', profile({ ...personal, ...screen }), screen],
    [
      'a screen, version 4',
      profile({ ...personal, ...screen, cicp: Buffer.from('cicp\0\0\0\0\x0c\x0d\0\x01', 'latin1') }, { version: 4 }),
      screen,
    ],
    [
      'a scale of greys',
      profile({ ...personal, kTRC: parametric(0, 2.2) }, { space: 'GRAY' }),
      { kTRC: parametric(0, 2.2) },
    ],
    ['a printing press', profile({ ...personal, ...printer, gamt: lookup(1, 3, 1) }, printed), printer],
  ])('has byte for byte what a transform reads, and no word, number or time besides: %s', (_, whole, needed) => {
    expect(whole.includes(canary)).toBe(true);
    const plain = made(whole);
    expect(plain.includes(canary)).toBe(false);
    const { desc, cprt, cicp: _cicp, ...tags } = tagsOf(plain);
    expect(unpadded(tags, needed)).toEqual(needed);
    expect(desc?.toString('latin1').replaceAll('\0', '')).toContain('Colours');
    expect(cprt?.toString('latin1').replaceAll('\0', '')).toContain('None');
    // Preferred program; time; platform to model; attributes; creator, id and what is reserved.
    const header = plain.subarray(0, 128);
    for (const [start, end] of [
      [4, 8],
      [24, 36],
      [40, 64],
      [80, 128],
    ] as const)
      expect(header.subarray(start, end)).toEqual(Buffer.alloc(end - start));
    expect(header.readUInt32BE(0)).toBe(plain.length);
    expect(made(plain)).toEqual(plain);
  });

  it('leaves out what lies between the parts of an element, and what follows it', () => {
    const chains = { A2B0: chained('mAB ', 3, 3), B2A0: chained('mBA ', 3, 4) };
    const whole = profile(
      { ...screen, ...chains, kTRC: Buffer.concat([curve(1, 2), Buffer.from(canary)]) },
      { version: 4 },
    );
    const plain = made(whole);
    expect(plain.includes(canary)).toBe(false);
    const { A2B0, B2A0 } = tagsOf(plain);
    // Each without its five gaps.
    expect(A2B0).toHaveLength(chains.A2B0.length - 40);
    expect(B2A0).toHaveLength(chains.B2A0.length - 40);
    for (const value of [curve(1, 2, 3), Buffer.from([1, 2, 3, 4, 5, 6, 7, 8])])
      expect(A2B0?.includes(value)).toBe(true);
    expect(made(plain)).toEqual(plain);
  });

  it('has one curve for three that are alike', () => {
    const [one, same] = [curve(1, 2, 3), curve(1, 2, 3)];
    const tags = { ...screen, rTRC: one, gTRC: same, bTRC: same };
    expect(made(profile(tags)).length).toBe(made(profile({ ...tags, bTRC: curve(1, 2, 4) })).length - 20);
  });
});

/** With other bytes at a place. */
const changed = (whole: Buffer, at: number, ...values: number[]): Buffer => {
  const out = Buffer.from(whole);
  out.set(values, at);
  return out;
};
const whole = profile(screen);
const entryOf = (tag: string) => 132 + Object.keys(screen).indexOf(tag) * 12;

describe('a profile that is none', () => {
  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['a header alone', whole.subarray(0, 128)],
    ['shorter than it says', whole.subarray(0, -1)],
    ['without its signature', changed(whole, 36, 0)],
    ['of a version that nobody reads', changed(whole, 8, 5)],
    ['from device to device', changed(whole, 12, ...Buffer.from('link'))],
    ['of six colours', changed(whole, 16, ...Buffer.from('6CLR'))],
    ['of too many tags', changed(whole, 128, 0xff, 0xff, 0xff, 0xff)],
    ['with an element outside', changed(whole, entryOf('rXYZ') + 4, 0x7f)],
    ['with an element longer than it', changed(whole, entryOf('rXYZ') + 8, 0x7f)],
    ['with an element of another type', profile({ ...screen, rXYZ: curve(1) })],
    ['with a curve longer than its element', profile({ ...screen, rTRC: curve(1).fill(0xff, 8) })],
    ['with a curve of no kind', profile({ ...screen, rTRC: parametric(9, 1) })],
    ['without blue', profile({ ...screen, bXYZ: xyz(1, 1, 1) }).fill('x', entryOf('bXYZ'), entryOf('bXYZ') + 4)],
    ['with a table of more channels than there are', profile({ A2B0: changed(lookup(1, 3, 3), 8, 15) })],
    ['with a table of more points than it has', profile({ A2B0: changed(lookup(1, 3, 3), 10, 255) })],
    ['larger than any', profile({ ...screen, vcgt: Buffer.alloc(maxProfileBytes) })],
  ])('is dropped: %s', (_, strange) => {
    expect(plainProfile(strange)).toBe(null);
  });

  it('of elements that lie upon each other is never more than it was', () => {
    const large = lookup(1, 3, 3, 40);
    const names = ['A2B0', 'A2B1', 'A2B2', 'B2A0', 'B2A1', 'B2A2'];
    const one = profile(
      Object.fromEntries(
        names.map((name, at) => [name, at === 0 ? Buffer.concat([large, Buffer.alloc(64)]) : Buffer.alloc(0)]),
      ),
    );
    for (const at of names.keys()) {
      // The same bytes but for the first ones, so that each is another element.
      one.writeUInt32BE(one.readUInt32BE(136), 136 + at * 12);
      one.writeUInt32BE(large.length, 140 + at * 12);
    }
    // All the same place: one element.
    expect(made(one).length).toBeLessThan(one.length + 200);
  });

  it('never throws, whichever bytes are changed, and is the same when it is made again', () => {
    const samples = [
      whole,
      profile({ ...personal, ...printer }, printed),
      profile({ A2B0: chained('mAB ', 3, 3) }, { version: 4 }),
    ];
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...samples), changes, (sample, at) => {
        const plain = plainProfile(
          at.reduce((bytes, [place, value]) => changed(bytes, place % bytes.length, value), sample),
        );
        if (!plain) return;
        expect(plain.length).toBeLessThanOrEqual(sample.length + 512);
        expect(plainProfile(plain)).toEqual(plain);
      }),
      { numRuns: 1_000 },
    );
  });
});

it('is a profile for another implementation, which finds no error in it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'profile-'));
  try {
    writeFileSync(join(folder, 'a.icc'), made(profile({ ...personal, ...screen })));
    const words = ['-json', '-G1', '-a', '-u', '-n', '-validate', '-warning', '-error', '-all', 'a.icc'];
    const { stdout } = spawnSync(exiftool.name, words, { cwd: folder, encoding: 'utf8' });
    const [tags = {}] = JSON.parse(stdout) as Record<string, string>[];
    expect(tags).toMatchObject({
      'ICC_Profile:ProfileDescription': 'Colours',
      'ICC_Profile:ProfileCopyright': 'None',
      'ICC_Profile:MediaWhitePoint': '0.9505 1 1.0891',
    });
    expect(tags['ExifTool:Error'] ?? tags['ExifTool:Warning']).toBe(undefined);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
