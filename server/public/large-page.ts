import type { ServerResponse } from 'node:http';
import type { Context } from 'hono';
import { renderInPieces } from '../../views/render.ts';
import { MemoryBudget } from './memory-budget.ts';

/** A page on its way is left alone for so long by pages that are no smaller, in milliseconds. */
const patienceMs = 5_000;
/** Of the memory for pages, what only those of a usual size get: a form with mistakes has some 200 KiB. */
const usualShare = 0.5;
const usualBytes = 1_048_576;

interface Held {
  readonly since: number;
  readonly bytes: number;
}

/** Memory for pages of one kind that are made or on their way. */
class Pool {
  private readonly budget: MemoryBudget;
  private readonly held = new Map<ServerResponse, Held>();

  constructor(bytes: number) {
    this.budget = new MemoryBudget(bytes);
  }

  /**
   * Takes so many bytes for a page, or none. Where there is no room, pages on their way give way: larger ones than this
   * will be, then those that have been on their way for long and have moved least. None is cut where that is not enough.
   * @param total bytes of the page so far, with these.
   */
  take(bytes: number, total: number): boolean {
    if (this.budget.take(bytes)) return true;
    const now = performance.now();
    const may = [...this.held].filter(([, { bytes, since }]) => bytes > total || now - since >= patienceMs);
    may.sort(([one, a], [other, b]) => b.bytes - a.bytes || movedOf(one, a) - movedOf(other, b));
    if (this.budget.left + may.reduce((sum, [, { bytes }]) => sum + bytes, 0) < bytes) return false;
    for (const [line] of may) {
      this.letGo(line);
      line.destroy();
      if (this.budget.take(bytes)) return true;
    }
    return false;
  }

  give(bytes: number): void {
    this.budget.give(bytes);
  }

  hold(line: ServerResponse, bytes: number): void {
    this.held.set(line, { since: performance.now(), bytes });
    line.once('close', () => this.letGo(line));
  }

  private letGo(line: ServerResponse): void {
    this.give(this.held.get(line)?.bytes ?? 0);
    this.held.delete(line);
  }
}

/** Bytes of a page that the system has taken off its line. */
const movedOf = ({ socket }: ServerResponse, { bytes }: Held): number => bytes - (socket?.writableLength ?? bytes);

/** Memory for pages: large ones, which anybody can ask for, leave its share to those of a usual size. */
export class Pages {
  private readonly usual: Pool;
  private readonly large: Pool;

  constructor(bytes: number) {
    this.usual = new Pool(bytes * usualShare);
    this.large = new Pool(bytes * (1 - usualShare));
  }

  /** A page that is being made. */
  begin() {
    let pool = this.usual;
    let taken = 0;
    const giveBack = () => {
      pool.give(taken);
      taken = 0;
    };
    return {
      /** Takes so many bytes more, or none. */
      take: (bytes: number): boolean => {
        const total = taken + bytes;
        const isUsual = total <= usualBytes;
        if (isUsual || pool === this.large) {
          if (!pool.take(bytes, total)) return false;
        } else {
          if (!this.large.take(total, total)) return false;
          giveBack();
          pool = this.large;
        }
        taken = total;
        return true;
      },
      giveBack,
      /** Counts the page until its line is gone. */
      hold: (line: ServerResponse): void => pool.hold(line, taken),
    };
  }
}

export type PageStatus = 200 | 413 | 422 | 500 | 503 | 507;

/**
 * Answers with a page that may be large, as one with 150 MPs is. It is made piece by piece, and others have their turn
 * between two. What is made counts as memory in use, before it is made where its length can be told, until all of it has
 * left or its line is gone, since a line may be slow. Where there is no room, larger ones and those that have been on
 * their way for long give way, so that a place is not held by not reading; if that is not enough, gives `busy`.
 */
export async function largePage(
  context: Context,
  pages: Pages,
  status: PageStatus,
  page: Parameters<typeof renderInPieces>[0],
): Promise<Response | 'busy'> {
  const { outgoing } = (context.env ?? {}) as { readonly outgoing?: ServerResponse };
  const made: Buffer[] = [];
  const memory = pages.begin();
  try {
    // What the page shows has just been judged.
    await new Promise(setImmediate);
    for (const piece of renderInPieces(page)) {
      const isMade = typeof piece === 'string';
      if (!memory.take(isMade ? Buffer.byteLength(piece) : piece.bytes)) {
        memory.giveBack();
        return 'busy';
      }
      made.push(Buffer.from(isMade ? piece : piece.make()));
      await new Promise(setImmediate);
    }
  } catch (error) {
    memory.giveBack();
    throw error;
  }
  if (outgoing && !outgoing.closed) memory.hold(outgoing);
  else memory.giveBack();
  return context.body(Buffer.concat(made), status, { 'Content-Type': 'text/html; charset=UTF-8' });
}
