import type { Context, MiddlewareHandler } from 'hono';

/** Refuses every Host that is not one of today's origins', before routing. */
export function hostGuard(origins: () => readonly string[], refuse: (context: Context) => Response): MiddlewareHandler {
  return async (context, next) => {
    const host = (context.req.header('Host') ?? '').toLowerCase();
    if (!origins().some((origin) => new URL(origin).host === host)) return refuse(context);
    return next();
  };
}
