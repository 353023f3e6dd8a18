/** Head of a chain without entries: 64 zeros, the hex form of 32 zero bytes. */
export const genesisHead = '0'.repeat(64);

/** Who made the envelope: a submitter's browser, or this server for a page without scripts. */
export type SealedBy = 'browser' | 'server';
/**
 * A report that makes its mailbox, a later one for the same mailbox, or one that somebody carried here: its mailbox
 * stands inside the seal alone.
 */
export type Thread = 'first' | 'update' | 'carried';

/** 64 lower-case hex digits; `null` for a carried envelope, and for no other. */
export type MailboxId = string | null;

/** A sealed report on its way into storage. */
export interface NewEnvelope {
  readonly bytes: Uint8Array;
  /** SHA-256 of `bytes`, 64 lower-case hex digits. Storage cannot hash and believes it. */
  readonly sha256: string;
  readonly mailboxId: MailboxId;
  /** UTC day, `YYYY-MM-DD`. */
  readonly receivedDay: string;
  readonly sealedBy: SealedBy;
  readonly thread: Thread;
}

/** What storage tells about an envelope without its bytes. */
export interface StoredEnvelope extends Omit<NewEnvelope, 'bytes'> {
  /** Place in the chain, from 1. */
  readonly position: number;
  /** Bytes. */
  readonly size: number;
}

/**
 * Gives the head of the chain after one more entry; called inside the transaction, so it is synchronous and short.
 * All three strings in the form of `NewEnvelope`, and so is the result.
 */
export type LinkChain = (previousHead: string, sha256: string, day: string) => string;

/**
 * What became of an envelope: `already-here` for the same SHA-256 in the same mailbox, or for a carried one anywhere
 * (nothing is written), `mailbox-taken` for a first report whose mailbox exists, `mailbox-unknown` for an update whose
 * mailbox does not.
 */
export type Acceptance = 'stored' | 'already-here' | 'mailbox-taken' | 'mailbox-unknown';

/** An envelope that arrives in pieces, as it stands on disk. */
export interface Upload {
  /** 32 lower-case hex digits: the only thing that its sender must know. */
  readonly id: string;
  readonly mailboxId: MailboxId;
  readonly thread: Thread;
  /** Declared length, bytes. */
  readonly size: number;
  /** UTC day, `YYYY-MM-DD`. */
  readonly begunDay: string;
}

/** How far an upload has come. */
export interface UploadState extends Upload {
  /** Bytes on disk. */
  readonly received: number;
  /** Whether its bytes are an envelope's now. */
  readonly isFinished: boolean;
}

/** What a mailbox holds, as far as a server can tell. */
export interface Mailbox {
  /**
   * `received` before anything was collected, `collected` once all is, `added` where only what came later waits; `null` for
   * a mailbox that is not here.
   */
  readonly state: 'received' | 'added' | 'collected' | null;
  /** The sealed answer, 34,427 bytes. */
  readonly answer: Uint8Array | null;
}

/** A sealed answer that the team has signed for; storage cannot verify that and believes it. */
export interface PublishedAnswer {
  readonly mailboxId: string;
  /** Of the answer in its thread, from 1. */
  readonly number: number;
  /** SHA-256 of `bytes`, 64 lower-case hex digits. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
  /** UTC day, `YYYY-MM-DD`. */
  readonly publishedDay: string;
}

/**
 * What became of an answer: `older` where a later one is here, `number-taken` where another one has its number, `ending`
 * where its mailbox waits for its erasure; nothing is written then.
 */
export type Publication = 'published' | 'already-here' | 'older' | 'number-taken' | 'ending';

/** By what an upload that begins finds its place among those that are under way. */
export interface Places {
  /** Whether there is a place beside others; asked several times inside the transaction, so synchronous and short. */
  readonly hasPlace: (others: UploadsUnderWay) => boolean;
  /** Unfinished uploads of one mailbox at most, with the new one: the oldest gives way. */
  readonly mostInMailbox: number;
  /** Those of the same kind, carried or updates, of which fewer bytes have come give way where there is no place. */
  readonly barelyBytes: number;
}

/** What became of an upload that was to begin: `no-place` where the caller's `Places` say so. */
export type Beginning = 'begun' | 'mailbox-unknown' | 'no-place';

/**
 * `not-collected` where an envelope still waits for the team: it stays, but the mailbox takes nothing new from then on,
 * unfinished uploads are gone, and it looks as if it was not here.
 */
export type Erasure = 'erased' | 'not-collected' | 'not-here';

/** The chain up to and with its entry number `length`. */
export interface ChainPoint {
  readonly length: number;
  /** 64 lower-case hex digits; `genesisHead` at length 0. */
  readonly head: string;
}

/** A run of the chain that can be linked again: `start`, then every entry, gives `end`. */
export interface ChainSegment {
  readonly start: ChainPoint;
  readonly entries: readonly { readonly sha256: string; readonly day: string }[];
  readonly end: ChainPoint;
}

/** One notice to the team; its numbers are fixed when it is made, so that every try says the same. */
export interface MailBatch {
  /** 32 lower-case hex digits. */
  readonly id: string;
  /** First reports since the notice before. */
  readonly threads: number;
  /** Updates since the notice before. */
  readonly updates: number;
  /** Carried envelopes since the notice before: what is in them, only opening tells. */
  readonly carried: number;
  /** Envelopes that nobody had collected when the notice was made. */
  readonly waiting: number;
}

/**
 * Where sealed envelopes rest: bytes, hashes and days, and nothing that tells who or when.
 * Every promise rejects with a `StorageError` when the engine fails.
 */
export interface Store {
  /** Writes envelope, chain entry and outbox row together or not at all; resolves once they are on disk. */
  acceptEnvelope(envelope: NewEnvelope, link: LinkChain): Promise<Acceptance>;
  /** What lies in a mailbox; asked in the same way whether it is here or not. */
  mailbox(mailboxId: string): Promise<Mailbox>;
  /** Envelopes not yet collected, or all from a chain position on (for a lost bundle), in chain order. */
  newEnvelopes(fromPosition?: number): Promise<StoredEnvelope[]>;
  /**
   * Gives an envelope's bytes in order, at most 1 MiB at a time; nothing at all for an unknown SHA-256.
   * @throws StorageError `storage-broken` when the bytes come to another size than was accepted.
   */
  readEnvelope(sha256: string): AsyncIterable<Uint8Array>;
  /**
   * Gives the chain from a position on, as one moment saw it. A position past the end gives no entries, and the
   * present end as `start`, whose shorter length shows it. Entries outlive their envelopes.
   * @throws RangeError when the position is not an integer from 1.
   */
  chainSegment(fromPosition: number): Promise<ChainSegment>;
  /** Marks the envelopes at these chain positions; positions without an envelope are skipped. */
  markCollected(positions: readonly number[]): Promise<void>;
  counts(): Promise<{ readonly waiting: number; readonly collected: number }>;
  /** Gives the notice that is not closed yet, else makes one of what the outbox holds; `null` if it holds nothing. */
  openBatch(newId: () => string): Promise<MailBatch | null>;
  /** Deletes a notice that went out, with its outbox rows. */
  closeBatch(id: string): Promise<void>;
  /**
   * Makes a place for an upload. Others give way only where it then begins, and as few as are needed: first the oldest
   * of its mailbox, then such as have hardly begun, the oldest of those without a byte before all. None does of which
   * every byte has come.
   * @param places by default none is asked for, and none gives way.
   * @throws StorageError `storage-broken` for an id that is there.
   */
  beginUpload(upload: Upload, places?: Places): Promise<Beginning>;
  upload(id: string): Promise<UploadState | null>;
  /**
   * Adds bytes, at most 1 MiB, to an unfinished upload; on disk when it resolves.
   * @param from where they belong; anything but the number of bytes received gives `null` and writes nothing, and so
   * do bytes beyond the declared length.
   * @returns the number of bytes received by now.
   */
  appendToUpload(id: string, from: number, bytes: Uint8Array): Promise<number | null>;
  /** Gives an unfinished upload's bytes in order, at most 1 MiB at a time. */
  readUpload(id: string): AsyncIterable<Uint8Array>;
  /**
   * Makes an envelope of an upload that is whole, like `acceptEnvelope`; asked again it says `already-here`. One that
   * is refused is gone afterwards.
   * @param sealedBy by default the submitter's browser.
   * @throws RangeError for an upload that is not whole or not there.
   */
  finishUpload(
    id: string,
    sha256: string,
    receivedDay: string,
    link: LinkChain,
    sealedBy?: SealedBy,
  ): Promise<Acceptance>;
  dropUpload(id: string): Promise<void>;
  /** Deletes every upload begun before a day, finished ones too, whose envelopes stay; gives how many. */
  dropUploads(beforeDay: string): Promise<number>;
  /**
   * What unfinished uploads may still write, and how many of them there are: sent ones, carried ones, and for a
   * mailbox.
   */
  uploadsUnderWay(mailboxId: MailboxId): Promise<UploadsUnderWay>;
  /** Gives a mailbox its answer in place of an earlier one; makes the mailbox if it is not here. */
  publishAnswer(answer: PublishedAnswer): Promise<Publication>;
  /** Deletes everything of a mailbox that was collected, and unfinished uploads; the chain's entries stay. */
  eraseMailbox(mailboxId: string): Promise<Erasure>;
  /**
   * Deletes mailboxes with an answer in which nothing has happened since before a day, as `eraseMailbox` does; one that
   * was never answered stays. Gives how many.
   */
  dropExpired(beforeDay: string): Promise<number>;
  /**
   * Overwrites the bytes of all that was deleted, little by little, and then what the write-ahead log holds of them.
   * Deleting begins with it by itself; what was left by an end of the process, or by an error, goes with the next call.
   * @returns `false` where another program's reading keeps older pages in the log: to be called again later.
   */
  clearAway(): Promise<boolean>;
  close(): Promise<void>;
}

export interface UploadsUnderWay {
  /** Declared bytes that have not come yet, of all. */
  readonly missingBytes: number;
  readonly sent: number;
  readonly carried: number;
  readonly inMailbox: number;
}
