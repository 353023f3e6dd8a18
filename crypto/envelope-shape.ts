import { base64nopad } from '@scure/base';
import { isBucket } from './bucket.ts';
import { textOf } from './bytes.ts';

export const chunkBytes = 65_536;
export const tagBytes = 16;
/** Version line (22) and MAC line (48). */
const fixedHeaderBytes = 70;
/** A hybrid stanza: `-> mlkem768x25519 ` + 1,494 base64 characters + LF, then 43 + LF. */
const stanzaBytes = 1557;
const payloadNonceBytes = 16;
const versionLine = 'age-encryption.org/v1';
const stanzaLine = /^-> mlkem768x25519 ([A-Za-z0-9+/]{1494})$/;

/** Length of the age header, nonce not included, for a number of hybrid recipients. */
export const headerLength = (recipients: number): number => fixedHeaderBytes + stanzaBytes * recipients;

/** Length of a whole envelope for a number of recipients and a payload of that many bytes. */
export function envelopeLength(recipients: number, payloadLength: number): number {
  return (
    headerLength(recipients) + payloadNonceBytes + payloadLength + tagBytes * Math.ceil(payloadLength / chunkBytes)
  );
}

/**
 * The number of recipients that an envelope of this total length can have, out of those allowed; `null` if none.
 * Different counts cannot meet in one length: buckets lie further apart than ten stanzas and are multiples of 1,024.
 */
export function recipientsForLength(length: number, allowed: readonly number[]): number | null {
  for (const recipients of allowed) {
    const sealed = length - headerLength(recipients) - payloadNonceBytes;
    const chunks = Math.ceil(sealed / (chunkBytes + tagBytes));
    const payload = sealed - chunks * tagBytes;
    if (isBucket(payload) && envelopeLength(recipients, payload) === length) return recipients;
  }
  return null;
}

/**
 * Whether bytes are the whole header of an envelope with that many recipients, all hybrid, in canonical base64.
 * Proves shape, no more: nobody without an identity can tell more.
 */
export function isEnvelopeHeader(header: Uint8Array, recipients: number): boolean {
  if (recipients < 1 || header.length !== headerLength(recipients)) return false;
  const lines = textOf(header)?.split('\n');
  if (!lines || lines.length !== 2 * recipients + 3 || lines[0] !== versionLine) return false;
  for (let index = 0; index < recipients; index++) {
    const share = stanzaLine.exec(lines[1 + 2 * index] ?? '')?.[1];
    if (!share || !isCanonical(share, 1120) || !isCanonical(lines[2 + 2 * index] ?? '', 32)) return false;
  }
  const mac = lines[2 * recipients + 1] ?? '';
  return mac.startsWith('--- ') && isCanonical(mac.slice(4), 32) && lines[2 * recipients + 2] === '';
}

const beginning = `${versionLine}\n-> mlkem768x25519 `;

/** Whether bytes begin as an envelope of ours does: what does and is none, was cut or lengthened on its way. */
export function beginsLikeEnvelope(start: Uint8Array): boolean {
  return textOf(start.subarray(0, beginning.length)) === beginning;
}

function isCanonical(text: string, length: number): boolean {
  try {
    // @scure/base refuses padding and non-zero trailing bits.
    return base64nopad.decode(text).length === length;
  } catch {
    return false;
  }
}
