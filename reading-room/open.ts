import { unlockIdentity } from '../crypto/key-file.ts';
import { sodiumEngine } from '../crypto/sodium-engine.ts';
import { readArguments } from './arguments.ts';
import { reviewChains, type Segment } from './chain-review.ts';
import { readCommittee, readKeyringFile } from './committee-file.ts';
import type { Known } from './context-alarms.ts';
import { inertJson } from './inert.ts';
import { findInputs } from './inputs.ts';
import type { Io } from './io.ts';
import { leftoverNotice } from './leftovers.ts';
import { openInput } from './open-input.ts';
import { partialPrefix } from './partial.ts';
import { passphraseFileFor, unlockKeyFile } from './passphrases.ts';
import type { Result } from './result.ts';
import { RoomError } from './room-error.ts';
import { flagSharedIds } from './shared-ids.ts';
import { asJson } from './show-json.ts';
import { asText } from './show-text.ts';
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
    out: { type: 'string' },
  });
  if (values.identity.length === 0) throw new RoomError('usage', '--identity is missing');
  if (positionals.length === 0) throw new RoomError('usage', 'nothing to open is named');
  if (values.out === '') throw new RoomError('option-value', '--out is a folder');
  if (values.out !== undefined) io.err(await leftoverNotice(values.out, partialPrefix));
  const known = await readKnown(values.committee, values.keyring);
  const identities = await unlockAll(io, values.identity, values['passphrase-file']);
  const segments: Segment[] = [];
  const results: Result[] = [];
  for await (const input of findInputs(positionals))
    results.push(...(await openInput(input, { identities, known, out: values.out }, segments)));
  judgeThreads(results);
  judgeUpdates(results);
  flagSharedIds(results);
  const chains = reviewChains(segments, new Set(results.flatMap(({ sha256 }) => sha256 ?? [])));
  flagForeign(chains, known);
  io.out(values.json ? `${inertJson(asJson(results, chains))}\n` : asText(results, chains));
  return results.every(({ code }) => code === undefined) ? 0 : 1;
}

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
