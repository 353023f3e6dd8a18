import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { daysBetween } from '../../crypto/keyring.ts';
import { InboxPage } from '../../views/pages/inbox.tsx';
import { render } from '../../views/render.ts';
import { utcDay } from '../clock.ts';
import { keyringOn } from '../keyrings.ts';
import type { PublicServer } from '../public/public-server.ts';

export type TeamServer = Pick<PublicServer, 'store' | 'keyrings' | 'now' | 'build'>;

/**
 * The team's listener, on the loopback interface unless told otherwise: how many sealed envelopes wait, and whether
 * the keyring lasts. Counts only; it hands out no envelope and changes nothing.
 */
export function teamApp(server: TeamServer, teamOrigin: string): Hono {
  const app = new Hono();
  const host = new URL(teamOrigin).host;
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
    }),
  );
  app.use(async (context, next) => {
    // Before routing: a foreign name that resolves to this machine (DNS rebinding) gets nothing.
    const { host: asked, origin, 'sec-fetch-site': site } = context.req.header();
    if (asked !== host || (origin !== undefined && origin !== teamOrigin)) return context.text('wrong host', 421);
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return context.text('wrong site', 403);
    await next();
    context.header('Cache-Control', 'no-store');
    return;
  });
  app.get('/', async (context) => {
    const { waiting, collected } = await server.store.counts();
    const { end } = await server.store.chainSegment(1);
    const today = utcDay(server.now());
    const { serial, expires } = keyringOn(server.keyrings, today).keyring;
    const daysLeft = daysBetween(today, expires);
    return context.html(
      render(<InboxPage waiting={waiting} collected={collected} chain={end} keyring={{ serial, expires, daysLeft }} />),
    );
  });
  return app;
}
