import { Server } from '@tus/server';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { recipientCounts } from '../keyrings.ts';
import { maxUploadBytes } from './envelopes.ts';
import type { MemoryBudget } from './memory-budget.ts';
import { judgeNew, Refusal } from './new-upload.ts';
import { codeOf, type PublicProblem, problemOf, statusOf } from './problem.tsx';
import type { PublicServer } from './public-server.ts';
import { TurnLocker } from './turn-locker.ts';
import { endOf, UploadStore } from './upload-store.ts';

/** Where uploads are begun; each then has an address of its own below. */
const path = '/uploads';
/** How long a request that another one replaces may go on writing. */
const drainMs = 500;

/**
 * Sealed envelopes in pieces by tus 1.0 with creation and expiration: what arrived before a cut is on disk, and whoever
 * knows an upload's address goes on from there. It is in the inbox once it is whole, and never before.
 * Source: https://tus.io/protocols/resumable-upload, version 1.0.0.
 */
export function uploads(
  app: Hono,
  server: PublicServer,
  budget: MemoryBudget,
  answer: (context: Context, id: PublicProblem) => Response,
): void {
  const counts = recipientCounts(server.keyrings);
  const store = new UploadStore(server, counts, budget);
  const tus = new Server({
    path,
    datastore: store,
    locker: new TurnLocker(),
    lockDrainTimeout: drainMs,
    maxSize: maxUploadBytes(server.maxFileBytes, counts),
    relativeLocation: true,
    // Without it the answer would be for every origin.
    allowedOrigins: () => false,
    namingFunction: () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('hex'),
    getFileIdFromRequest: (_request, id) => (id && /^[0-9a-f]{32}$/.test(id) ? id : undefined),
    async onUploadCreate(request, upload) {
      store.expect(upload, await judgeNew(server, counts, request.headers, upload));
      return {};
    },
    // By the protocol the answer is the same; whoever carried a copy is told so all the same.
    onUploadFinish: async (_request, { id }) =>
      store.wasHere(id) ? { headers: { 'Upload-State': 'already-here' } } : {},
    onResponseError: (_request, error) => {
      if (error instanceof Refusal || 'status_code' in error) return undefined;
      const id = problemOf(error);
      server.log.error('upload failed', { code: codeOf(error), status: statusOf[id] });
      return { status_code: statusOf[id], body: id };
    },
  });

  const fromHere: MiddlewareHandler = async (context, next) => {
    const site = context.req.header('Sec-Fetch-Site');
    return site === 'cross-site' || site === 'same-site' ? answer(context, 'rejected') : next();
  };
  /** When the upload that an answer is about ends; `null` if it is whole, or was refused. */
  const endOfUpload = async ({ status, headers }: Response, path: string): Promise<string | null> => {
    if (status !== 201 && !(status === 204 && headers.has('Upload-Offset'))) return null;
    const id = (headers.get('Location') ?? path).slice(-32);
    const upload = await server.store.upload(id);
    return upload && !upload.isFinished ? endOf(upload.begunDay) : null;
  };
  const handle = async (context: Context) => {
    const response = await tus.handleWeb(context.req.raw);
    const headers = new Headers(response.headers);
    // What another origin may do is nothing, so there is nothing to say to it.
    for (const name of [...headers.keys()]) if (name.startsWith('access-control-')) headers.delete(name);
    const end = await endOfUpload(response, context.req.path);
    if (end !== null) headers.set('Upload-Expires', end);
    if (response.status === 503) headers.set('Retry-After', '60');
    // What was not read of a body must not be taken for the next request.
    if (response.status >= 400) headers.set('Connection', 'close');
    return new Response(response.body, { status: response.status, headers });
  };
  app.on(['OPTIONS', 'POST'], path, fromHere, handle);
  app.on(['OPTIONS', 'PATCH'], `${path}/:id`, fromHere, handle);
  // A router sees HEAD as GET, which gives out nothing.
  app.get(`${path}/:id`, fromHere, (context, next) => (context.req.raw.method === 'HEAD' ? handle(context) : next()));
}
