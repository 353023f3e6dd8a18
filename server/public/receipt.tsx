import { zValidator } from '@hono/zod-validator';
import type { Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { toHex } from '../../crypto/hex.ts';
import { formatReceipt, readReceipt } from '../../crypto/receipt-code.ts';
import { mailboxId, mailboxToken } from '../../crypto/receipt-keys.ts';
import { ReceiptPage } from '../../views/pages/receipt.tsx';
import { render } from '../../views/render.ts';
import type { MemoryBudget } from './memory-budget.ts';
import { inEachLanguage, pageFor } from './page.ts';
import type { PublicProblem } from './problem.tsx';
import type { PublicServer } from './public-server.ts';
import { smallBody } from './small-body.ts';

type Answer = (context: Context, id: PublicProblem) => Response;

const typedCode = z.object({ code: z._default(z.string(), '') });

/** `POST /LANGUAGE/receipt`: the status page without scripts; here, and only here, the code itself arrives. */
export function receiptWithoutScripts(app: Hono, server: PublicServer, budget: MemoryBudget, answer: Answer): void {
  const body = smallBody({ maxBytes: 4096, type: 'application/x-www-form-urlencoded', budget, answer });
  const form = zValidator('form', typedCode, (result, context) =>
    result.success ? undefined : answer(context, 'rejected'),
  );
  app.post(inEachLanguage(server, '/receipt'), body, form, async (context) => {
    const page = pageFor(server, context);
    const { code } = context.req.valid('form');
    const read = readReceipt(code);
    if (read.kind === 'slip')
      return context.html(
        render(<ReceiptPage context={page} way="plain" result={{ kind: 'slip' }} code={code} />),
        422,
      );
    const kind = (await server.store.mailboxState(toHex(mailboxId(mailboxToken(read.receipt))))) ?? 'unknown';
    const repaired = read.kind === 'repaired' ? { repaired: formatReceipt(read.receipt) } : {};
    return context.html(render(<ReceiptPage context={page} way="plain" result={{ kind, ...repaired }} />));
  });
}
