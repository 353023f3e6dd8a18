import * as z from 'zod/mini';
import { parsePublicKey } from './minisign.ts';

/**
 * What a build believes about the committee, and nothing else: its id, its root key, the oldest keyring it takes.
 * `committee.json` is an input of the build and ends up inside the hashed scripts.
 */
export const committeeSchema = z.strictObject({
  type: z.literal('committee/v1'),
  /** 16 random bytes, hexadecimal. */
  id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  /** The root's minisign public key, one line. */
  rootPublicKey: z.string().check(z.refine((line) => parsePublicKey(line) !== null)),
  minimumKeyringSerial: z.int().check(z.minimum(1)),
});

export type Committee = z.infer<typeof committeeSchema>;
