import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync, writeSync } from 'node:fs';
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
  const part = `${file}.part`;
  if (existsSync(file)) throw Object.assign(new Error('the file is there already'), { code: 'EEXIST' });
  const out = openSync(part, 'w', 0o600);
  const pad = (size: number) => writeSync(out, new Uint8Array(inBlocks(size) - size));
  try {
    writeSync(out, tarHeader('index.json', index.length));
    writeSync(out, index);
    pad(index.length);
    for (const { position, sha256, size } of envelopes) {
      writeSync(out, tarHeader(memberName(position), size));
      for await (const bytes of store.readEnvelope(sha256)) writeSync(out, bytes);
      pad(size);
    }
    writeSync(out, new Uint8Array(2 * blockBytes));
    fsyncSync(out);
    closeSync(out);
    // A second name for it, which fails where one has come in the meantime: nothing is overwritten.
    linkSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
}
