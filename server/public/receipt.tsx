import { zValidator } from '@hono/zod-validator';
import type { Hono } from 'hono';
import * as z from 'zod/mini';
import { toHex } from '../../crypto/hex.ts';
import { formatReceipt, readReceipt } from '../../crypto/receipt-code.ts';
import { mailboxId, mailboxToken } from '../../crypto/receipt-keys.ts';
import { ReceiptPage } from '../../views/pages/receipt.tsx';
import { render } from '../../views/render.ts';
import { pageFor } from './page.ts';
import type { PublicServer } from './public-server.ts';

const typedCode = z.object({ code: z._default(z.string(), '') });

/** `POST /en/receipt`: the status page without scripts; here, and only here, the code itself arrives. */
export function receiptWithoutScripts(app: Hono, server: PublicServer): void {
  app.post('/en/receipt', zValidator('form', typedCode), async (context) => {
    const page = pageFor(server, context);
    const read = readReceipt(context.req.valid('form').code);
    if (read.kind === 'slip')
      return context.html(render(<ReceiptPage context={page} way="plain" result={{ kind: 'slip' }} />), 422);
    const kind = (await server.store.mailboxState(toHex(mailboxId(mailboxToken(read.receipt))))) ?? 'unknown';
    const repaired = read.kind === 'repaired' ? { repaired: formatReceipt(read.receipt) } : {};
    return context.html(render(<ReceiptPage context={page} way="plain" result={{ kind, ...repaired }} />));
  });
}
