import type { ReportFile } from '../report/evidence.ts';
import { differsInSize } from './file-facts.ts';
import { elsewhere, ours, valueLines } from './lines.ts';
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

/** Most lines of one text about a file, and of all texts about the files of a report. */
const maxTextLines = 100;
const maxAllTextLines = 1000;

/** What came with a report and what is said of it, both sides where they do not agree. Nothing of it is opened. */
export function* filesLines(files: readonly FileFacts[]): Generator<string> {
  if (files.length > 0) yield '  files';
  const texts = { linesLeft: maxAllTextLines };
  for (const file of files) yield* fileLines(file, files.length, texts);
}

/** How much sender's text may still follow. */
interface Texts {
  linesLeft: number;
}

function fileLines(file: FileFacts, count: number, texts: Texts): string[] {
  const { number, name, packed, described, warnings } = file;
  return [
    `   ${name}, ${number} of ${count}`,
    ...warnings.flatMap((warning) => line(warningSentences[warning])),
    ...conflictLines(file),
    ...named('who may see it', described?.use ?? nothingSaid),
    ...(described ? saidLines(described, texts) : []),
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

function saidLines(said: ReportFile, texts: Texts): string[] {
  const foreign = (label: string, value: unknown) => textLines(label, value, texts);
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
function textLines(label: string, value: unknown, texts: Texts): string[] {
  if (value === undefined || value === '') return [];
  if (texts.linesLeft === 0) return line(`${label}: (${elsewhere})`);
  const lines = [...valueLines(label, value, Math.min(maxTextLines, texts.linesLeft))];
  texts.linesLeft = Math.max(0, texts.linesLeft - lines.length);
  return lines;
}
const hash = (label: string, digest: string): string[] => [`    ${label}`, `      ${digest}`];
