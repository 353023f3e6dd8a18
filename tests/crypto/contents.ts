import fc from 'fast-check';
import { fixedBytes } from './fixed-draw.ts';

const chunk = 65_536;

/** Any UTF-16 text, lone surrogates too: cheaper to make than fast-check's own, whose first one costs a second. */
export const anyText = fc.array(fc.nat(0xffff), { maxLength: 300 }).map((units) => String.fromCharCode(...units));

/** Bytes of a report: JSON with any text in it. */
export const report = fc
  .string({ unit: 'grapheme', maxLength: 400 })
  .map((narrative) => new TextEncoder().encode(JSON.stringify({ narrative })));

const length = fc.oneof(
  fc.constantFrom(0, 1, 511, 512, 513, chunk - 1, chunk, chunk + 1),
  fc.integer({ min: 0, max: 200 * 1024 }),
);

const pool = fixedBytes('contents', 201 * 1024);

/** Up to five files of up to 200 KiB, each from some place of one pool, since only lengths decide here. */
export const files = fc
  .array(fc.record({ length, from: fc.nat(99) }), { maxLength: 5 })
  .map((all) => all.map(({ length, from }) => pool.subarray(from, from + length)));
