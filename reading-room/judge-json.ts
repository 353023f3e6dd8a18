import type * as z from 'zod/mini';
import { inertBrief } from './inert.ts';
import { strictJson } from './strict-json.ts';

/** Most places named where something is refused, and most characters of each. */
const maxPlaces = 5;
const maxPlaceCharacters = 60;

/** What a schema says of a JSON text. */
type Judged<Data> =
  | { readonly ok: true; readonly data: Data }
  /** `why` is short and inert, whatever stands in the text; empty for bytes that are no JSON. */
  | { readonly ok: false; readonly isJson: boolean; readonly why: string };

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
}

/**
 * Reads JSON from outside by a schema; never throws for anything in it. The one way by which the reading room reads JSON.
 * @param maxItems items of the longest list that the schema takes.
 */
export function judgeJson<Data>(schema: z.ZodMiniType<Data>, bytes: Uint8Array, maxItems: number): Judged<Data> {
  const json = strictJson(bytes, maxItems);
  if (json.kind === 'not-json') return { ok: false, isJson: false, why: '' };
  if (json.kind === 'refused') return { ok: false, isJson: true, why: inertBrief(json.why, maxPlaceCharacters) };
  try {
    const parsed = schema.safeParse(json.value);
    return parsed.success
      ? { ok: true, data: parsed.data }
      : { ok: false, isJson: true, why: placesOf(parsed.error.issues) };
  } catch (error) {
    // The schema hands its problems on as arguments of a call, and a hundred thousand are too many for one.
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, isJson: true, why: 'more problems than can be counted' };
  }
}

function placesOf(issues: readonly Issue[]): string {
  const places: string[] = [];
  let count = 0;
  for (const { path, keys = [''] } of issues) {
    count += keys.length;
    for (const key of keys.slice(0, maxPlaces - places.length))
      places.push(
        inertBrief([...path, ...(key === '' ? [] : [key])].map(String).join('.') || 'the whole', maxPlaceCharacters),
      );
  }
  return places.join(', ') + (count > places.length ? ` and ${count - places.length} more` : '');
}
