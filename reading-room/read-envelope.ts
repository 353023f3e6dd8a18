import { createHash } from 'node:crypto';
import { utf8 } from '../crypto/bytes.ts';
import type { Unpacked } from '../crypto/unpack.ts';
import { contradictionsIn } from '../report/contradictions.ts';
import type { Report } from '../report/report.ts';
import type { EnvelopePieces } from './envelope-pieces.ts';
import { fileFacts } from './file-facts.ts';
import { inertBrief } from './inert.ts';
import { sha256Of } from './local-file.ts';
import { readReport } from './read-report.ts';
import type { Facts, Opened } from './result.ts';
import type { Draft } from './shelf.ts';
import { unpackEnvelope } from './unpack-envelope.ts';

/** Most characters of a name in a list. */
const maxAbout = 40;

/** Opens an envelope from its first byte to its last and reads what is in it. @throws OpenError, PayloadError, RoomError. */
export async function readEnvelope(
  envelope: EnvelopePieces,
  identities: readonly string[],
  draft: Draft | null,
): Promise<{ unpacked: Unpacked; opened: Opened }> {
  const unpacked = await unpackEnvelope(envelope, identities, draft);
  const report = readReport(unpacked.report.bytes);
  const uses = report.files?.map(({ use }) => use);
  const contradictions = report.kind === 'update' ? [] : contradictionsIn(report, uses);
  return { unpacked, opened: { report, files: fileFacts(unpacked.files, report.files ?? []), contradictions } };
}

/** What is held of a report until all are judged. */
export function factsOf({ report, files }: Opened): Facts {
  const { kind, reportId, mailboxId, threadKey, createdDay, answers } = report;
  const isUpdate = kind === 'update';
  return {
    ...{ kind, reportId, mailboxId, threadKey, createdDay },
    replyRecipient: sha256Of(utf8(report.replyRecipient)),
    caseUse: answers.consent?.caseUse ?? null,
    asksContact: isUpdate && report.answers.contact !== undefined,
    erasure: (isUpdate && report.answers.erasure) || null,
    urgency: kind === 'new' ? report.answers.urgency.self : null,
    answers: createHash('sha256').update(JSON.stringify(answers)).digest('hex'),
    about: inertBrief(aboutOf(report), maxAbout),
    files: files.filter(({ packed }) => packed).length,
  };
}

function aboutOf(report: Report): string {
  switch (report.kind) {
    case 'new':
      return `${report.answers.mps[0]?.country} ${report.answers.mps[0]?.fullName}`;
    case 'urgent_alert': {
      const { country, fullName, description } = report.answers.mp;
      return `${country === 'unknown' ? '??' : country} ${fullName ?? description}`;
    }
    case 'update':
      return report.answers.narrative ?? '';
  }
}
