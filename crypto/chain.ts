import { sha256 } from '@noble/hashes/sha2.js';
import { concat, utf8 } from './bytes.ts';
import { fromHex, toHex } from './hex.ts';

/** Head of a chain without entries. */
export const emptyChainHead = '0'.repeat(64);

/**
 * The next head of the chain over accepted envelopes, so that a later silent deletion shows.
 *
 * Layout: SHA-256(`report-an-mp/chain/v1` ‖ head before (32) ‖ SHA-256 of the envelope (32) ‖ day, `YYYY-MM-DD` (10)).
 * All heads and hashes are hexadecimal.
 * @throws RangeError for anything that is not.
 */
export function chainHead(previous: string, envelopeSha256: string, day: string): string {
  const before = fromHex(previous, 32);
  const envelope = fromHex(envelopeSha256, 32);
  if (!before || !envelope || !/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError('not a chain entry');
  return toHex(sha256(concat(utf8('report-an-mp/chain/v1'), before, envelope, utf8(day))));
}
