import { zValidator } from '@hono/zod-validator';
import type { Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { fromHex, toHex } from '../../crypto/hex.ts';
import { formatReceipt, maxCodeTextLength, readReceipt, receiptBytes } from '../../crypto/receipt-code.ts';
import { mailboxToken } from '../../crypto/receipt-keys.ts';
import type { ReceiptResult } from '../../views/components/receipt-results.tsx';
import type { Language } from '../../views/messages.ts';
import type { PageContext } from '../../views/page.ts';
import { ReceiptPage } from '../../views/pages/receipt.tsx';
import { render } from '../../views/render.ts';
import { isUnnamed } from './from-here.ts';
import { type LookUp, mailboxStates } from './mailbox.ts';
import type { MemoryBudget } from './memory-budget.ts';
import { inEachLanguage, pageFor } from './page.ts';
import type { PublicProblem } from './problem.tsx';
import type { PublicServer } from './public-server.ts';
import { smallBody } from './small-body.ts';

type Answer = (context: Context, id: PublicProblem) => Response;

/** A post of the longest text in which a code is looked for: up to nine bytes a character, percent-encoded. */
const maxCodeBytes = 9 * maxCodeTextLength + 1_024;

const typedCode = z.object({ code: z._default(z.string(), '') });
const shownToken = z.object({ token: z.string().check(z.refine((text) => fromHex(text, 32) !== null)) });

export const receiptPath = '/receipt';

/**
 * Gives the answer about a mailbox, filled up with spaces to the length of the longest in its language: the length of
 * an answer then says nothing of what is in a mailbox, or whether it is here.
 */
function newAnswers(): (page: PageContext, result: ReceiptResult) => string {
  /** Bytes, by language. */
  const lengths = new Map<Language, number>();
  return (page, result) => {
    const htmlOf = (shown: ReceiptResult) => render(<ReceiptPage context={page} way="plain" result={shown} />);
    const code = formatReceipt(new Uint8Array(receiptBytes));
    const longest = { token: '0'.repeat(64), repaired: code, groups: code.map((_, at) => at + 1) };
    const { language } = page.messages;
    const length =
      lengths.get(language) ??
      Math.max(...mailboxStates.map((kind) => Buffer.byteLength(htmlOf({ kind, ...longest }))));
    lengths.set(language, length);
    const html = htmlOf(result);
    return html + ' '.repeat(Math.max(0, length - Buffer.byteLength(html)));
  };
}

/**
 * `POST /LANGUAGE/receipt`: the status page without scripts; here, and only here, the code itself arrives. The server
 * opens nothing: it says what it knows, and gives the sealed answer as a file (`POST /answer`, by token) for the
 * take-away form.
 */
export function receiptWithoutScripts(
  app: Hono,
  server: PublicServer,
  lookUp: LookUp,
  budget: MemoryBudget,
  answer: Answer,
): void {
  const answerOf = newAnswers();
  const body = smallBody({ maxBytes: maxCodeBytes, type: 'application/x-www-form-urlencoded', budget, answer });
  const form = zValidator('form', typedCode, (result, context) =>
    result.success ? undefined : answer(context, 'rejected'),
  );
  app.post(inEachLanguage(server, receiptPath), body, form, async (context) => {
    const page = pageFor(server, context);
    const { code } = context.req.valid('form');
    if (isUnnamed(context))
      return context.html(render(<ReceiptPage context={page} way="plain" code={code} isUnnamed />), 422);
    const read = readReceipt(code);
    if (!('receipt' in read))
      return context.html(render(<ReceiptPage context={page} way="plain" result={read} code={code} />), 422);
    const token = mailboxToken(read.receipt);
    const { state: kind } = await lookUp(token);
    const repaired =
      read.kind === 'repaired'
        ? { repaired: formatReceipt(read.receipt), ...(read.groups && { groups: read.groups }) }
        : {};
    const result = { kind, ...(kind !== 'unknown' && { token: toHex(token) }), ...repaired };
    return context.html(answerOf(page, result));
  });

  const file = zValidator('form', shownToken, (result, context) =>
    result.success ? undefined : answer(context, 'rejected'),
  );
  app.post('/answer', body, file, async (context) => {
    const { sealed } = await lookUp(fromHex(context.req.valid('form').token, 32) ?? new Uint8Array(32));
    return context.body(sealed as Uint8Array<ArrayBuffer>, 200, {
      'Content-Type': 'application/octet-stream',
      // The name stands in the list of downloads.
      'Content-Disposition': 'attachment; filename="data.bin"',
    });
  });
}
