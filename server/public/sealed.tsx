import type { Context, Hono } from 'hono';
import {
  beginsLikeEnvelope,
  headerLength,
  isEnvelopeHeader,
  recipientsForLength,
} from '../../crypto/envelope-shape.ts';
import { maxPostedBytes } from '../../views/components/sealed-file-form.tsx';
import type { SealedResult, SealedState } from '../../views/components/sealed-results.tsx';
import { SealedPage } from '../../views/pages/sealed.tsx';
import { render } from '../../views/render.ts';
import { recipientCounts } from '../keyrings.ts';
import { hasRoom } from './disk-budget.ts';
import { maxEnvelopeBytes, storeEnvelope } from './envelopes.ts';
import type { MemoryBudget } from './memory-budget.ts';
import { type PostedFile, readMultipart } from './multipart.ts';
import { hasRoomToCarry } from './new-upload.ts';
import { inEachLanguage, pageFor } from './page.ts';
import type { PublicServer } from './public-server.ts';
import { announcedLength, type BodyRefusal, readAway, withBody } from './read-body.ts';

/** Far more files than somebody carries; each is a page's line. */
const limits = { maxParts: 100, maxTextBytes: 1_024 };
/** What stands around one file in a post: headers with its name, boundaries. */
const aroundBytes = 65_536;

type Refusal = BodyRefusal | 'storage-full';

/** The one table from a post that was not taken to what is answered. */
const refused = {
  'length-required': [411, 'failed'],
  'too-large': [413, 'tooLargeAtOnce'],
  rejected: [422, 'failed'],
  late: [408, 'failed'],
  busy: [503, 'failed'],
  'storage-full': [507, 'storageFull'],
} as const satisfies { readonly [Id in Refusal]: readonly [number, SealedState] };

/**
 * `POST /LANGUAGE/sealed`: sealed files of whoever carries them, from a browser without scripts. Always there: it seals
 * nothing and sees nothing readable but the files' names, which it gives back and keeps nowhere. Each is judged and
 * stored like any other envelope.
 */
export function sealedWithoutScripts(app: Hono, server: PublicServer, budget: MemoryBudget): void {
  const counts = recipientCounts(server.keyrings);

  async function take(context: Context): Promise<readonly SealedResult[] | Refusal> {
    const site = context.req.header('Sec-Fetch-Site');
    if (site === 'cross-site' || site === 'same-site') return 'rejected';
    const length = announcedLength(context.req.raw, maxPostedBytes);
    if (typeof length === 'string') return length;
    const isSmall = length <= maxEnvelopeBytes(counts) + aroundBytes;
    const hasSpace = isSmall
      ? hasRoom(server.diskSpace, length, true, server.diskReserveBytes)
      : hasRoomToCarry(server, counts, length);
    if (!(await hasSpace)) return 'storage-full';
    return withBody(context.req.raw, { length, budget, givesWay: true }, async (body) => {
      const posted = readMultipart(body, context.req.header('Content-Type') ?? '', limits);
      if (!posted) return 'rejected';
      const results: SealedResult[] = [];
      for (const file of posted.files) results.push({ name: file.name, state: await keep(server, counts, file) });
      return results;
    });
  }

  app.post(inEachLanguage(server, '/sealed'), async (context) => {
    const taken = await take(context);
    const [status, state] = typeof taken === 'string' ? refused[taken] : [statusOf(taken), 'none' as const];
    const results = typeof taken === 'string' || taken.length === 0 ? [{ name: '', state }] : taken;
    if (taken === 'too-large' || taken === 'storage-full') await readAway(context.req.raw);
    // What was not read of a body must not be taken for the next request.
    if (typeof taken === 'string') context.header('Connection', 'close');
    if (taken === 'busy') context.header('Retry-After', '60');
    const page = <SealedPage context={pageFor(server, context)} way="plain" results={results} />;
    return context.html(render(page), status);
  });
}

function statusOf(results: readonly SealedResult[]): 200 | 201 | 422 {
  const has = (state: SealedState) => results.some((each) => each.state === state);
  if (has('received')) return 201;
  return has('here') ? 200 : 422;
}

async function keep(server: PublicServer, counts: readonly number[], file: PostedFile): Promise<SealedState> {
  const { parts, size } = file;
  if (size === 0) return 'empty';
  const [first = new Uint8Array(0)] = parts;
  const recipients = recipientsForLength(size, counts);
  // The parser gives each file of a whole body in one piece.
  if (recipients === null || first.length !== size) return beginsLikeEnvelope(first) ? 'cut' : 'other';
  if (!isEnvelopeHeader(first.subarray(0, headerLength(recipients)), recipients)) return 'other';
  const facts = { mailboxId: null, thread: 'carried', sealedBy: 'browser' } as const;
  return (await storeEnvelope(server, first, facts)) === 'stored' ? 'received' : 'here';
}
