import { zValidator } from '@hono/zod-validator';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import type { Keyring } from '../../crypto/keyring.ts';
import { formatReceipt, newReceipt } from '../../crypto/receipt-code.ts';
import { receiptFacts, sealReport } from '../../crypto/seal-report.ts';
import type { FullAnswers } from '../../report/answers.ts';
import { answersFrom, type FormFields, fieldErrors, plainForm } from '../../report/form.ts';
import { schemaVersion } from '../../report/report.ts';
import type { FieldValues } from '../../views/page.ts';
import { IssuedPage } from '../../views/pages/issued.tsx';
import { ReportPage } from '../../views/pages/report.tsx';
import { render } from '../../views/render.ts';
import { utcDay } from '../clock.ts';
import { keyringOn } from '../keyrings.ts';
import { hasRoom } from './disk-budget.ts';
import { storeEnvelope } from './envelopes.ts';
import type { MemoryBudget } from './memory-budget.ts';
import { pageFor } from './page.ts';
import type { PublicProblem } from './problem.tsx';
import type { PublicServer } from './public-server.ts';
import { smallBody } from './small-body.ts';

/** Longest form without files: the longest account, percent-encoded, is a third of it. */
const maxPlainBytes = 512 * 1024;

type Answer = (context: Context, id: PublicProblem) => Response;

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

  for (const path of ['/en/report', '/en/report/plain/form'])
    app.post(
      path,
      hasRoomForOne,
      inMemory,
      zValidator('form', plainForm, (result, context) => {
        if (result.success) return;
        const fields = result.data as unknown as FormFields;
        const errors = fieldErrors(result.error.issues, answersFrom(fields));
        const page = { ...pageFor(server, context), path: '/en/report/plain/form' };
        return context.html(
          render(<ReportPage context={page} way="plain" values={fields as FieldValues} errors={errors} />),
          422,
        );
      }),
      async (context) => {
        const today = utcDay(server.now());
        const { keyring } = keyringOn(server.keyrings, today);
        if (today < keyring.notBefore || today > keyring.expires) return answer(context, 'keyring-expired');
        const receipt = newReceipt();
        await sealAndStore(server, keyring, receipt, context.req.header('Host') ?? '', context.req.valid('form'));
        return context.html(
          render(<IssuedPage context={pageFor(server, context)} groups={formatReceipt(receipt)} />),
          201,
        );
      },
    );
}

/** Seals what arrived readable, marked `sealedBy: server`, and stores it like any other envelope. */
async function sealAndStore(
  server: PublicServer,
  keyring: Keyring,
  receipt: Uint8Array,
  host: string,
  answers: FullAnswers,
): Promise<void> {
  const sealed = sealReport(server.engine, keyring, receiptFacts(server.engine, receipt), {
    schemaVersion,
    kind: 'new',
    sealedBy: 'server',
    uiLanguage: 'en',
    formBuild: server.build.formBuild,
    origin: keyring.origins.find((origin) => new URL(origin).host === host) ?? host,
    createdDay: utcDay(server.now()),
    answers,
  });
  try {
    const envelope = await sealed.envelope.slice(0, sealed.envelope.size);
    await storeEnvelope(server, envelope, { mailboxId: sealed.mailboxId, thread: 'first', sealedBy: 'server' });
  } finally {
    sealed.wipe();
  }
}
