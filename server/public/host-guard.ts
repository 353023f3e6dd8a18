import type { Context, MiddlewareHandler } from 'hono';

/** Refuses every Host that is not one of the origins' for this request, before routing. */
export function hostGuard(
  originsFor: (context: Context) => readonly string[],
  refuse: (context: Context) => Response,
): MiddlewareHandler {
  return async (context, next) => {
    const host = (context.req.header('Host') ?? '').toLowerCase();
    if (!originsFor(context).some((origin) => new URL(origin).host === host)) return refuse(context);
    return next();
  };
}
