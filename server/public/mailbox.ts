import { zValidator } from '@hono/zod-validator';
import type { Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { concat, utf8 } from '../../crypto/bytes.ts';
import { fromHex, toHex } from '../../crypto/hex.ts';
import { mailboxWordBytes } from '../../crypto/mailbox-shape.ts';
import { mailboxId } from '../../crypto/receipt-keys.ts';
import { utcDay } from '../clock.ts';
import { Filling } from './filling.ts';
import type { MemoryBudget } from './memory-budget.ts';
import type { PublicProblem } from './problem.tsx';
import type { PublicServer } from './public-server.ts';
import { smallBody } from './small-body.ts';

/** The server's own word about a mailbox; everything else is sealed. */
export const mailboxStates = ['received', 'added', 'collected', 'unknown'] as const;
export type MailboxState = (typeof mailboxStates)[number];

/** A mailbox as it is shown to whoever has its token. */
export interface ShownMailbox {
  readonly state: MailboxState;
  /** An answer, or a filling that only the holder of the code can tell from one; 34,427 bytes. */
  readonly sealed: Uint8Array;
}

export type LookUp = (token: Uint8Array) => Promise<ShownMailbox>;

/**
 * Looks into mailboxes, in the same way whatever is there; nothing is written, not even that somebody looked. Each look
 * takes the same time, most of it waiting: who tries codes on many lines leaves room for everybody else.
 */
export function newLookUp({ engine, store, statusPaceMs = paceMs }: Needed): LookUp {
  const filling = new Filling(engine);
  return async (token) => {
    const due = new Promise((resolve) => setTimeout(resolve, statusPaceMs));
    const id = toHex(mailboxId(token));
    // Made whether it is needed or not, so that an answer takes no less time than none.
    const nothing = await filling.for(id);
    const { state, answer } = await store.mailbox(id);
    await due;
    return { state: state ?? 'unknown', sealed: answer ?? nothing };
  };
}
type Needed = Pick<PublicServer, 'engine' | 'store' | 'statusPaceMs'>;

/** How long a look takes, much longer than its work. */
const paceMs = 150;

/** Deletes mailboxes with an answer in which nothing has happened for so many days. */
export function dropExpiredMailboxes(
  { store, now }: Pick<PublicServer, 'store' | 'now'>,
  days: number,
): Promise<number> {
  return store.dropExpired(utcDay(new Date(now().getTime() - days * dayMs)));
}
const dayMs = 24 * 60 * 60 * 1000;

const request = z.strictObject({ token: z.string().check(z.refine((text) => fromHex(text, 32) !== null)) });

/**
 * `POST /mailbox`: what lies in a mailbox, for its token. One size, whatever it is.
 *
 * Layout: 64 bytes, JSON of the server's word filled up with spaces; 34,427 bytes, the sealed answer or a filling.
 * Source: docs/RECEIPT.md.
 */
export function mailboxes(
  app: Hono,
  lookUp: LookUp,
  budget: MemoryBudget,
  answer: (context: Context, id: PublicProblem) => Response,
): void {
  app.post(
    '/mailbox',
    smallBody({ maxBytes: 1024, type: 'application/json', budget, answer }),
    zValidator('json', request, (result, context) => (result.success ? undefined : answer(context, 'rejected'))),
    async (context) => {
      const token = fromHex(context.req.valid('json').token, 32) ?? new Uint8Array(32);
      const { state, sealed } = await lookUp(token);
      const word = utf8(JSON.stringify({ state }).padEnd(mailboxWordBytes));
      return context.body(concat(word, sealed) as Uint8Array<ArrayBuffer>, 200, {
        'Content-Type': 'application/octet-stream',
      });
    },
  );
}
