import type { Context, MiddlewareHandler } from 'hono';

/** Refuses every Host that is not one of these origins', before routing. */
export function hostGuard(origins: readonly string[], refuse: (context: Context) => Response): MiddlewareHandler {
  const hosts = new Set(origins.map((origin) => new URL(origin).host));
  return async (context, next) => {
    if (!hosts.has((context.req.header('Host') ?? '').toLowerCase())) return refuse(context);
    return next();
  };
}
