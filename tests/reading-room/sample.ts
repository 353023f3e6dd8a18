import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { type BundleIndex, memberName } from '../../crypto/bundle.ts';
import { concat, utf8 } from '../../crypto/bytes.ts';
import { chainHead, emptyChainHead } from '../../crypto/chain.ts';
import { toHex } from '../../crypto/hex.ts';
import { packPayload } from '../../crypto/payload.ts';
import { randomBytes } from '../../crypto/random.ts';
import { mailboxId, mailboxToken, replyRecipient, threadKey } from '../../crypto/receipt-keys.ts';
import { seal } from '../../crypto/seal.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { bufferSource, type Source } from '../../crypto/source.ts';
import { blockBytes, inBlocks, tarHeader } from '../../crypto/tar-entry.ts';
import { sha256Of } from '../../reading-room/local-file.ts';
import type { AlertAnswers, UpdateAnswers } from '../../report/answers.ts';
import type { ReportFile } from '../../report/evidence.ts';
import type { Report } from '../../report/report.ts';

export const passphrase = 'seven-words-that-nobody-would-choose-alone';
export const committeeId = 'c0'.repeat(16);
const engine = await sodiumEngine();

/** A new empty folder. */
export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'reading-room-'));

/** An identity file and its recipient. */
export async function quickIdentity(folder: string, name = 'identity') {
  const identity = await generateHybridIdentity();
  return { ...(await quickLock(folder, name, `${identity}\n`)), recipient: await identityToRecipient(identity) };
}

/** A key file under a work factor that suits a test, 2^4 instead of 2^18, and its passphrase in a file. */
export async function quickLock(folder: string, name: string, secret: string) {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(4);
  const path = join(folder, `${name}.key.age`);
  const passphraseFile = join(folder, `${name}.passphrase`);
  await writeFile(path, await encrypter.encrypt(secret));
  await writeFile(passphraseFile, `${passphrase}\n`);
  return { path, passphraseFile };
}

/** What a receipt code puts into each report of its thread. */
export function threadOf(receipt: Uint8Array = randomBytes(16)) {
  return {
    threadKey: toHex(threadKey(receipt)),
    mailboxId: toHex(mailboxId(mailboxToken(receipt))),
    replyRecipient: replyRecipient(engine, receipt),
  };
}

function context(thread: ReturnType<typeof threadOf>) {
  return {
    schemaVersion: 1,
    reportId: toHex(randomBytes(16)),
    committee: committeeId,
    keyringSerial: 1,
    origin: 'https://report.example.org',
    formBuild: 'test',
    sealedBy: 'browser',
    uiLanguage: 'ar',
    createdDay: '2031-02-27',
    ...thread,
  } as const;
}

/** A first report about an invented MP. */
export function firstReport(thread = threadOf(), changes: Partial<Report> = {}): Report {
  return {
    kind: 'new',
    ...context(thread),
    answers: {
      source: { relation: 'family', identityMode: 'withheld_for_now' },
      mps: [{ fullName: 'ນາງ ບົວ · Daw Nilar Ø', country: 'XA', capacityThen: 'suspended' }],
      urgency: { self: 'days' },
      narrative: 'أُخذت من بيتها ليلاً.\nNobody has seen her since.',
      violations: ['enforced_disappearance', 'immunity'],
      consent: { mp: 'family_agreed', caseUse: 'committee_only' },
      acknowledgement: true,
    },
    ...changes,
  } as Report;
}

/** An urgent alert about somebody whose name is not known. */
export function alertReport(thread = threadOf(), changes: Partial<AlertAnswers> = {}): Report {
  return {
    kind: 'urgent_alert',
    ...context(thread),
    answers: {
      mp: { country: 'unknown', description: 'عضو في المجلس، معطف أحمر' },
      narrative: 'သူမကို ယခု ဖမ်းနေသည်။\nThey are at the door. 🚨',
      contact: { channels: [{ channel: 'phone', address: '+999 000 001' }] },
      consent: { caseUse: 'secretariat_only' },
      acknowledgement: true,
      ...changes,
    },
  };
}

export function updateReport(
  thread: ReturnType<typeof threadOf>,
  said: string | UpdateAnswers = 'She was seen in a car.',
  changes: Partial<Report> = {},
): Report {
  const answers = typeof said === 'string' ? { narrative: said } : said;
  return { kind: 'update', ...context(thread), answers, ...changes } as Report;
}

/** A report that describes files of these sizes; all that is said of each may be given. */
export function describing<Kind extends Report>(
  report: Kind,
  files: readonly { size: number }[],
  ...said: Partial<ReportFile>[]
): Kind {
  const described = files.map(({ size }, at): ReportFile => {
    return { name: `photo ${at + 1}.jpg`, type: 'image/jpeg', size, hiddenData: 'removed', ...said[at] };
  });
  return { ...report, files: described };
}

/** Seals anything as the payload, well made or not. */
export async function sealed(recipient: string, payload: Source | Uint8Array): Promise<Uint8Array> {
  const envelope = seal(engine, [recipient], payload instanceof Uint8Array ? bufferSource(payload) : payload);
  return envelope.slice(0, envelope.size);
}

export const sealedReport = (recipient: string, report: Report, files: readonly Source[] = []): Promise<Uint8Array> =>
  sealed(recipient, packPayload(utf8(JSON.stringify(report)), files));

export interface Filed {
  readonly envelope: Uint8Array;
  readonly report: Report;
  readonly day?: string;
}

/** The index that an honest server writes, for envelopes it accepted one after the other. */
export function indexOf(filed: readonly Filed[], start = { length: 0, head: emptyChainHead }): BundleIndex {
  const entries = filed.map(({ envelope, day = '2031-02-28' }) => ({ sha256: sha256Of(envelope), day }));
  const head = entries.reduce((before, { sha256, day }) => chainHead(before, sha256, day), start.head);
  return {
    type: 'bundle/v1',
    committee: committeeId,
    chain: { start, entries, end: { length: start.length + entries.length, head } },
    envelopes: filed.map(({ envelope, report, day = '2031-02-28' }, at) => ({
      position: start.length + at + 1,
      name: memberName(start.length + at + 1),
      sha256: sha256Of(envelope),
      mailboxId: report.mailboxId,
      receivedDay: day,
      size: envelope.length,
      sealedBy: report.sealedBy,
      thread: report.kind === 'update' ? 'update' : 'first',
    })),
  };
}

export function tarEntry(name: string, bytes: Uint8Array): Uint8Array {
  const filled = new Uint8Array(inBlocks(bytes.length));
  filled.set(bytes);
  return concat(tarHeader(name, bytes.length), filled);
}

export const tarEnd = new Uint8Array(2 * blockBytes);

/** A bundle of an index (any text) and members in order. */
export function bundleOf(index: BundleIndex | object, envelopes: readonly Uint8Array[]): Uint8Array {
  const names = (index as BundleIndex).envelopes.map(({ name }) => name);
  return concat(
    tarEntry('index.json', utf8(JSON.stringify(index))),
    ...envelopes.map((envelope, at) => tarEntry(names[at] ?? '', envelope)),
    tarEnd,
  );
}
