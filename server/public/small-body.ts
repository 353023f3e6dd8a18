import type { Context, MiddlewareHandler } from 'hono';
import type { MemoryBudget } from './memory-budget.ts';
import type { PublicProblem } from './problem.tsx';
import { announcedLength, withBody } from './read-body.ts';

interface SmallBody {
  readonly maxBytes: number;
  readonly type: 'application/json' | 'application/x-www-form-urlencoded';
  readonly budget: MemoryBudget;
  readonly answer: (context: Context, id: PublicProblem) => Response;
}

/**
 * Reads a body of a few kilobytes into memory that is counted and overwritten, before any parser sees it. Refuses
 * another type.
 */
export function smallBody({ maxBytes, type, budget, answer }: SmallBody): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() !== type)
      return answer(context, 'rejected');
    const length = announcedLength(context.req.raw, maxBytes);
    if (typeof length === 'string') return answer(context, length);
    const refusal = await withBody(context.req.raw, { length, budget }, async (body) => {
      // Parsers read from here, so that the only buffer is one that is overwritten.
      Object.assign(context.req.bodyCache, { arrayBuffer: Promise.resolve(body.buffer) });
      await next();
      return null;
    });
    return refusal === null ? undefined : answer(context, refusal);
  };
}
