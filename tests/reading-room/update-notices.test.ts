import { afterEach, beforeEach, expect, it } from 'vitest';
import type { UpdateAnswers } from '../../report/answers.ts';
import { makeRoom } from './room.ts';
import { firstReport, sealedReport, threadOf, updateReport } from './sample.ts';

let room: Awaited<ReturnType<typeof makeRoom>>;
beforeEach(async () => {
  room = await makeRoom();
});
afterEach(() => room.remove());

/** Opens a first report, for the committee, and updates; gives what is said of each update. */
async function noticesOf(updates: readonly UpdateAnswers[], forged = false, withFirst = true) {
  const thread = threadOf();
  const { recipient } = room.ours;
  const author = forged ? { ...threadOf(), mailboxId: thread.mailboxId } : thread;
  const files: Record<string, Uint8Array> = {};
  if (withFirst) files['0.age'] = await sealedReport(recipient, firstReport(thread));
  for (const [at, answers] of updates.entries())
    files[`${at + 1}.age`] = await sealedReport(recipient, updateReport(author, answers));
  const { results } = await room.openJson(await room.place('in', files));
  return results
    .slice(withFirst ? 1 : 0)
    .map(({ alarms, notices }) => [...alarms, ...notices].map(({ code, detail }) => [code, detail].join(' ').trim()));
}

const caseUse = (wish: NonNullable<UpdateAnswers['consent']>['caseUse']): UpdateAnswers => ({
  consent: { caseUse: wish },
});

it('counts less consent at once, and more only as a request', async () => {
  const wishes = [
    'raise_with_authorities',
    'secretariat_only',
    'committee_only',
    'withdrawn',
    'committee_only',
  ] as const;
  expect(await noticesOf([...wishes.map(caseUse), { narrative: 'more' }])).toEqual([
    ['consent-change-asked committee_only to raise_with_authorities'],
    ['consent-lowered committee_only to secretariat_only'],
    ['consent-change-asked secretariat_only to committee_only'],
    ['consent-lowered secretariat_only to withdrawn'],
    ['consent-change-asked withdrawn to committee_only'],
    [],
  ]);
});

it('names another way to be reached, and erasure, as what they are', async () => {
  const contact = { channels: [{ channel: 'signal', address: '+999 000 002' }] } as const;
  expect(
    await noticesOf([{ contact: { channels: [...contact.channels] } }, { erasure: 'ask' }, { erasure: 'take_back' }]),
  ).toEqual([['contact-change-asked'], ['erasure-asked'], ['erasure-taken-back']]);
});

it('raises an alarm for an update that does not prove the code, and lets it decide nothing', async () => {
  const [first, second] = await noticesOf([caseUse('withdrawn'), caseUse('secretariat_only')], true);
  expect(first?.map((each) => each.split(' ')[0])).toEqual(['update-unproven', 'consent-lowered']);
  expect(second?.at(-1)).toBe('consent-lowered committee_only to secretariat_only');
});

it('does not know what was allowed before, where the first report is not here', async () => {
  expect(await noticesOf([caseUse('withdrawn')], false, false)).toEqual([
    ['consent-change-asked not known here to withdrawn'],
  ]);
});
