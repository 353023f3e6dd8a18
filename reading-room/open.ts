import { unlockIdentity } from '../crypto/key-file.ts';
import { sodiumEngine } from '../crypto/sodium-engine.ts';
import { readArguments } from './arguments.ts';
import { reviewChains, type Segment } from './chain-review.ts';
import { readCommittee, readKeyringFile } from './committee-file.ts';
import type { Known } from './context-alarms.ts';
import { findInputs } from './inputs.ts';
import type { Io } from './io.ts';
import { leftoverNotice } from './leftovers.ts';
import { minDigits } from './list.ts';
import { type Found, openInput } from './open-input.ts';
import { partialPrefix } from './partial.ts';
import { passphraseFileFor, unlockKeyFile } from './passphrases.ts';
import { printList, printText } from './print-text.ts';
import { RoomError } from './room-error.ts';
import { flagSharedIds, listOf } from './shared-ids.ts';
import { Shortcut, shortcutBytes } from './shortcut.ts';
import { printJson } from './show-json.ts';
import { judgeThreads } from './threads.ts';
import { judgeUpdates } from './update-notices.ts';

/** `open`: opens what it can of bundles, folders and files, and says of the rest what is wrong with it. */
export async function open(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(argv, {
    identity: { type: 'string', multiple: true, default: [] },
    'passphrase-file': { type: 'string', multiple: true, default: [] },
    committee: { type: 'string' },
    keyring: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    report: { type: 'string', multiple: true, default: [] },
    out: { type: 'string' },
  });
  if (values.identity.length === 0) throw new RoomError('usage', '--identity is missing');
  if (positionals.length === 0) throw new RoomError('usage', 'nothing to open is named');
  if (values.out === '') throw new RoomError('option-value', '--out is a folder');
  const chosen = idsIn(values.report);
  const ways = [values.json, values.list, chosen.length > 0].filter(Boolean);
  if (ways.length > 1) throw new RoomError('usage', 'only one of --json, --list and --report');
  if (values.out !== undefined) io.err(await leftoverNotice(values.out, partialPrefix));
  const known = await readKnown(values.committee, values.keyring);
  const identities = await unlockAll(io, values.identity, values['passphrase-file']);
  const segments: Segment[] = [];
  const founds: Found[] = [];
  const desk = { identities, known, out: values.out, shortcut: new Shortcut(shortcutBytes) };
  for await (const input of findInputs(positionals))
    for await (const found of openInput(input, desk, segments)) founds.push(found);
  const results = founds.map(({ result }) => result);
  judgeThreads(results);
  judgeUpdates(results);
  flagSharedIds(results);
  const chains = reviewChains(segments, new Set(results.flatMap(({ sha256 }) => sha256 ?? [])));
  flagForeign(chains, known);
  const review = { founds, chains };
  if (values.json) await printJson(io, review);
  else if (values.list) await printList(io, review);
  else {
    const missing = await printText(io, review, chosen);
    if (missing.length > 0) throw new RoomError('report-unknown', `${missing.join(', ')} in ${listOf(positionals)}`);
  }
  return results.every(({ code }) => code === undefined) ? 0 : 1;
}

/** Ids of reports or mailboxes, or how they begin. */
function idsIn(typed: readonly string[]): string[] {
  return typed.map((each) => {
    const id = each.trim().toLowerCase();
    if (!isIdStart(id)) throw new RoomError('option-value', `--report takes ${minDigits} or more digits of an id`);
    return id;
  });
}

const isIdStart = (id: string): boolean => /^[0-9a-f]{1,64}$/.test(id) && id.length >= minDigits;

async function readKnown(committeePath: string | undefined, keyringPaths: readonly string[]): Promise<Known> {
  if (committeePath === undefined) {
    if (keyringPaths.length > 0) throw new RoomError('usage', '--keyring needs --committee');
    return { committee: null, keyrings: [] };
  }
  const committee = await readCommittee(committeePath);
  const engine = await sodiumEngine();
  return {
    committee,
    keyrings: await Promise.all(keyringPaths.map((path) => readKeyringFile(engine, committee, path))),
  };
}

/** One after the other: a person is asked one thing at a time. */
async function unlockAll(io: Io, paths: readonly string[], passphraseFiles: readonly string[]): Promise<string[]> {
  const identities: string[] = [];
  for (const [index, path] of paths.entries()) {
    const passphraseFile = passphraseFileFor(index, passphraseFiles, paths.length);
    identities.push(await unlockKeyFile(io, path, passphraseFile, unlockIdentity));
  }
  return identities;
}

function flagForeign(chains: ReturnType<typeof reviewChains>, { committee }: Known): void {
  for (const { committee: named, alarms } of chains)
    if (committee && named !== committee.id) alarms.push({ code: 'committee-differs', detail: named });
}
