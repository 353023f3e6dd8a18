import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import { chainHead } from '../../crypto/chain.ts';
import { headerLength, isEnvelopeHeader, recipientsForLength } from '../../crypto/envelope-shape.ts';
import type { Acceptance, Store, UploadState } from '../../storage/store.ts';
import { utcDay } from '../clock.ts';
import { mostOf } from '../keyrings.ts';
import type { MemoryBudget } from './memory-budget.ts';
import { type Begun, makePlace, Refusal } from './new-upload.ts';
import type { PublicServer } from './public-server.ts';

/** Bytes that are written at once, and the row that they fill. */
const pieceBytes = 1_048_576;
/** A line that says nothing for so long is given up. */
const idleMs = 30_000;
/** Uploads under way whose hash is kept in memory. */
const maxHashes = 1_000;
/** Pieces that are kept for later requests. */
const maxSpare = 4;
const dayMs = 24 * 60 * 60 * 1000;
/** An upload is gone at the end of the second day, so that no hour need be kept: after 24 to 48 hours. */
const lifetimeMs = 2 * dayMs;

/** Deletes uploads that were begun too long ago. */
export function dropOldUploads({ store, now }: Pick<PublicServer, 'store' | 'now'>): Promise<number> {
  return store.dropUploads(oldestDay(now()));
}

/** The first day of which uploads are still kept. */
const oldestDay = (now: Date): string => utcDay(new Date(now.getTime() - lifetimeMs + dayMs));

/** When an upload of a day ends, as HTTP writes a moment. */
export const endOf = (begunDay: string): string =>
  new Date(Date.parse(`${begunDay}T00:00:00Z`) + lifetimeMs).toUTCString();

/** What has arrived of an upload, hashed as it came, so that nothing is read again at its end. */
interface Hashed {
  readonly hash: Hash;
  upTo: number;
}

/** Our store behind the protocol's server: what comes is written in rows, judged by its header, hashed on its way. */
export class UploadStore extends DataStore {
  override readonly extensions = ['creation', 'expiration'];
  private readonly begun = new WeakMap<Upload, Begun>();
  private readonly copies = new Set<string>();
  /** Of uploads that this process has seen from their first byte; one that is not here is read again. */
  private readonly hashes = new Map<string, Hashed>();
  /** Wiped pieces that wait for the next request: made anew they would pile up faster than they are collected. */
  private readonly spare: Uint8Array[] = [];
  private readonly server: PublicServer;
  private readonly store: Store;
  private readonly counts: readonly number[];
  private readonly budget: MemoryBudget;

  constructor(server: PublicServer, counts: readonly number[], budget: MemoryBudget) {
    super();
    this.server = server;
    this.store = server.store;
    this.counts = counts;
    this.budget = budget;
  }

  /** Notes whose upload it is, between its being judged and its being made. */
  expect(upload: Upload, begun: Begun): void {
    this.begun.set(upload, begun);
  }

  /** None by the protocol's server, which reads the machine's clock: an upload ends by the clock handed to us. */
  override getExpiration(): number {
    return 0;
  }

  override async create(upload: Upload): Promise<Upload> {
    const begun = this.begun.get(upload);
    if (!begun) throw new Refusal('rejected', 422);
    const begunDay = utcDay(this.server.now());
    await makePlace(this.server, begun, { id: upload.id, size: upload.size ?? 0, begunDay });
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const found = await this.store.upload(id);
    if (!found) throw gone();
    if (!found.isFinished && found.begunDay < oldestDay(this.server.now())) throw gone(410);
    // Whole, but the process ended before it was in the inbox.
    if (!found.isFinished && found.received === found.size) await this.finish(found);
    return new Upload({ id, size: found.size, offset: found.received });
  }

  /** Writes what comes, in rows; what came before a cut is kept. */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const found = await this.store.upload(id);
    if (!found) throw gone();
    let cut: Refusal | null = null;
    const giveUp = (why: Refusal) => {
      cut = why;
      stream.destroy(why);
    };
    const claim = this.budget.claim(() => {
      claim.end();
      giveUp(new Refusal('busy', 503));
    });
    let received = offset;
    const piece = this.spare.pop() ?? new Uint8Array(pieceBytes);
    let filled = 0;
    // What must be wiped: a request of one byte need not cost a MiB.
    let used = 0;
    const flush = async () => {
      const written = await this.store.appendToUpload(id, received, piece.subarray(0, filled));
      if (written === null) throw await this.refusalOf(id);
      this.feed(id, received, piece.subarray(0, filled));
      const isFirst = received < headerLength(recipientsOf(found, this.counts)) && filled > 0;
      received = written;
      filled = 0;
      if (isFirst) await this.judgeHeader({ ...found, received });
    };
    const silent = setTimeout(() => giveUp(new Refusal('late', 408)), idleMs);
    let isClaimed = false;
    try {
      for await (const part of stream as AsyncIterable<Uint8Array>) {
        silent.refresh();
        // Not before a byte has come: who says nothing holds no place.
        if (!isClaimed && !claim.take(2 * pieceBytes)) throw new Refusal('busy', 503);
        isClaimed = true;
        claim.move(part.length);
        for (let at = 0; at < part.length; ) {
          // Up to the end of a row, so that each is written once.
          const room = pieceBytes - ((received + filled) % pieceBytes);
          const taken = part.subarray(at, at + Math.min(room, pieceBytes - filled));
          piece.set(taken, filled);
          filled += taken.length;
          used = Math.max(used, filled);
          at += taken.length;
          if ((received + filled) % pieceBytes === 0) await flush();
        }
      }
      if (filled > 0) await flush();
    } catch (error) {
      // What came before a cut is kept.
      if (filled > 0 && (error === cut || !(error instanceof Refusal))) await flush();
      throw error;
    } finally {
      clearTimeout(silent);
      piece.fill(0, 0, used);
      if (this.spare.length < maxSpare) this.spare.push(piece);
      claim.end();
    }
    if (received === found.size && (await this.finish({ ...found, received })) === 'already-here') this.copies.add(id);
    return received;
  }

  /** Why bytes were not taken: another request was quicker, or the upload was cleared away in the middle of this one. */
  private async refusalOf(id: string): Promise<Refusal> {
    return (await this.store.upload(id)) ? new Refusal('rejected', 422) : gone();
  }

  /** Whether the upload that this very request finished was here already; said once. */
  wasHere(id: string): boolean {
    return this.copies.delete(id);
  }

  /** Looks at the header as soon as it is there; an upload that has none of ours is gone. */
  private async judgeHeader(upload: UploadState): Promise<void> {
    const recipients = recipientsOf(upload, this.counts);
    const length = headerLength(recipients);
    if (upload.received < length) return;
    const start = new Uint8Array(length);
    let read = 0;
    // As it came, perhaps a byte a row.
    for await (const bytes of this.store.readUpload(upload.id)) {
      const taken = bytes.subarray(0, length - read);
      start.set(taken, read);
      read += taken.length;
      if (read === length) break;
    }
    if (isEnvelopeHeader(start, recipients)) return;
    await this.store.dropUpload(upload.id);
    throw new Refusal('rejected', 422);
  }

  private feed(id: string, from: number, bytes: Uint8Array): void {
    if (from === 0) {
      const [oldest] = this.hashes.keys();
      if (oldest !== undefined && this.hashes.size >= maxHashes) this.hashes.delete(oldest);
      this.hashes.set(id, { hash: createHash('sha256'), upTo: 0 });
    }
    const known = this.hashes.get(id);
    if (known?.upTo !== from) return void this.hashes.delete(id);
    known.hash.update(bytes);
    known.upTo += bytes.length;
  }

  private async hashOf({ id, size }: UploadState): Promise<string> {
    const known = this.hashes.get(id);
    this.hashes.delete(id);
    if (known?.upTo === size) return known.hash.digest('hex');
    const hash = createHash('sha256');
    for await (const bytes of this.store.readUpload(id)) {
      hash.update(bytes);
      await new Promise(setImmediate);
    }
    return hash.digest('hex');
  }

  private async finish(upload: UploadState): Promise<Acceptance> {
    const sha256 = await this.hashOf(upload);
    const today = utcDay(this.server.now());
    const acceptance = await this.store.finishUpload(upload.id, sha256, today, chainHead);
    if (acceptance === 'mailbox-taken') throw new Refusal('mailbox-taken', 422);
    if (acceptance === 'mailbox-unknown') throw new Refusal('mailbox-unknown', 404);
    return acceptance;
  }
}

/** How many recipients an upload of a declared length has; judged when it began, by keyrings of which none is taken back. */
const recipientsOf = ({ size }: UploadState, counts: readonly number[]): number =>
  recipientsForLength(size, counts) ?? mostOf(counts);

/** Its client begins anew; 410 where it is known that its time is over. */
const gone = (status: 404 | 410 = 404) => new Refusal('not-found', status);
