import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { utf8 } from '../../crypto/bytes.ts';
import { blockBytes, inBlocks, tarHeader } from '../../crypto/tar-entry.ts';
import type { Store, StoredEnvelope } from '../../storage/store.ts';

export interface Collected {
  readonly envelopes: number;
  readonly chainLength: number;
}

/** Name of an envelope inside a bundle, by its place in the chain. */
const memberName = (position: number): string => `envelopes/${String(position).padStart(6, '0')}.age`;

/**
 * Writes the envelopes not yet collected, with an index, as a bundle for the reading room, then marks them collected.
 * The file is whole and on disk under its name before anything is marked; after a crash in between the next bundle
 * holds the same envelopes again, which the opener knows by their hash. An existing file is never overwritten.
 *
 * Layout: a canonical tar of `index.json`, then `envelopes/NNNNNN.age`. Source: docs/ENVELOPE.md, "Bundle".
 * @param from a chain position: everything from there on again, for a bundle that was lost.
 */
export async function collect(store: Store, committee: string, file: string, from?: number): Promise<Collected> {
  const envelopes = await store.newEnvelopes(from);
  const first = from ?? envelopes[0]?.position;
  const chain = await store.chainSegment(first ?? 1 + (await store.chainSegment(1)).end.length);
  const index = utf8(
    `${JSON.stringify(
      {
        type: 'bundle/v1',
        committee,
        chain,
        envelopes: envelopes.map((each) => ({
          position: each.position,
          name: memberName(each.position),
          sha256: each.sha256,
          mailboxId: each.mailboxId,
          receivedDay: each.receivedDay,
          size: each.size,
          sealedBy: each.sealedBy,
          thread: each.thread,
        })),
      },
      null,
      2,
    )}\n`,
  );
  await writeBundle(store, file, index, envelopes);
  await store.markCollected(envelopes.map(({ position }) => position));
  return { envelopes: envelopes.length, chainLength: chain.end.length };
}

async function writeBundle(store: Store, file: string, index: Uint8Array, envelopes: readonly StoredEnvelope[]) {
  if (existsSync(file)) throw isThere();
  // A name that nobody can have prepared, as a link to somewhere else for example.
  const part = `${file}.${randomBytes(8).toString('hex')}.part`;
  const out = openSync(part, 'wx', 0o600);
  let expected = 0;
  // Writes all of it: a bare write may stop half-way on a full disk and say nothing.
  const put = (bytes: Uint8Array) => {
    writeFileSync(out, bytes);
    expected += bytes.length;
  };
  const pad = (size: number) => put(new Uint8Array(inBlocks(size) - size));
  try {
    put(tarHeader('index.json', index.length));
    put(index);
    pad(index.length);
    for (const { position, sha256, size } of envelopes) {
      put(tarHeader(memberName(position), size));
      for await (const bytes of store.readEnvelope(sha256)) put(bytes);
      pad(size);
    }
    put(new Uint8Array(2 * blockBytes));
    fsyncSync(out);
    if (fstatSync(out).size !== expected) throw new Error('the disk did not take the whole bundle');
    nameFinally(part, file);
  } finally {
    closeSync(out);
    rmSync(part, { force: true });
  }
}

const isThere = () => Object.assign(new Error('the file is there already'), { code: 'EEXIST' });

/** Gives a finished file its name, which fails where one has come in the meantime: nothing is overwritten. */
function nameFinally(part: string, file: string): void {
  try {
    linkSync(part, file);
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') throw isThere();
    // Sticks formatted for other systems know no second names.
    if (existsSync(file)) throw isThere();
    renameSync(part, file);
  }
  for (const path of [file, dirname(file)]) {
    const opened = openSync(path, 'r');
    fsyncSync(opened);
    closeSync(opened);
  }
}
