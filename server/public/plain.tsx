import { zValidator } from '@hono/zod-validator';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import type { Keyring } from '../../crypto/keyring.ts';
import { formatReceipt, newReceipt } from '../../crypto/receipt-code.ts';
import { sealReport } from '../../crypto/seal-report.ts';
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
import { pageFor } from './page.ts';
import { maxPlainBytes, PlainBudget } from './plain-budget.ts';
import type { PublicProblem } from './problem.tsx';
import type { PublicServer } from './public-server.ts';
import { announcedLength, readBody } from './read-body.ts';

type Answer = (context: Context, id: PublicProblem) => Response;

/**
 * The way for browsers without scripts: the body is readable for a moment, in memory, and sealed before anything is
 * stored. No temporary file, nothing logged; what we hold of it is overwritten afterwards.
 */
export function plainWay(app: Hono, server: PublicServer, answer: Answer): void {
  const budget = new PlainBudget();

  const inMemory: MiddlewareHandler = async (context, next) => {
    const length = announcedLength(context.req.raw, maxPlainBytes);
    if (typeof length === 'string') return answer(context, length);
    if (!context.req.header('Content-Type')?.startsWith('application/x-www-form-urlencoded'))
      return answer(context, 'rejected');
    if (!(await hasRoom(server.diskSpace, length, true, server.diskReserveBytes)))
      return answer(context, 'storage-full');
    const leave = budget.enter(length);
    if (!leave) return answer(context, 'busy');
    let body: Awaited<ReturnType<typeof readBody>> | null = null;
    try {
      body = await readBody(context.req.raw, length);
      if (typeof body === 'string') return answer(context, body);
      // The validator reads from here, so that the only buffer is one that we overwrite.
      Object.assign(context.req.bodyCache, { arrayBuffer: Promise.resolve(body.buffer) });
      await next();
      return;
    } finally {
      if (body instanceof Uint8Array) body.fill(0);
      leave();
    }
  };

  for (const path of ['/en/report', '/en/report/plain/form'])
    app.post(
      path,
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
        await sealAndStore(server, keyring, receipt, new URL(context.req.url).host, context.req.valid('form'));
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
  const sealed = sealReport(server.engine, keyring, receipt, {
    schemaVersion,
    kind: 'new',
    sealedBy: 'server',
    uiLanguage: 'en',
    formBuild: server.build.formBuild,
    origin: keyring.origins.find((origin) => new URL(origin).host === host) ?? `http://${host}`,
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
