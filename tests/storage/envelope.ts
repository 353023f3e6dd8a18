import { createHash } from 'node:crypto';
import type { LinkChain, NewEnvelope } from '../../storage/store.ts';

export function sha256(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

export const link: LinkChain = (previousHead, envelopeHash, day) => sha256('test/v1', previousHead, envelopeHash, day);

export function envelopeOf(
  text: string | Uint8Array,
  mailbox: string,
  changes: Partial<NewEnvelope> = {},
): NewEnvelope {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return {
    bytes,
    sha256: sha256(bytes),
    mailboxId: sha256(mailbox),
    receivedDay: '2026-03-08',
    sealedBy: 'browser',
    thread: 'first',
    ...changes,
  };
}

export async function collectBytes(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}
