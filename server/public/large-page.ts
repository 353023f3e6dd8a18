import type { ServerResponse } from 'node:http';
import type { Context } from 'hono';
import { renderInPieces } from '../../views/render.ts';
import type { MemoryBudget } from './memory-budget.ts';

export type PageStatus = 200 | 413 | 422 | 500 | 503 | 507;

/**
 * Answers with a page that may be large, as one with 150 MPs is. It is made piece by piece, and others have their turn
 * between two; what is made counts as memory in use until all of it has left or its line is gone, since a line may be
 * slow. Gives `busy` where there is no room for it.
 */
export async function largePage(
  context: Context,
  budget: MemoryBudget,
  status: PageStatus,
  page: Parameters<typeof renderInPieces>[0],
): Promise<Response | 'busy'> {
  const made: Buffer[] = [];
  let taken = 0;
  const giveBack = () => {
    budget.give(taken);
    taken = 0;
  };
  try {
    for (const text of renderInPieces(page)) {
      const piece = Buffer.from(text);
      if (!budget.take(piece.length)) {
        giveBack();
        return 'busy';
      }
      taken += piece.length;
      made.push(piece);
      await new Promise(setImmediate);
    }
  } catch (error) {
    giveBack();
    throw error;
  }
  const { outgoing } = (context.env ?? {}) as { readonly outgoing?: ServerResponse };
  if (outgoing && !outgoing.closed) outgoing.once('close', giveBack);
  else giveBack();
  return context.body(Buffer.concat(made), status, { 'Content-Type': 'text/html; charset=UTF-8' });
}
