import { createHash, hkdfSync } from 'node:crypto';
import { bech32 } from '@scure/base';
import { identityToRecipient } from 'age-encryption';
import type { FullAnswers } from '../../report/answers.ts';
import type { Report } from '../../report/report.ts';
import { fixedBytes } from './fixed-draw.ts';

/** Hybrid identity of a 32-byte seed, written with a bech32 library and none of our code. */
export const identityOf = (seed: Uint8Array): string =>
  bech32.encodeFromBytes('AGE-SECRET-KEY-PQ-', seed).toUpperCase();

/** A reader of the invented committee: identity and recipient, the recipient computed by typage. */
export async function reader(name: string): Promise<{ identity: string; recipient: string }> {
  const identity = identityOf(fixedBytes(`reader ${name}`, 32));
  return { identity, recipient: await identityToRecipient(identity) };
}

const hex = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes as Uint8Array).toString('hex');

/** What HKDF makes of a receipt, by node:crypto. */
export const hkdf = (receipt: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', receipt, 'report-an-mp/receipt/v1', purpose, 32));

export const sampleReceipt = fixedBytes('sample receipt', 16);
export const sampleCommitteeId = hex(fixedBytes('sample committee', 16));

/** Answers about invented people of the invented country XB. */
export const sampleAnswers: FullAnswers = {
  source: { relation: 'family', identityMode: 'withheld_for_now' },
  mps: [
    { fullName: 'Þórdís Ñandú-Čapková', country: 'XB', capacityThen: 'sitting' },
    { fullName: 'ဒေါ်မေသူ', country: 'XB', capacityThen: 'elect_not_seated' },
  ],
  urgency: { self: 'days' },
  narrative: 'On the way to the chamber — «no warrant», 3 a.m.\nليلى الفارسي رأت كل شيء.\nបន្ទាប់មក គ្មានដំណឹងទៀតទេ។ 🕯️',
  violations: ['abduction', 'immunity'],
  consent: { mp: 'family_agreed', caseUse: 'secretariat_only' },
  acknowledgement: true,
};

/** A whole report of the sample receipt, with everything that `report.json` binds in. */
export async function sampleReport(changes: Partial<Extract<Report, { kind: 'new' }>> = {}): Promise<Report> {
  return {
    kind: 'new',
    schemaVersion: 1,
    reportId: hex(fixedBytes('sample report', 16)),
    committee: sampleCommitteeId,
    keyringSerial: 3,
    origin: 'https://safe.example',
    formBuild: '2031-03-01.1',
    sealedBy: 'browser',
    uiLanguage: 'en',
    createdDay: '2031-03-04',
    threadKey: hex(hkdf(sampleReceipt, 'thread key')),
    mailboxId: createHash('sha256').update(hkdf(sampleReceipt, 'mailbox token')).digest('hex'),
    replyRecipient: await identityToRecipient(identityOf(hkdf(sampleReceipt, 'reply identity'))),
    answers: sampleAnswers,
    ...changes,
  };
}
