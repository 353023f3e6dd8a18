import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { concat, utf8 } from '../crypto/bytes.ts';
import {
  type Outgoing,
  outgoingMember,
  outgoingName,
  outgoingSchema,
  outgoingSignatureName,
} from '../crypto/outgoing.ts';
import { signMinisign } from '../crypto/signing-key.ts';
import { sodiumEngine } from '../crypto/sodium-engine.ts';
import { blockBytes, inBlocks, tarHeader } from '../crypto/tar-entry.ts';
import { erasedMailboxes, lastAnswers, type ReadyAnswer } from './answers-kept.ts';
import { needed, onlyOne, readArguments } from './arguments.ts';
import { readCommittee, readKeyringFile } from './committee-file.ts';
import { inert } from './inert.ts';
import type { Io } from './io.ts';
import { judgeJson } from './judge-json.ts';
import { readLocal, sha256Of } from './local-file.ts';
import { isThere, writeNew } from './new-file.ts';
import { unlockReplyKey } from './reply-key.ts';
import { fileError, RoomError } from './room-error.ts';

const maxIndexBytes = 16_777_216;
/** Most entries of a list in it; fewer fit into its bytes. */
const maxIndexItems = 300_000;

/** `outgoing`: bundles the answers that have not left yet, with a signed index, for the server. */
export async function outgoing(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(argv, {
    reports: { type: 'string' },
    committee: { type: 'string' },
    keyring: { type: 'string' },
    'reply-key': { type: 'string' },
    'passphrase-file': { type: 'string' },
    all: { type: 'boolean', default: false },
  });
  const path = onlyOne(positionals, 'name for the bundle');
  const reports = needed(values.reports, '--reports');
  if (await isThere(path)) throw new RoomError('already-exists', path);
  const engine = await sodiumEngine();
  const committee = await readCommittee(needed(values.committee, '--committee'));
  const keyring = await readKeyringFile(engine, committee, needed(values.keyring, '--keyring'));
  const earlier = await earlierBundles(reports);
  const { answers, erased, isNews } = await whatLeaves(reports, values.all ? [] : earlier);
  if (answers.length === 0 && !isNews) throw new RoomError('nothing-outgoing');
  const index: Outgoing = {
    type: 'outgoing/v1',
    committee: committee.id,
    number: (earlier.at(-1)?.number ?? 0) + 1,
    day: io.today(),
    answers: answers.map(({ mailboxId, number, sealed }) => ({ mailboxId, number, sha256: sha256Of(sealed) })),
    erased: [...erased],
  };
  const text = `${JSON.stringify(index)}\n`;
  const key = await unlockReplyKey(io, needed(values['reply-key'], '--reply-key'), values['passphrase-file'], keyring);
  try {
    const minisig = signMinisign(key, utf8(text));
    await writeNew(path, tarOf(text, minisig, answers), 0o600);
  } finally {
    key.seed.fill(0);
  }
  // Last: what is written down here is not bundled again.
  await writeNew(join(reports, bundleRecord(index.number)), text, 0o600);
  await io.out(describe(index, path));
  return 0;
}

const bundleRecord = (number: number): string => `outgoing-${String(number).padStart(6, '0')}.json`;

/** The indices of the bundles that were made here before, oldest first. */
async function earlierBundles(reports: string): Promise<Outgoing[]> {
  let names: string[];
  try {
    names = await readdir(reports);
  } catch (error) {
    throw fileError(error, reports, 'path-unreadable');
  }
  const bundles: Outgoing[] = [];
  for (const name of names.filter((each) => /^outgoing-\d{6}\.json$/.test(each)).sort()) {
    const bytes = await readLocal(join(reports, name), maxIndexBytes, 'refuse');
    const judged = judgeJson(outgoingSchema, bytes, maxIndexItems);
    if (!judged.ok) throw new RoomError('answer-kept-broken', join(reports, name));
    bundles.push(judged.data);
  }
  return bundles;
}

/** The last answer of each thread that no earlier bundle holds, and mailboxes that none has named as erased. */
async function whatLeaves(reports: string, earlier: readonly Outgoing[]) {
  const sent = new Set(earlier.flatMap(({ answers }) => answers.map(({ sha256 }) => sha256)));
  const forgotten = new Set(earlier.flatMap(({ erased }) => erased));
  // All of them, each time: the server may have refused one for what waited in it.
  const erased = await erasedMailboxes(reports);
  const isNews = erased.some((id) => !forgotten.has(id));
  const answers: ReadyAnswer[] = [];
  for await (const answer of lastAnswers(reports)) if (!sent.has(sha256Of(answer.sealed))) answers.push(answer);
  return { answers, erased, isNews };
}

function tarOf(index: string, minisig: string, answers: readonly ReadyAnswer[]): Uint8Array {
  const entry = (name: string, body: Uint8Array) => [
    tarHeader(name, body.length),
    body,
    new Uint8Array(inBlocks(body.length) - body.length),
  ];
  return concat(
    ...entry(outgoingName, utf8(index)),
    ...entry(outgoingSignatureName, utf8(minisig)),
    ...answers.flatMap(({ mailboxId, sealed }) => entry(outgoingMember(mailboxId), sealed)),
    new Uint8Array(2 * blockBytes),
  );
}

const describe = ({ number, answers, erased }: Outgoing, path: string): string =>
  `Bundle ${number} is in ${inert(resolve(path))}: ${answers.length} answers, ${erased.length} mailboxes to be erased.

Next, on the server: npm run team -- import ${inert(path)}
`;
