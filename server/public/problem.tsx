import type { Context } from 'hono';
import type { PageContext } from '../../views/page.ts';
import { type ProblemId, ProblemPage } from '../../views/pages/problem.tsx';
import { render } from '../../views/render.ts';

/** The one table from what went wrong to what is answered. */
export const statusOf = {
  'not-found': 404,
  late: 408,
  'length-required': 411,
  'too-large': 413,
  misdirected: 421,
  rejected: 422,
  // What our scripts know: a page that is older than this server says to open a new one, and keeps everything.
  foreign: 422,
  'mailbox-taken': 409,
  'mailbox-unknown': 404,
  'server-error': 500,
  busy: 503,
  'keyring-expired': 503,
  'storage-full': 507,
} as const satisfies { readonly [Id in ProblemId]: number };

export type PublicProblem = keyof typeof statusOf;

/** What is answered where something broke in the middle: storage says of itself what its sender can do about it. */
export function problemOf(error: unknown): 'busy' | 'storage-full' | 'server-error' {
  switch (codeOf(error)) {
    case 'storage-busy':
      return 'busy';
    case 'storage-full':
      return 'storage-full';
    default:
      return 'server-error';
  }
}

/** The short code of an error, for the log; its text may hold anything. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : error.name;
}

/**
 * Answers a problem: a page for who asks for one, else JSON (RFC 9457); one sentence each on what happened, what is
 * kept, what to do. A body that was not read makes the connection close.
 */
export function problem(context: Context, page: PageContext, id: PublicProblem): Response {
  const status = statusOf[id];
  // What was not read of a body must not be taken for the next request.
  if (context.req.method === 'POST') context.header('Connection', 'close');
  if (id === 'busy') context.header('Retry-After', '60');
  if (context.req.header('Accept')?.includes('text/html'))
    return context.html(render(<ProblemPage context={page} problem={{ id }} />), status);
  const { t } = page.messages;
  return context.json(
    {
      type: id,
      title: t(`refused.${id}.what`),
      status,
      kept: t(`refused.${id}.kept`),
      detail: t(`refused.${id}.todo`),
    },
    status,
    { 'Content-Type': 'application/problem+json' },
  );
}
