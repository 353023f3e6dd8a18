import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { utcDay } from '../clock.ts';
import { keyringOn, originsOf } from '../keyrings.ts';
import { takeEnvelope } from './envelopes.ts';
import { fromHere } from './from-here.ts';
import { hostGuard } from './host-guard.ts';
import { Pages } from './large-page.ts';
import { mailboxes, newLookUp } from './mailbox.ts';
import { MemoryBudget } from './memory-budget.ts';
import { pageFor } from './page.ts';
import { plainPaths, plainWay } from './plain.tsx';
import { preferredLanguage } from './preferred-language.ts';
import { codeOf, type PublicProblem, problem, problemOf, statusOf } from './problem.tsx';
import type { PublicServer } from './public-server.ts';
import { receiptPath, receiptWithoutScripts } from './receipt.tsx';
import { sealedWithoutScripts } from './sealed.tsx';
import { securityHeaders, takeAwayPath } from './security-headers.ts';
import { uploads } from './uploads.ts';

/** Bytes of bodies in memory at once: sealed ones, and as many of those that bring files readable. */
const bodyBytes = 64 * 1024 * 1024;
/** The same of all others, which are text. */
const textBytes = 32 * 1024 * 1024;
/** The same for pages on their way out that hold typed answers. */
const pageBytes = 32 * 1024 * 1024;

/** Pages of a form that is posted openly and shown again. */
const postedPages = [...plainPaths, receiptPath];

/** The public listener: pages, sealed envelopes in, states out. No cookies, no addresses, no session. */
export function publicApp(server: PublicServer): Hono {
  const app = new Hono();
  const current = () => keyringOn(server.keyrings, utcDay(server.now()));
  // Pages are for today's names alone, since the form seals under no other; what they send is taken under older ones.
  const everyOrigin = originsOf(server.keyrings);
  const originsFor = ({ req }: Context) => (req.method === 'GET' ? current().keyring.origins : everyOrigin);
  // Apart, so that what arrives readable cannot keep out what arrives sealed, nor files text, sealed or not.
  const sealedBudget = new MemoryBudget(bodyBytes);
  const uploadsBudget = new MemoryBudget(bodyBytes, true);
  const files = new MemoryBudget(bodyBytes);
  const texts = new MemoryBudget(textBytes);
  // Apart, so that pages that are not read cannot keep out what is sent.
  const pages = new Pages(pageBytes);
  const answer = (context: Context, id: PublicProblem) => problem(context, pageFor(server, context), id);

  app.use(securityHeaders(server.build.assets.sealWorker));
  app.use(hostGuard(originsFor, (context) => answer(context, 'misdirected')));
  // Pages that give back what was typed, where it came from a page that was opened before this server said what to send.
  const keeps = (path: string) =>
    server.build.settings.noscript === 'seal' &&
    server.build.languages.some(({ code }) => postedPages.some((page) => path === `/${code}${page}`));
  app.use(fromHere({ origins: everyOrigin, keeps, refuse: (context) => answer(context, 'foreign') }));
  app.onError((error, context) => {
    // What a parser could not read is the sender's matter and no event of ours.
    if (error instanceof HTTPException) return answer(context, 'rejected');
    const id = problemOf(error);
    server.log.error('request failed', { code: codeOf(error), status: statusOf[id] });
    return answer(context, id);
  });
  app.notFound((context) => answer(context, 'not-found'));

  const [first, ...others] = server.build.languages;
  app.get('/', (context) => {
    const codes = others.map(({ code }) => code);
    const language = preferredLanguage(context.req.header('Accept-Language') ?? '', [first.code, ...codes]);
    context.header('Vary', 'Accept-Language');
    return context.redirect(`/${language}/`);
  });
  app.get('/keyring.json', (context) =>
    context.body(current().bytes as Uint8Array<ArrayBuffer>, 200, { 'Content-Type': 'application/json' }),
  );
  app.get('/keyring.json.minisig', (context) => context.text(current().minisig));

  app.post('/envelopes', async (context) => {
    const result = await takeEnvelope(context, server, sealedBudget);
    if (result === 'stored') return context.json({ state: 'received' }, 201);
    if (result === 'already-here') return context.json({ state: 'received' }, 200);
    return answer(context, result);
  });

  uploads(app, server, uploadsBudget, answer);

  const lookUp = newLookUp(server);
  mailboxes(app, lookUp, texts, answer);

  sealedWithoutScripts(app, server, { texts, files });
  if (server.build.settings.noscript === 'seal') {
    plainWay(app, server, { texts, files, pages }, answer);
    receiptWithoutScripts(app, server, lookUp, texts, answer);
  }

  // Without its ending the file would come without what keeps it from running here.
  app.get(takeAwayPath.replace('.html', ''), (context) => answer(context, 'not-found'));

  app.get(
    '*',
    serveStatic({
      root: server.staticFolder,
      precompressed: true,
      rewriteRequestPath: (path) =>
        path.endsWith('/') ? `${path}index.html` : /\.\w+$/.test(path) ? path : `${path}.html`,
    }),
  );
  return app;
}
