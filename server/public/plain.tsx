import type { Context, Hono } from 'hono';
import { utf8 } from '../../crypto/bytes.ts';
import { formatReceipt, newReceipt } from '../../crypto/receipt-code.ts';
import type { FieldError } from '../../report/field-errors.ts';
import type { FormId } from '../../report/form.ts';
import { maxAnswersBytes, maxPlainBytes } from '../../report/limits.ts';
import { allowedIn } from '../../views/control-names.ts';
import { linksFor } from '../../views/links.ts';
import type { FieldValues, LookAgain, PageContext, PlainProblem } from '../../views/page.ts';
import { IssuedPage } from '../../views/pages/issued.tsx';
import { ReportPage } from '../../views/pages/report.tsx';
import { render } from '../../views/render.ts';
import { sizeText } from '../../views/size-text.ts';
import { utcDay } from '../clock.ts';
import { keyringOn } from '../keyrings.ts';
import { isUnnamed } from './from-here.ts';
import { largePage, type PageStatus, type Pages } from './large-page.ts';
import { inEachLanguage, pageFor } from './page.ts';
import { type PlainBudgets, type Posted, withPosted } from './plain-body.ts';
import { type FileBlock, judgeFiles, readBlocks, valuesOf } from './plain-files.ts';
import { askedFor, judgePlain } from './plain-form.ts';
import { codeOf, type PublicProblem, problemOf, statusOf } from './problem.tsx';
import type { PublicServer } from './public-server.ts';
import { sealAndStore } from './seal-plain.ts';

type Answer = (context: Context, id: PublicProblem) => Response;

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
export function plainWay(
  app: Hono,
  server: PublicServer,
  budgets: PlainBudgets & { readonly pages: Pages },
  answer: Answer,
): void {
  for (const [path, id] of paths)
    app.post(inEachLanguage(server, path), async (context) => {
      const result = await withPosted(context, server, budgets, allowedIn(id), (posted) =>
        takePost(context, server, budgets.pages, id, posted),
      );
      return typeof result === 'string' ? answer(context, result) : result;
    });
}

export const plainPaths = paths.map(([path]) => path);

/** Seals and stores a post, or shows it again with what there is to do. */
async function takePost(
  context: Context,
  server: PublicServer,
  pages: Pages,
  id: FormId,
  posted: Posted,
): Promise<Response | PublicProblem> {
  const asked = pageFor(server, context);
  const { language } = asked.messages;
  const read = readBlocks(posted);
  // The alert has no place for files.
  if (!read || (id === 'alert' && read.blocks.length > 0)) return 'rejected';
  const fictional = asked.settings.fictionalCountries;
  const chosen = read.blocks.filter(({ isSkipped }) => !isSkipped);
  const fileUses = chosen.map(({ said }) => [said.use ?? ''].flat()[0]);
  const judged = judgePlain(id, read.answers, { language, fictional, fileUses });
  if (isUnnamed(context)) {
    const values = { ...judged.values, ...valuesOf(read.blocks) };
    const lookAgain = { contradictions: [], isUnnamed: true };
    return showAgain(context, asked, pages, { id, status: 422, values, errorsInFiles: [], lookAgain });
  }
  const { errors, files, sources } = await judgeFilesOf(read.blocks, asked, askedFor(read.answers));
  if (!judged.isReady || errors.length > 0) {
    const status = judged.isReady || !judged.isAsked || errors.length > 0 ? 422 : 200;
    const seen = judged.isReady ? {} : { errors: judged.errors, lookAgain: judged.lookAgain };
    const shown = { values: { ...judged.values, ...valuesOf(read.blocks) }, ...seen, errorsInFiles: errors };
    return showAgain(context, asked, pages, { id, status, ...shown });
  }
  /** A failure is shown on the page that keeps what was typed: the person has no way back to it. */
  const refuse = (problem: PlainProblem) =>
    showAgain(context, asked, pages, {
      id,
      status: statusOf[problem],
      values: { ...judged.values, ...valuesOf(read.blocks) },
      errorsInFiles: [],
      lookAgain: { contradictions: [], problem },
    });
  const today = utcDay(server.now());
  const { keyring } = keyringOn(server.keyrings, today);
  if (today < keyring.notBefore || today > keyring.expires) return refuse('keyring-expired');
  const { filled } = judged;
  if (utf8(JSON.stringify([filled.answers, files])).length > maxAnswersBytes) return refuse('too-large');
  const receipt = newReceipt();
  const from = { host: context.req.header('Host') ?? '', language };
  try {
    await sealAndStore(server, keyring, receipt, from, { filled, files, sources });
  } catch (error) {
    const problem = problemOf(error);
    server.log.error('request failed', { code: codeOf(error), status: statusOf[problem] });
    return refuse(problem);
  }
  const isWithout = filled.kind !== 'update' && filled.answers.receipt?.none === true;
  const groups = isWithout ? null : formatReceipt(receipt);
  const page = <IssuedPage context={asked} groups={groups} fileCount={files.length} />;
  return context.html(render(page), 201);
}

/** Files are looked at where somebody wants to send, or to know whether they could. */
function judgeFilesOf(blocks: readonly FileBlock[], asked: PageContext, what: ReturnType<typeof askedFor>) {
  const { messages, settings } = asked;
  const maxFileBytes = Math.min(settings.maxFileBytes, maxPlainBytes);
  const limits = { maxFiles: settings.maxFiles, maxFileBytes, largest: sizeText(messages.language, maxFileBytes) };
  return judgeFiles(what === 'send' || what === 'check' ? blocks : [], limits, what === 'send');
}

interface Shown {
  readonly id: FormId;
  readonly status: PageStatus;
  readonly values: FieldValues;
  readonly errors?: readonly FieldError[];
  readonly errorsInFiles: readonly FieldError[];
  readonly lookAgain?: LookAgain | undefined;
}

function showAgain(
  context: Context,
  asked: PageContext,
  pages: Pages,
  { id, status, values, errors = [], errorsInFiles, lookAgain }: Shown,
): Promise<Response | PublicProblem> {
  if (status === 503) context.header('Retry-After', '60');
  const page = { ...asked, path: id === 'full' ? linksFor(asked).plainForm : linksFor(asked).alert };
  return largePage(context, pages, status, (later) => (
    <ReportPage
      context={page}
      form={id}
      way="plain"
      values={values}
      errors={[...errors, ...errorsInFiles]}
      {...(lookAgain && { lookAgain })}
      later={later}
    />
  ));
}
