import * as z from 'zod/mini';

/**
 * Longest `index.json`, 64 MiB: room for more than 150,000 envelopes. A reader checks it before it reads; a writer makes
 * several bundles of what does not fit into one.
 */
export const maxIndexBytes = 67_108_864;
/** Most entries of a list in it; fewer fit into its bytes. */
export const maxIndexItems = 1_000_000;
export const indexName = 'index.json';
/** The largest size that a ustar header can name. */
const maxMemberBytes = 8 ** 11 - 1;

/** Name of the envelope at a position of the chain, counted from 1: `envelopes/000001.age`. */
export const memberName = (position: number): string => `envelopes/${String(position).padStart(6, '0')}.age`;

const hex = (bytes: number) => z.string().check(z.regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`)));
const day = z.iso.date();
const count = z.int().check(z.minimum(0));
const head = z.strictObject({ length: count, head: hex(32) });

const indexEnvelope = z
  .strictObject({
    /** Place in the chain, counted from 1: the length of the chain once it holds this envelope. */
    position: z.int().check(z.minimum(1)),
    name: z.string(),
    sha256: hex(32),
    /** `null` for a carried envelope: the server cannot know it. */
    mailboxId: z.nullable(hex(32)),
    receivedDay: day,
    size: z.int().check(z.minimum(0), z.maximum(maxMemberBytes)),
    sealedBy: z.enum(['browser', 'server']),
    thread: z.enum(['first', 'update', 'carried']),
  })
  .check(z.refine(({ position, name }) => name === memberName(position)))
  .check(z.refine(({ mailboxId, thread }) => (mailboxId === null) === (thread === 'carried')));

/**
 * `index.json` of a bundle, which the server writes and nobody signs: everything in it is a hint.
 *
 * Layout of a bundle: a tar of canonical headers (`crypto/tar-entry.ts`): `index.json`, then the envelopes of the
 * index in its order, by position; two zero blocks; nothing else.
 */
export const bundleIndexSchema = z.strictObject({
  type: z.literal('bundle/v1'),
  committee: hex(16),
  /** The chain from `start` on: `entries` lead from its head to `end`, see `crypto/chain.ts`. */
  chain: z.strictObject({
    start: head,
    entries: z.array(z.strictObject({ sha256: hex(32), day })),
    end: head,
  }),
  envelopes: z
    .array(indexEnvelope)
    .check(
      z.refine((envelopes) => envelopes.every(({ position }, at) => position > (envelopes[at - 1]?.position ?? 0))),
    ),
});

export type BundleIndex = z.infer<typeof bundleIndexSchema>;
export type BundleEnvelope = BundleIndex['envelopes'][number];

/** Whether the chain of an index holds an envelope at its position and day. */
export function isInChain({ chain }: BundleIndex, { position, sha256, receivedDay }: BundleEnvelope): boolean {
  const entry = chain.entries[position - chain.start.length - 1];
  return entry?.sha256 === sha256 && entry.day === receivedDay;
}
