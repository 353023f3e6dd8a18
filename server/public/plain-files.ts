import { hashOf } from '../../crypto/hash-source.ts';
import type { Source } from '../../crypto/source.ts';
import { checkFile, fileField, type ReportFile } from '../../report/evidence.ts';
import type { FieldError } from '../../report/field-errors.ts';
import { isolated } from '../../report/isolated.ts';
import { maxFileNameLength, maxFiles } from '../../report/limits.ts';
import { type Position, positionIn } from '../../report/position.ts';
import { prepareFile } from '../../report/prepare-file.ts';
import { hasText } from '../../report/unseen-marks.ts';
import { fileControls } from '../../views/form-fields.ts';
import type { FieldValues } from '../../views/page.ts';
import type { PostedFile } from './multipart.ts';
import type { Posted } from './plain-body.ts';

/** The place of one file on the page: what was chosen in it, and what was said of it. */
export interface FileBlock {
  /** Under the last parts of the names of their controls: `kind`, `captured.year`. */
  readonly said: FieldValues;
  /** What was chosen, now or the time before, as the sender's device called it; `null` if nothing ever was. */
  readonly name: string | null;
  readonly file: PostedFile | null;
  /** Whether the person wants to send without it. */
  readonly isSkipped: boolean;
}

/** The block that a control belongs to; `null` for one that is in none. */
function blockOfControl(name: string): Position | null {
  const position = positionIn('files', name);
  return position && position.number <= maxFiles ? position : null;
}

/**
 * Divides a post into answers and files, in the order of their blocks on the page, without blank ones between them.
 * `null` for a file that stands in no block.
 */
export function readBlocks({ fields, files }: Posted): { blocks: FileBlock[]; answers: FieldValues } | null {
  const found = new Map<number, { fields: Map<string, FieldValues[string]>; file: PostedFile | null }>();
  const blockAt = (number: number) => {
    const block = found.get(number) ?? { fields: new Map(), file: null };
    found.set(number, block);
    return block;
  };
  const answers = Object.entries(fields).filter(([name, value]) => {
    const position = blockOfControl(name);
    if (position) blockAt(position.number).fields.set(position.key, value);
    return !position;
  });
  for (const file of files) {
    const position = blockOfControl(file.field);
    if (position?.key !== fileControls.file || blockAt(position.number).file) return null;
    blockAt(position.number).file = file;
  }
  const blocks = [...found]
    .sort(([one], [other]) => one - other)
    .map(([, block]) => blockOf(Object.fromEntries(block.fields), block.file))
    .filter(({ said, name }) => name !== null || Object.values(said).flat().some(hasText));
  return { blocks, answers: Object.fromEntries(answers) };
}

function blockOf(fields: Readonly<Record<string, FieldValues[string]>>, file: PostedFile | null): FileBlock {
  const { [fileControls.file]: chosen, [fileControls.chosen]: before, [fileControls.skip]: skip, ...said } = fields;
  // A button that does not send gives the name of a chosen file instead of the file.
  const [name = ''] = [chosen ?? '', before ?? ''].flat().filter((each) => each !== '');
  return {
    said,
    name: file ? file.name : name || null,
    file,
    isSkipped: [skip].flat()[0] === 'yes',
  };
}

/** The blocks as values of a page that is shown again: browsers give no file back, so their names are kept. */
export function valuesOf(blocks: readonly FileBlock[]): FieldValues {
  const values: Record<string, FieldValues[string]> = {};
  for (const [number, block] of blocks.entries()) Object.assign(values, valuesAt(number, block));
  return values;
}

function valuesAt(number: number, { said, name, isSkipped }: FileBlock): FieldValues {
  const values = Object.entries(said).map(([control, value]) => [fileField(number, control), value] as const);
  return {
    ...Object.fromEntries(values),
    ...(name !== null && { [fileField(number, fileControls.chosen)]: name.slice(0, maxFileNameLength) }),
    ...(isSkipped && { [fileField(number, fileControls.skip)]: 'yes' }),
  };
}

export interface FileLimits {
  readonly maxFiles: number;
  readonly maxFileBytes: number;
  /** The largest size as a person reads it. */
  readonly largest: string;
}

export interface JudgedFiles {
  readonly errors: readonly FieldError[];
  readonly files: readonly ReportFile[];
  /** Bytes of the files, in the same order. */
  readonly sources: readonly Source[];
}

/** Judges what is said of files and, where they shall be sent, takes out of them what shall not travel. */
export async function judgeFiles(
  blocks: readonly FileBlock[],
  limits: FileLimits,
  isSending: boolean,
): Promise<JudgedFiles> {
  const errors: FieldError[] = [];
  const files: ReportFile[] = [];
  const sources: Source[] = [];
  for (const [number, block] of blocks.entries()) {
    if (block.isSkipped) continue;
    const error = (control: string, code: FieldError['code'], message: FieldError['message'], told = {}) =>
      errors.push({ field: fileField(number, control), code, message, told: { name: nameOf(block), ...told } });
    const checked = checkFile(number, valuesAt(number, block));
    if (!checked.ok) for (const each of checked.errors) errors.push(each);
    if (number >= limits.maxFiles)
      error(fileControls.file, 'too_many', 'error.file.tooMany', { limit: limits.maxFiles });
    if (!isSending) continue;
    if (!block.file) {
      error(fileControls.file, 'required', block.name === null ? 'error.file.none' : 'error.file.again', {
        number: number + 1,
      });
      continue;
    }
    if (block.file.size > limits.maxFileBytes) {
      error(fileControls.file, 'too_long', 'error.file.tooLarge', { limit: limits.largest });
      continue;
    }
    if (!checked.ok) continue;
    const prepared = await prepareFile(block.file, sourceOfFile(block.file), checked.said, hashOf);
    if (prepared.ok) {
      files.push(prepared.file);
      sources.push(prepared.source);
    } else error('hiddenData', 'invalid', prepared.why === 'broken' ? 'evidence.broken' : 'evidence.notCleaned');
  }
  return { errors, files, sources };
}

const nameOf = ({ name }: FileBlock): string => isolated((name ?? '').slice(0, maxFileNameLength));

/** A file in memory. It lets others have their turn at each reading: hashing and sealing it take long. */
function sourceOfFile({ parts, size }: PostedFile): Source {
  const places: { readonly start: number; readonly part: Uint8Array }[] = [];
  let at = 0;
  for (const part of parts) {
    places.push({ start: at, part });
    at += part.length;
  }
  return {
    size,
    async read(start, end) {
      await new Promise(setImmediate);
      const found = places.filter((place) => place.start < end && start < place.start + place.part.length);
      const [first, ...more] = found;
      if (first && more.length === 0)
        return new Uint8Array(first.part.subarray(start - first.start, end - first.start));
      const out = new Uint8Array(end - start);
      for (const { start: from, part } of found)
        out.set(part.subarray(Math.max(0, start - from), end - from), Math.max(0, from - start));
      return out;
    },
  };
}
