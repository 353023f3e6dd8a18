import { toHex } from '../../crypto/hex.ts';
import { mailboxWordBytes } from '../../crypto/mailbox-shape.ts';
import { mailboxToken } from '../../crypto/receipt-keys.ts';

const states = ['received', 'added', 'collected', 'unknown'] as const;
export type MailboxState = (typeof states)[number];

/** A mailbox: what only the server says of it, and what nobody but the holder of the code can open. */
export interface AskedMailbox {
  readonly state: MailboxState;
  /** An answer, or a filling of its size. */
  readonly sealed: Uint8Array;
}

/** Looks into a mailbox, by token: the code itself never leaves the page. Never throws. */
export async function askMailbox(receipt: Uint8Array): Promise<AskedMailbox | 'busy' | 'offline'> {
  try {
    const response = await fetch('/mailbox', {
      method: 'POST',
      body: JSON.stringify({ token: toHex(mailboxToken(receipt)) }),
      headers: { 'Content-Type': 'application/json' },
      credentials: 'omit',
      // With `no-referrer` the server could not tell that it comes from here.
      referrerPolicy: 'same-origin',
      redirect: 'error',
      cache: 'no-store',
    });
    if (!response.ok) return 'busy';
    const bytes = new Uint8Array(await response.arrayBuffer());
    const { state } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, mailboxWordBytes))) as { state?: unknown };
    const known = states.find((each) => each === state);
    // What is cut or longer is for whoever opens it to name.
    return known ? { state: known, sealed: bytes.slice(mailboxWordBytes) } : 'busy';
  } catch {
    return 'offline';
  }
}
