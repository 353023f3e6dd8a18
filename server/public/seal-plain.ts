import { createHash } from 'node:crypto';
import { chainHead } from '../../crypto/chain.ts';
import { toHex } from '../../crypto/hex.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { randomBytes } from '../../crypto/random.ts';
import type { Envelope } from '../../crypto/seal.ts';
import { type ReportFacts, receiptFacts, sealReport } from '../../crypto/seal-report.ts';
import type { Source } from '../../crypto/source.ts';
import type { ReportFile } from '../../report/evidence.ts';
import type { Filled } from '../../report/form.ts';
import { schemaVersion } from '../../report/report.ts';
import type { Acceptance } from '../../storage/store.ts';
import type { Language } from '../../views/messages.ts';
import { utcDay } from '../clock.ts';
import { storeEnvelope } from './envelopes.ts';
import { codeOf } from './problem.tsx';
import type { PublicServer } from './public-server.ts';

/** Bytes that are sealed and written at once. */
const pieceBytes = 1_048_576;

interface Content {
  readonly filled: Filled;
  readonly files: readonly ReportFile[];
  readonly sources: readonly Source[];
}

/** Seals what arrived readable, marked `sealedBy: server`, and stores it like any other envelope. */
export async function sealAndStore(
  server: PublicServer,
  keyring: Keyring,
  receipt: Uint8Array,
  from: { readonly host: string; readonly language: Language },
  { filled, files, sources }: Content,
): Promise<void> {
  const report: ReportFacts = {
    schemaVersion,
    sealedBy: 'server',
    uiLanguage: from.language,
    formBuild: server.build.formBuild,
    origin: keyring.origins.find((origin) => new URL(origin).host === from.host) ?? from.host,
    createdDay: utcDay(server.now()),
    ...filled,
    ...(files.length > 0 && { files }),
  };
  const { envelope, mailboxId, wipe } = sealReport(
    server.engine,
    keyring,
    receiptFacts(server.engine, receipt),
    report,
    sources,
  );
  try {
    if (sources.length > 0) await storeInPieces(server, envelope, mailboxId);
    else {
      const bytes = await envelope.slice(0, envelope.size);
      requireStored(await storeEnvelope(server, bytes, { mailboxId, thread: 'first', sealedBy: 'server' }));
    }
  } finally {
    wipe();
  }
}

/** The store did not take an envelope; nothing of it is kept, and its sender must not be given a code. */
export class NotStoredError extends Error {
  override readonly name = 'NotStoredError';
  readonly code = 'not-stored';
}

/** @throws NotStoredError unless the envelope is there by this sending: it is new, so nothing else is right. */
function requireStored(acceptance: Acceptance): void {
  if (acceptance !== 'stored') throw new NotStoredError(acceptance);
}

/**
 * Writes an envelope as it is made, so that it is never whole in memory; what fails on the way is gone.
 * @throws NotStoredError where a piece found no place, as when the upload was cleared away in the middle.
 */
async function storeInPieces({ store, now, log }: PublicServer, envelope: Envelope, mailboxId: string): Promise<void> {
  const id = toHex(randomBytes(16));
  const day = utcDay(now());
  await store.beginUpload({ id, mailboxId, thread: 'first', size: envelope.size, begunDay: day });
  try {
    const hash = createHash('sha256');
    for (let at = 0; at < envelope.size; at += pieceBytes) {
      const piece = await envelope.slice(at, at + pieceBytes);
      hash.update(piece);
      if ((await store.appendToUpload(id, at, piece)) !== at + piece.length) throw new NotStoredError('no place');
    }
    requireStored(await store.finishUpload(id, hash.digest('hex'), day, chainHead, 'server'));
  } finally {
    // Its bytes belong to the envelope by now, or to nothing. What stays behind is cleared away with old uploads: the
    // report is stored, so the sender must not read that it failed.
    await store.dropUpload(id).catch((error) => log.error('upload failed', { code: codeOf(error), status: 500 }));
  }
}
