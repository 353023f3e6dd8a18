import type { Committee } from '../../crypto/committee.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { Answer } from '../../report/answer.ts';
import { goodKeyring, committee as sampleCommittee } from '../vectors/make/keyrings.ts';
import { signer } from '../vectors/make/signatures.ts';
import { sampleReport } from './sample.ts';

/** The key that the sample keyring lists for answers. */
export const replyKey = signer('reply');
export const committee: Committee = sampleCommittee;

/** The sample keyring, with its reply key changed. */
export async function keyringWith(change: Partial<Keyring['replyKeys'][number]> = {}): Promise<Keyring> {
  const good = (await goodKeyring()) as Keyring;
  return { ...good, replyKeys: good.replyKeys.map((key) => ({ ...key, ...change })) };
}

/** Another signing key, listed nowhere. */
export const strangersKey = signer('b');

/** An answer to the sample report: two messages, in two languages. */
export async function sampleAnswer(changes: Partial<Answer> = {}): Promise<Answer> {
  const report = await sampleReport();
  return {
    type: 'answer/v1',
    committee: report.committee,
    mailboxId: report.mailboxId,
    replyRecipient: report.replyRecipient,
    reportId: report.reportId,
    number: 2,
    day: '2031-03-09',
    keyringSerial: 3,
    status: 'question_waiting',
    messages: [
      { number: 1, day: '2031-03-06', status: 'opened' },
      { number: 2, day: '2031-03-09', status: 'question_waiting', language: 'ar', text: 'هل زاره محامٍ؟ «7»\n— 🕯️' },
    ],
    ...changes,
  };
}
