import type { Engine } from '../../crypto/engine.ts';
import type { Store } from '../../storage/store.ts';
import type { Language, Messages } from '../../views/messages.ts';
import type { BuildRecord } from '../build-record.ts';
import type { Keyrings } from '../keyrings.ts';
import type { Log } from '../log.ts';
import type { DiskSpace } from './disk-budget.ts';

/** Everything that the public listener works with; built once in `serve`, handed in by tests. */
export interface PublicServer {
  readonly build: BuildRecord;
  /** The sentences of every language of the build. */
  readonly messages: ReadonlyMap<Language, Messages>;
  /** Folder of prebuilt pages and assets with their compressed twins. */
  readonly staticFolder: string;
  readonly engine: Engine;
  readonly keyrings: Keyrings;
  readonly store: Store;
  readonly diskSpace: DiskSpace;
  readonly diskReserveBytes?: number;
  /** How long each look into a mailbox takes, whatever is there; tests make it short. */
  readonly statusPaceMs?: number;
  /** Largest file of a submitter. */
  readonly maxFileBytes: number;
  readonly now: () => Date;
  readonly log: Log;
}
