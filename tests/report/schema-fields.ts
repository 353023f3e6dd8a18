import * as z from 'zod/mini';
import { maxLineLength, maxNameLength, maxNarrativeLength, maxTextLength } from '../../report/limits.ts';
import { maxDateWordsLength, partialDate } from '../../report/partial-date.ts';

/** One answer that a schema knows. */
export interface SchemaField {
  /** Dotted path with `*` for the number of a repeated thing. */
  readonly field: string;
  /** Without `optional`. */
  readonly schema: z.core.$ZodType;
}

/** What stands behind `optional`. */
const bare = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodMiniOptional ? bare(schema.def.innerType) : schema;

/** The thing that a list repeats; `null` if the schema is no list of things. */
const thingOf = (schema: z.core.$ZodType): z.ZodMiniObject | null =>
  schema instanceof z.ZodMiniArray && schema.def.element instanceof z.ZodMiniObject ? schema.def.element : null;

/** The fields of a schema, as questions name them; a date is one field. */
export function fieldsOf(schema: z.core.$ZodType, path: readonly string[] = []): SchemaField[] {
  const inner = bare(schema);
  const thing = thingOf(inner);
  if (thing) return fieldsOf(thing, [...path, '*']);
  if (inner instanceof z.ZodMiniObject && inner !== partialDate)
    return Object.entries(inner.shape).flatMap(([key, value]) => fieldsOf(value as z.core.$ZodType, [...path, key]));
  return [{ field: path.join('.'), schema: inner }];
}

/** The lists of things that can be told several times, with the most of each that the schema takes. */
export function listsOf(schema: z.core.$ZodType, path: readonly string[] = []): { field: string; max: number }[] {
  const inner = bare(schema);
  const thing = thingOf(inner);
  if (thing) return [{ field: path.join('.'), max: limitOf(inner, 'max_length') ?? Infinity }, ...listsOf(thing, path)];
  if (!(inner instanceof z.ZodMiniObject)) return [];
  return Object.entries(inner.shape).flatMap(([key, value]) => listsOf(value as z.core.$ZodType, [...path, key]));
}

type Limit = 'max_length' | 'greater_than' | 'less_than';

/** The limit that a check of a schema sets; `undefined` if it has no such check. */
export function limitOf(schema: z.core.$ZodType, kind: Limit): number | undefined {
  const checks = (schema as z.ZodMiniType).def.checks ?? [];
  for (const { _zod } of checks) {
    const def = _zod.def as { check: string; maximum?: number; value?: number };
    if (def.check === kind) return def.maximum ?? def.value;
  }
  return undefined;
}

/** Most UTF-16 code units that a text may have; `undefined` if it has no such limit, as a country's code. */
export function maxLengthOf(schema: z.core.$ZodType): number | undefined {
  const limits = [maxNarrativeLength, maxTextLength, maxLineLength, maxNameLength, maxDateWordsLength];
  return limits.find((length) => z.safeParse(schema, 'x'.repeat(length)).success);
}
