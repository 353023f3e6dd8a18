import { getMultipartBoundary, MultipartParseError, parseMultipart } from '@remix-run/multipart-parser';
import type { Allowed } from '../../views/control-names.ts';
import type { FieldValues } from '../../views/page.ts';
import { PostedFields } from './posted-fields.ts';

/** A file of a post. Its bytes are slices of the body, not copies: they live and are overwritten with it. */
export interface PostedFile {
  readonly field: string;
  /** As the sender's device called it: hostile text, never a path. */
  readonly name: string;
  /** Media type as the device guessed it; may be empty. */
  readonly type: string;
  readonly parts: readonly Uint8Array[];
  /** Bytes. */
  readonly size: number;
}

export interface Multipart {
  /** Values by the name of the control; several of one name in the order of the page. */
  readonly fields: FieldValues;
  readonly files: readonly PostedFile[];
}

export interface MultipartLimits {
  /** Fields and files together, those that are empty too. */
  readonly maxParts: number;
  /** Bytes of names and values of fields, all together. */
  readonly maxTextBytes: number;
  /** What the form can send; other fields are dropped. */
  readonly allowed: Allowed;
}

/** Room for the longest name of a file that a system allows, in any script, and then some. */
const maxHeaderBytes = 16_384;
/** Longest name of a control; ours are far shorter. */
const maxFieldNameLength = 200;
/** RFC 2046, 5.1.1; its spaces, which nobody sends, are left out. */
const boundaryShape = /^[\w'()+,./:=?-]{1,70}$/;
/**
 * As HTML says that browsers write it; the name of a file comes last and may hold anything. The parser ends a header at
 * a line separator (U+2028), so the closing quote may be missing.
 */
const dispositionShape = /^form-data; name="([^"]*)"(?:; filename="(.*?)"?)?$/s;

/**
 * Takes a `multipart/form-data` body apart that is whole and in memory. A file input in which nothing was chosen is no
 * file. Gives `null` for whatever is not such a body: another type, a wrong or missing boundary, a missing end, text
 * that is not UTF-8, too much of anything. Reads the body once; a name of a file may be anything of up to 16 KiB.
 * Source: RFC 7578; HTML, "multipart/form-data encoding algorithm".
 */
export function readMultipart(
  body: Uint8Array,
  contentType: string,
  { maxParts, maxTextBytes, allowed }: MultipartLimits,
): Multipart | null {
  if (!/^multipart\/form-data\s*;/i.test(contentType)) return null;
  const boundary = getMultipartBoundary(contentType)?.trim() ?? '';
  if (!boundaryShape.test(boundary) || !endsWith(body, boundary)) return null;
  const fields = new PostedFields(allowed);
  const files: PostedFile[] = [];
  let textBytes = 0;
  try {
    const limits = { maxHeaderSize: maxHeaderBytes, maxFileSize: body.length, maxTotalSize: body.length, maxParts };
    for (const part of parseMultipart(body, { boundary, ...limits })) {
      const { headers, content: parts, size } = part;
      const [, field, name] = dispositionShape.exec(headers['content-disposition'] ?? '') ?? [];
      if (field === undefined || field.length > maxFieldNameLength) return null;
      if (name !== undefined) {
        if (name !== '' || size > 0)
          files.push({ field, name: unescaped(name), type: headers['content-type'] ?? '', parts, size });
        continue;
      }
      textBytes += field.length + size;
      if (textBytes > maxTextBytes) return null;
      fields.add(field, () => part.text);
    }
  } catch (error) {
    // A TypeError is text that is not UTF-8.
    if (error instanceof MultipartParseError || error instanceof TypeError) return null;
    throw error;
  }
  return { fields: fields.values(), files };
}

/** Whether a body ends as it must, asked first: the parser would look for the end of a cut one from its beginning. */
function endsWith(body: Uint8Array, boundary: string): boolean {
  const end = `--${boundary}--`;
  const tail = Buffer.from(body.subarray(-(end.length + 2))).toString('latin1');
  return tail.endsWith(end) || tail.endsWith(`${end}\r\n`);
}

/** Browsers escape three signs and no others, so a percent sign of the name's own stays; older ones wrote `\"`. */
const unescaped = (name: string): string =>
  name
    .replace(/%22|\\"/g, '"')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n');
