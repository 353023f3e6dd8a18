import type { Context, MiddlewareHandler } from 'hono';

/** A browser that was told to hide where a page comes from says `null`; so does a page of a file or in a sandbox. */
type Sender = 'here' | 'unnamed' | 'elsewhere';

/**
 * Where a request comes from, as its browser says. A sender of neither header is no browser that we build
 * for; it is served, since a visitor may do nothing here that a program may not.
 */
function senderOf({ req }: Context, origins: readonly string[]): Sender {
  const site = req.header('Sec-Fetch-Site');
  if (site === 'cross-site' || site === 'same-site') return 'elsewhere';
  const origin = req.header('Origin');
  if (origin === undefined) return 'here';
  if (origin === 'null') return 'unnamed';
  const host = (req.header('Host') ?? '').toLowerCase();
  return origins.some((each) => each === origin && new URL(each).host === host) ? 'here' : 'elsewhere';
}

interface Guard {
  /** All under which this site has ever been published. */
  readonly origins: readonly string[];
  /** Whether a path answers an unnamed post with a page that keeps what was typed, and does nothing else. */
  readonly keeps: (path: string) => boolean;
  readonly refuse: (context: Context) => Response;
}

/**
 * Refuses whatever changes something and does not come from a page of this site, before routing and unread; see
 * docs/decisions/0042-origin-of-what-is-sent.md.
 */
export function fromHere({ origins, keeps, refuse }: Guard): MiddlewareHandler {
  return async (context, next) => {
    // A protocol for uploads lets a request say that it is another one.
    const method = context.req.header('X-HTTP-Method-Override')?.toUpperCase() ?? context.req.method;
    if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return next();
    const sender = senderOf(context, origins);
    return sender === 'here' || (sender === 'unnamed' && keeps(context.req.path)) ? next() : refuse(context);
  };
}

/** Whether a post that reached its page must be shown again and no more: its browser did not say where it comes from. */
export const isUnnamed = ({ req }: Context): boolean => req.header('Origin') === 'null';
