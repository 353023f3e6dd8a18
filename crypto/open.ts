import { Decrypter } from 'age-encryption';
import { headerLength, isEnvelopeHeader } from './envelope-shape.ts';
import { maxRecipients } from './seal.ts';

export type OpenErrorCode = 'not-an-envelope' | 'not-an-identity' | 'wrong-identity' | 'envelope-broken';

/** Why an envelope does not open. */
export class OpenError extends Error {
  override readonly name = 'OpenError';
  readonly code: OpenErrorCode;
  constructor(code: OpenErrorCode) {
    super(code);
    this.code = code;
  }
}

/**
 * Opens an envelope with identities of the reading room; gives the payload. Never part of a server or a page.
 * The header is checked first: hybrid stanzas only, canonical. The rest is typage's work.
 * @param identities `AGE-SECRET-KEY-PQ-1…` lines.
 * @throws OpenError `not-an-identity`; `not-an-envelope` for another format; `wrong-identity` if no stanza opens (nobody can tell one for
 * others from one of ours that was altered), `envelope-broken` if one does, whichever other byte was cut or altered.
 */
export async function openEnvelope(envelope: Uint8Array, identities: readonly string[]): Promise<Uint8Array> {
  if (!hasEnvelopeHeader(envelope)) throw new OpenError('not-an-envelope');
  const decrypter = new Decrypter();
  for (const identity of identities) {
    try {
      decrypter.addIdentity(identity);
    } catch {
      throw new OpenError('not-an-identity');
    }
  }
  try {
    return await decrypter.decrypt(envelope);
  } catch (error) {
    // typage's one sentence for "no stanza opened"; anything else means that a stanza did and the rest is broken.
    const forOthers = error instanceof Error && error.message === "no identity matched any of the file's recipients";
    throw new OpenError(forOthers ? 'wrong-identity' : 'envelope-broken');
  }
}

function hasEnvelopeHeader(envelope: Uint8Array): boolean {
  for (let recipients = 1; recipients <= maxRecipients; recipients++)
    if (isEnvelopeHeader(envelope.subarray(0, headerLength(recipients)), recipients)) return true;
  return false;
}
