import type { ServerResponse } from 'node:http';
import type { Context } from 'hono';
import { renderInPieces } from '../../views/render.ts';
import { MemoryBudget } from './memory-budget.ts';

/** A page on its way is left alone for so long, in milliseconds: a slow line takes half a minute for one. */
const patienceMs = 30_000;

/** Memory for pages that are made or on their way. */
export class Pages {
  private readonly budget: MemoryBudget;
  /** Those on their way, the oldest first. */
  private readonly held = new Map<ServerResponse, { readonly since: number; readonly bytes: number }>();

  constructor(bytes: number) {
    this.budget = new MemoryBudget(bytes);
  }

  /** Takes so many bytes, or none. Where there is no room, lines that have had long enough are cut. */
  take(bytes: number): boolean {
    for (const [line, { since }] of this.held) {
      if (this.budget.take(bytes)) return true;
      if (performance.now() - since < patienceMs) return false;
      this.letGo(line);
      line.destroy();
    }
    return this.budget.take(bytes);
  }

  give(bytes: number): void {
    this.budget.give(bytes);
  }

  /** Counts a page until its line is gone. */
  hold(line: ServerResponse, bytes: number): void {
    this.held.set(line, { since: performance.now(), bytes });
    line.once('close', () => this.letGo(line));
  }

  private letGo(line: ServerResponse): void {
    this.give(this.held.get(line)?.bytes ?? 0);
    this.held.delete(line);
  }
}

export type PageStatus = 200 | 413 | 422 | 500 | 503 | 507;

/**
 * Answers with a page that may be large, as one with 150 MPs is. It is made piece by piece, and others have their turn
 * between two; what is made counts as memory in use until all of it has left or its line is gone, since a line may be
 * slow. Where there is no room, one that has been on its way for long gives way, so that nobody holds a place by not reading;
 * if there is none, gives `busy`.
 */
export async function largePage(
  context: Context,
  pages: Pages,
  status: PageStatus,
  page: Parameters<typeof renderInPieces>[0],
): Promise<Response | 'busy'> {
  const { outgoing } = (context.env ?? {}) as { readonly outgoing?: ServerResponse };
  const made: Buffer[] = [];
  let bytes = 0;
  const giveBack = () => pages.give(bytes);
  try {
    for (const text of renderInPieces(page)) {
      const piece = Buffer.from(text);
      if (!pages.take(piece.length)) {
        giveBack();
        return 'busy';
      }
      bytes += piece.length;
      made.push(piece);
      await new Promise(setImmediate);
    }
  } catch (error) {
    giveBack();
    throw error;
  }
  if (outgoing && !outgoing.closed) pages.hold(outgoing, bytes);
  else giveBack();
  return context.body(Buffer.concat(made), status, { 'Content-Type': 'text/html; charset=UTF-8' });
}
