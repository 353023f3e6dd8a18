import type { Hono } from 'hono';
import {
  beginsLikeEnvelope,
  headerLength,
  isEnvelopeHeader,
  recipientsForLength,
} from '../../crypto/envelope-shape.ts';
import { maxFileNameLength, maxFiles } from '../../report/limits.ts';
import type { SealedResult, SealedState } from '../../views/components/sealed-results.tsx';
import { SealedPage } from '../../views/pages/sealed.tsx';
import { render } from '../../views/render.ts';
import { recipientCounts } from '../keyrings.ts';
import { storeEnvelope } from './envelopes.ts';
import type { PostedFile } from './multipart.ts';
import { inEachLanguage, pageFor } from './page.ts';
import { type PlainBudgets, withPosted } from './plain-body.ts';
import { codeOf, type PublicProblem, problemOf, statusOf as statusOfProblem } from './problem.tsx';
import type { PublicServer } from './public-server.ts';

/** Of a post nothing counts but its files. */
const noFields = () => 0;

type Status = 200 | 201 | 408 | 411 | 413 | 422 | 503 | 507;

/** The one table from a post that was not taken to what is answered. */
const refused: { readonly [Id in PublicProblem]?: readonly [Status, SealedState] } = {
  'length-required': [411, 'failed'],
  'too-large': [413, 'tooLargeAtOnce'],
  late: [408, 'failed'],
  busy: [503, 'failed'],
  'storage-full': [507, 'storageFull'],
};

/**
 * `POST /LANGUAGE/sealed`: sealed files of whoever carries them, from a browser without scripts. Always there: it seals
 * nothing and sees nothing readable but the files' names, which it gives back and keeps nowhere. Each is judged and
 * stored like any other envelope.
 */
export function sealedWithoutScripts(app: Hono, server: PublicServer, budgets: PlainBudgets): void {
  const counts = recipientCounts(server.keyrings);
  app.post(inEachLanguage(server, '/sealed'), async (context) => {
    const answer = (results: readonly SealedResult[], status: Status) =>
      context.html(render(<SealedPage context={pageFor(server, context)} way="plain" results={results} />), status);
    const taken = await withPosted(context, server, budgets, noFields, async ({ files }) => {
      // Each is a line of the answer.
      if (files.length > maxFiles) return 'rejected';
      const results: SealedResult[] = [];
      for (const file of files)
        results.push({ name: file.name.slice(0, maxFileNameLength), state: await keep(server, counts, file) });
      return answer(results.length > 0 ? results : [{ name: '', state: 'none' }], statusOf(results));
    });
    if (typeof taken !== 'string') return taken;
    // What was not read of a body must not be taken for the next request.
    context.header('Connection', 'close');
    if (taken === 'busy') context.header('Retry-After', '60');
    const [status, state] = refused[taken] ?? [422, 'failed'];
    return answer([{ name: '', state }], status);
  });
}

function statusOf(results: readonly SealedResult[]): Status {
  const has = (state: SealedState) => results.some((each) => each.state === state);
  if (has('received')) return 201;
  if (has('here')) return 200;
  if (has('failed')) return 503;
  return has('storageFull') ? 507 : 422;
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
  try {
    return (await storeEnvelope(server, first, facts)) === 'stored' ? 'received' : 'here';
  } catch (error) {
    // Told of this file alone: those before it are in, and their bearer must see that.
    const id = problemOf(error);
    server.log.error('request failed', { code: codeOf(error), status: statusOfProblem[id] });
    return id === 'storage-full' ? 'storageFull' : 'failed';
  }
}
