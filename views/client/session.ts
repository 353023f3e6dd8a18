import { newReceipt } from '../../crypto/receipt-code.ts';
import type { Sealer } from './sealer.ts';

/** One report under way: its receipt, and what seals it. Holds no part of the page. */
export interface Session {
  /** What seals, started once. @throws SealerError. */
  start(): Promise<Sealer>;
  isStarted(): boolean;
  /** Lets go of what seals: the next try starts anew. */
  restart(): void;
  /** The receipt code in nine groups; empty until `showCode`. */
  code(): string;
  /** Asks for the code, once something was sealed under it. @throws SealerError. */
  showCode(): Promise<void>;
  /** Nobody wants the code any more; what is under way goes on without it. */
  dropCode(): void;
  /** Another report, under another receipt. */
  renew(): void;
  /** Drops everything at once. */
  forget(): void;
}

/**
 * @param startSealer starts what seals, under a receipt of 16 bytes.
 * @param given the receipt of a report that was sent before; else a new one, made before anything is sent and the same
 * however often the report is sealed.
 */
export function newSession(startSealer: (receipt: Uint8Array) => Promise<Sealer>, given = newReceipt()): Session {
  let receipt = given;
  let code = '';
  let sealer: Sealer | null = null;
  let starting: Promise<Sealer> | null = null;

  async function start(): Promise<Sealer> {
    starting ??= startSealer(receipt);
    try {
      sealer = await starting;
      return sealer;
    } catch (error) {
      starting = null;
      throw error;
    }
  }

  function restart(): void {
    sealer?.end();
    sealer = null;
    starting = null;
  }

  return {
    start,
    isStarted: () => sealer !== null,
    restart,
    code: () => code,
    async showCode() {
      code = await (await start()).code();
    },
    dropCode() {
      code = '';
    },
    renew() {
      receipt.fill(0);
      receipt = newReceipt();
      code = '';
      sealer?.renew(receipt);
    },
    forget() {
      restart();
      receipt.fill(0);
      code = '';
    },
  };
}
