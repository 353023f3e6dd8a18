import type { Context } from 'hono';
import { maxFiles, maxPlainBytes } from '../../report/limits.ts';
import type { Allowed } from '../../views/control-names.ts';
import type { FieldValues } from '../../views/page.ts';
import { hasRoom } from './disk-budget.ts';
import type { MemoryBudget } from './memory-budget.ts';
import { type PostedFile, readMultipart } from './multipart.ts';
import { PostedFields } from './posted-fields.ts';
import type { PublicProblem } from './problem.tsx';
import type { PublicServer } from './public-server.ts';
import { announcedLength, readAway, withBody } from './read-body.ts';

/** Longest text of a form: many events and texts in a script that takes nine characters for one, percent-encoded. */
const maxTextBytes = 4 * 1024 * 1024;
/** A report with all its groups full has some eight thousand. */
const maxFields = 10_000;

/** A post without scripts, with the fields of its form alone. Files are slices of a body that is overwritten afterwards. */
export interface Posted {
  readonly fields: FieldValues;
  readonly files: readonly PostedFile[];
}

/** Memory for text, and apart from it for what can only be text with files: films must not keep out words. */
export interface PlainBudgets {
  readonly texts: MemoryBudget;
  readonly files: MemoryBudget;
}

/**
 * Reads an open post into memory that is counted and overwritten, takes it apart, and hands it to its use. Refuses
 * another type, and bodies made to keep a parser busy.
 * @param allowed what its form can send; everything else is dropped here.
 */
export async function withPosted(
  { req }: Context,
  server: PublicServer,
  budgets: PlainBudgets,
  allowed: Allowed,
  use: (posted: Posted) => Promise<Response | PublicProblem>,
): Promise<Response | PublicProblem> {
  const contentType = req.header('Content-Type') ?? '';
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  const isMultipart = type === 'multipart/form-data';
  if (!isMultipart && type !== 'application/x-www-form-urlencoded') return 'rejected';
  const length = announcedLength(req.raw, isMultipart ? maxPlainBytes : maxTextBytes);
  if (length === 'too-large') await readAway(req.raw);
  if (typeof length === 'string') return length;
  const isLarge = length > maxTextBytes;
  if (!(await hasRoomFor(server, length, isLarge))) {
    await readAway(req.raw);
    return 'storage-full';
  }
  const expected = { length, budget: isLarge ? budgets.files : budgets.texts, givesWay: isLarge };
  return withBody(req.raw, expected, async (body) => {
    const posted = isMultipart
      ? readMultipart(body, contentType, { maxParts: maxFields + maxFiles, maxTextBytes, allowed })
      : readUrlencoded(body, allowed);
    if (!posted) return 'rejected';
    // Others have their turn between reading, judging and showing: each takes long for a body that is made for it.
    await new Promise(setImmediate);
    return use(posted);
  });
}

async function hasRoomFor(server: PublicServer, length: number, isLarge: boolean): Promise<boolean> {
  const { missingBytes } = isLarge ? await server.store.uploadsUnderWay('') : { missingBytes: 0 };
  return hasRoom(server.diskSpace, length + missingBytes, !isLarge, server.diskReserveBytes);
}

function readUrlencoded(body: Uint8Array, allowed: Allowed): Posted | null {
  if (countOf(body, 0x26) >= maxFields) return null;
  const fields = new PostedFields(allowed);
  for (const [name, value] of new URLSearchParams(new TextDecoder().decode(body))) fields.add(name, () => value);
  return { fields: fields.values(), files: [] };
}

function countOf(bytes: Uint8Array, wanted: number): number {
  let count = 0;
  for (const byte of bytes) if (byte === wanted) count += 1;
  return count;
}
