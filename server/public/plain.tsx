import type { ServerResponse } from 'node:http';
import { zValidator } from '@hono/zod-validator';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import * as z from 'zod/mini';
import { utf8 } from '../../crypto/bytes.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { formatReceipt, newReceipt } from '../../crypto/receipt-code.ts';
import { type ReportFacts, receiptFacts, sealReport } from '../../crypto/seal-report.ts';
import type { Filled, FormId } from '../../report/form.ts';
import { maxAnswersBytes } from '../../report/limits.ts';
import { schemaVersion } from '../../report/report.ts';
import { linksFor } from '../../views/links.ts';
import type { Language } from '../../views/messages.ts';
import { IssuedPage } from '../../views/pages/issued.tsx';
import { ReportPage } from '../../views/pages/report.tsx';
import { render } from '../../views/render.ts';
import { utcDay } from '../clock.ts';
import { keyringOn } from '../keyrings.ts';
import { hasRoom } from './disk-budget.ts';
import { storeEnvelope } from './envelopes.ts';
import type { MemoryBudget } from './memory-budget.ts';
import { inEachLanguage, pageFor } from './page.ts';
import { judgePlain } from './plain-form.ts';
import type { PublicProblem } from './problem.tsx';
import type { PublicServer } from './public-server.ts';
import { smallBody } from './small-body.ts';

/** Longest form without files: many events and texts in a script that takes nine characters for one, percent-encoded. */
const maxPlainBytes = 4 * 1024 * 1024;

type Answer = (context: Context, id: PublicProblem) => Response;

const plainFields = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** Which form is posted where. */
const paths: readonly (readonly [string, FormId])[] = [
  ['/report', 'full'],
  ['/report/plain/form', 'full'],
  ['/alert', 'alert'],
];

/**
 * The way for browsers without scripts: the body is readable for a moment, in memory, and sealed before anything is
 * stored. No temporary file, nothing logged; what we hold of it is overwritten afterwards.
 */
export function plainWay(app: Hono, server: PublicServer, budget: MemoryBudget, answer: Answer): void {
  const hasRoomForOne: MiddlewareHandler = async (context, next) =>
    (await hasRoom(server.diskSpace, maxPlainBytes, true, server.diskReserveBytes))
      ? next()
      : answer(context, 'storage-full');
  const inMemory = smallBody({ maxBytes: maxPlainBytes, type: 'application/x-www-form-urlencoded', budget, answer });
  const form = zValidator('form', plainFields, (result, context) =>
    result.success ? undefined : answer(context, 'rejected'),
  );

  for (const [path, id] of paths)
    app.post(inEachLanguage(server, path), hasRoomForOne, inMemory, form, async (context) => {
      const fields = context.req.valid('form');
      const asked = pageFor(server, context);
      const { language } = asked.messages;
      const judged = judgePlain(id, fields, { language, fictional: asked.settings.fictionalCountries });
      if (!judged.isReady) {
        const page = { ...asked, path: id === 'full' ? linksFor(asked).plainForm : linksFor(asked).alert };
        const { errors, lookAgain, values } = judged;
        const markup = (
          <ReportPage
            context={page}
            form={id}
            way="plain"
            values={values}
            errors={errors}
            {...(lookAgain && { lookAgain })}
          />
        );
        const html = render(markup);
        if (!countUntilSent(context, budget, Buffer.byteLength(html))) return answer(context, 'busy');
        return context.html(html, judged.isAsked ? 200 : 422);
      }
      const today = utcDay(server.now());
      const { keyring } = keyringOn(server.keyrings, today);
      if (today < keyring.notBefore || today > keyring.expires) return answer(context, 'keyring-expired');
      const receipt = newReceipt();
      const from = { host: context.req.header('Host') ?? '', language: asked.messages.language };
      const { filled } = judged;
      if (utf8(JSON.stringify(filled.answers)).length > maxAnswersBytes) return answer(context, 'too-large');
      await sealAndStore(server, keyring, receipt, from, filled);
      return context.html(render(<IssuedPage context={asked} groups={formatReceipt(receipt)} />), 201);
    });
}

/**
 * Counts an answer as memory in use until it has left or its line is gone: a page with everything that was typed may
 * be large, and a line slow. Gives `false` where there is no room for it.
 */
function countUntilSent(context: Context, budget: MemoryBudget, bytes: number): boolean {
  if (!budget.take(bytes)) return false;
  const { outgoing } = (context.env ?? {}) as { readonly outgoing?: ServerResponse };
  if (outgoing && !outgoing.closed) outgoing.once('close', () => budget.give(bytes));
  else budget.give(bytes);
  return true;
}

/** Seals what arrived readable, marked `sealedBy: server`, and stores it like any other envelope. */
async function sealAndStore(
  server: PublicServer,
  keyring: Keyring,
  receipt: Uint8Array,
  from: { readonly host: string; readonly language: Language },
  filled: Filled,
): Promise<void> {
  const report: ReportFacts = {
    schemaVersion,
    sealedBy: 'server',
    uiLanguage: from.language,
    formBuild: server.build.formBuild,
    origin: keyring.origins.find((origin) => new URL(origin).host === from.host) ?? from.host,
    createdDay: utcDay(server.now()),
    ...filled,
  };
  const sealed = sealReport(server.engine, keyring, receiptFacts(server.engine, receipt), report);
  try {
    const envelope = await sealed.envelope.slice(0, sealed.envelope.size);
    await storeEnvelope(server, envelope, { mailboxId: sealed.mailboxId, thread: 'first', sealedBy: 'server' });
  } finally {
    sealed.wipe();
  }
}
