import { type Report, reportSchema } from '../report/report.ts';
import { inertBrief } from './inert.ts';
import { RoomError } from './room-error.ts';
import { strictJson } from './strict-json.ts';

/** Most places named when a report is refused. */
const maxIssues = 5;

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
}

/**
 * Reads `report.json`, again by the schema that the form used: whoever sealed it may not have used the form.
 * @throws RoomError `report-not-json`, or `report-invalid` naming at most five places, made inert.
 */
export function readReport(bytes: Uint8Array): Report {
  const json = strictJson(bytes);
  if (json.kind === 'not-json') throw new RoomError('report-not-json');
  if (json.kind === 'refused') throw new RoomError('report-invalid', json.why);
  const parsed = reportSchema.safeParse(json.value);
  if (!parsed.success) throw new RoomError('report-invalid', placesOf(parsed.error.issues));
  return parsed.data;
}

function placesOf(issues: readonly Issue[]): string {
  const places = issues.flatMap(({ path, keys }) =>
    keys ? keys.map((key) => [...path, key].map(String).join('.')) : path.map(String).join('.') || 'the whole',
  );
  const shown = places.slice(0, maxIssues).map((place) => inertBrief(place, 60));
  return places.length > maxIssues ? `${shown.join(', ')} and ${places.length - maxIssues} more` : shown.join(', ');
}
