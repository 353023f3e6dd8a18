import { maxMps } from '../report/limits.ts';
import { type Report, reportSchema } from '../report/report.ts';
import { judgeJson } from './judge-json.ts';
import { RoomError } from './room-error.ts';

/**
 * Reads `report.json`, again by the schema that the form used: whoever sealed it may not have used the form.
 * @throws RoomError `report-not-json`, or `report-invalid` naming at most five places, made inert.
 */
export function readReport(bytes: Uint8Array): Report {
  // Nothing in a report is longer than its list of MPs.
  const judged = judgeJson(reportSchema, bytes, maxMps);
  if (judged.ok) return judged.data;
  throw judged.isJson ? new RoomError('report-invalid', judged.why) : new RoomError('report-not-json');
}
