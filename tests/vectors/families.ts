import { answers } from './make/answers.ts';
import { brokenPayloads } from './make/broken-payloads.ts';
import { brokenEnvelopes, envelopes } from './make/envelopes.ts';
import { keyrings } from './make/keyrings.ts';
import { payloads } from './make/payloads.ts';
import { receiptCodes, receiptKeys } from './make/receipts.ts';
import { signatures } from './make/signatures.ts';
import { buckets, chain, fingerprints, tarEntries } from './make/small.ts';
import type { VectorFile } from './vector-file.ts';

/** Every committed file of vectors and what makes it. */
export const families: Readonly<Record<string, () => VectorFile | Promise<VectorFile>>> = {
  answer: answers,
  bucket: buckets,
  chain,
  envelope: envelopes,
  'envelope-broken': brokenEnvelopes,
  fingerprint: fingerprints,
  keyring: keyrings,
  minisign: signatures,
  payload: payloads,
  'payload-broken': brokenPayloads,
  'receipt-code': receiptCodes,
  'receipt-keys': receiptKeys,
  'tar-entry': tarEntries,
};
