import type { ReportFile } from '../report/evidence.ts';
import { differsInSize } from './file-facts.ts';
import { ours, valueLines } from './lines.ts';
import type { FileFacts, FileWarning } from './result.ts';

const warningSentences: Readonly<Record<FileWarning, string>> = {
  distressing: 'HARD to look at or to hear, says the sender.',
  'people-visible': 'PEOPLE can be recognized in it, says the sender.',
};
const nothingSaid = 'secretariat_only, since the sender said nothing';
const hiddenDataSentences: Readonly<Record<ReportFile['hiddenData'], string>> = {
  removed: 'removed before it was sealed',
  kept: 'kept: it may tell a place, a time, a device',
};

/** What came with a report and what is said of it, both sides where they do not agree. Nothing of it is opened. */
export function filesLines(files: readonly FileFacts[]): string[] {
  return files.length === 0 ? [] : ['  files', ...files.flatMap((file) => fileLines(file, files.length))];
}

function fileLines(file: FileFacts, count: number): string[] {
  const { number, name, packed, described, warnings } = file;
  return [
    `   ${name}, ${number} of ${count}`,
    ...warnings.flatMap((warning) => line(warningSentences[warning])),
    ...conflictLines(file),
    ...named('who may see it', described?.use ?? nothingSaid),
    ...(described ? saidLines(described) : []),
    ...named('size', `${packed?.size ?? described?.size} bytes${packed ? '' : ' (not here)'}`),
    ...(packed ? hash('SHA-256 as sent', packed.listedSha256) : []),
    ...(packed && !packed.intact ? hash('SHA-256 of what is here', packed.sha256) : []),
    ...(described?.sha256Original ? hash('SHA-256 of the original', described.sha256Original) : []),
  ];
}

/** The alarms of this one file, where it is shown. */
function conflictLines(file: FileFacts): string[] {
  const { packed, described } = file;
  return [
    ...(packed ? [] : line('!!! NOT HERE: the report describes it, and it was not packed.')),
    ...(described ? [] : line('!!! NOT DESCRIBED: it was packed, and the report does not know it.')),
    ...(packed && !packed.intact ? line('!!! ALTERED: its hash is not the one that was written down.') : []),
    ...(differsInSize(file)
      ? line(`!!! SIZE: ${described?.size} bytes by the report, ${packed?.size} bytes are here.`)
      : []),
  ];
}

function saidLines(said: ReportFile): string[] {
  return [
    ...foreign('name as sent', said.name),
    ...foreign('type as sent', said.type),
    ...named('what it is', said.kind),
    ...foreign('what it shows', said.description),
    ...named('comes from', said.origin),
    ...foreign('made', said.captured),
    ...foreign('web address', said.sourceUrl),
    ...named('is it the original', said.authenticity),
    ...named('people visible', said.peopleVisible),
    ...named('distressing', said.distressing),
    ...named('hidden data', hiddenDataSentences[said.hiddenData]),
  ];
}

const line = (text: string): string[] => ours('    ', text, 6);
/** A word of ours or of a vocabulary. */
const named = (label: string, value: string | undefined): string[] =>
  value === undefined ? [] : line(`${label}: ${value}`);
/** A text that nobody vouches for; whatever is empty was not given. */
const foreign = (label: string, value: unknown): string[] =>
  value === undefined || value === '' ? [] : valueLines(label, value);
const hash = (label: string, digest: string): string[] => [`    ${label}`, `      ${digest}`];
