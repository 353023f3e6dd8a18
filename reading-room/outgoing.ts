import { readdir } from 'node:fs/promises';
import { join, parse, resolve } from 'node:path';
import { concat, utf8 } from '../crypto/bytes.ts';
import {
  maxOutgoingIndexBytes,
  type Outgoing,
  outgoingMember,
  outgoingName,
  outgoingSchema,
  outgoingSignatureName,
} from '../crypto/outgoing.ts';
import { signMinisign } from '../crypto/signing-key.ts';
import { sodiumEngine } from '../crypto/sodium-engine.ts';
import { blockBytes, inBlocks, tarHeader } from '../crypto/tar-entry.ts';
import { erasedMailboxes, lastAnswers, type ReadyAnswer, readSealed } from './answers-kept.ts';
import { needed, onlyOne, readArguments } from './arguments.ts';
import { readCommittee, readKeyringFile } from './committee-file.ts';
import { inert } from './inert.ts';
import type { Io } from './io.ts';
import { judgeJson } from './judge-json.ts';
import { readLocal, sha256Of } from './local-file.ts';
import { isThere, writeNew } from './new-file.ts';
import { outgoingParts } from './outgoing-parts.ts';
import { unlockReplyKey } from './reply-key.ts';
import { fileError, RoomError } from './room-error.ts';

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
  const first = (earlier.at(-1)?.number ?? 0) + 1;
  const bundles = outgoingParts({ answers, erased }).map((part, at) => ({
    path: nameOf(path, at + 1),
    index: { type: 'outgoing/v1', committee: committee.id, number: first + at, day: io.today(), ...part } as const,
  }));
  for (const bundle of bundles) if (await isThere(bundle.path)) throw new RoomError('already-exists', bundle.path);
  const key = await unlockReplyKey(io, needed(values['reply-key'], '--reply-key'), values['passphrase-file'], keyring);
  try {
    for (const bundle of bundles) {
      const text = `${JSON.stringify(bundle.index)}\n`;
      const minisig = signMinisign(key, utf8(text));
      await writeNew(bundle.path, tarOf(reports, text, minisig, bundle.index), 0o600);
      // Last: what is written down here is not bundled again.
      await writeNew(join(reports, bundleRecord(bundle.index.number)), text, 0o600);
    }
  } finally {
    key.seed.fill(0);
  }
  await io.out(describe(bundles));
  return 0;
}

/** `answers.tar`, then `answers-2.tar`, `answers-3.tar`. */
function nameOf(path: string, number: number): string {
  const { dir, name, ext } = parse(path);
  return number === 1 ? path : join(dir, `${name}-${number}${ext}`);
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
    const bytes = await readLocal(join(reports, name), maxOutgoingIndexBytes, 'refuse');
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
  for await (const answer of lastAnswers(reports)) if (!sent.has(answer.sha256)) answers.push(answer);
  return { answers, erased, isNews };
}

async function* tarOf(reports: string, text: string, minisig: string, index: Outgoing): AsyncGenerator<Uint8Array> {
  yield entry(outgoingName, utf8(text));
  yield entry(outgoingSignatureName, utf8(minisig));
  for (const { mailboxId, number, sha256 } of index.answers) {
    const sealed = await readSealed(reports, mailboxId, number);
    // Signed for already: it must not have changed since it was listed.
    if (sha256Of(sealed) !== sha256) throw new RoomError('answer-kept-broken', mailboxId);
    yield entry(outgoingMember(mailboxId), sealed);
  }
  yield new Uint8Array(2 * blockBytes);
}

const entry = (name: string, body: Uint8Array): Uint8Array =>
  concat(tarHeader(name, body.length), body, new Uint8Array(inBlocks(body.length) - body.length));

const describe = (bundles: readonly { readonly path: string; readonly index: Outgoing }[]): string =>
  `${bundles
    .map(
      ({ path, index: { number, answers, erased } }) =>
        `Bundle ${number} is in ${inert(resolve(path))}: ${answers.length} answers, ${erased.length} mailboxes to be erased.`,
    )
    .join('\n')}

Next, on the server${bundles.length > 1 ? ', one after the other' : ''}:
${bundles.map(({ path }) => `npm run team -- import ${inert(path)}`).join('\n')}
`;
