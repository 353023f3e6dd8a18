import type { Evidence } from './evidence.ts';
import { type Values, wantsNoCode } from './fields.ts';
import { askForPage } from './language.ts';
import { offerFiles } from './offer-files.ts';
import { tellWorking } from './outcome.ts';
import { byId, today } from './page.ts';
import { saveFile } from './save.ts';
import type { CheckedForm, Sealed } from './sealer.ts';
import { hasArrived, sendEnvelope } from './send.ts';
import { startServedSealer } from './served-sealer.ts';
import { showCode } from './show-code.ts';
import type { Course, Delivered, Way } from './way.ts';

/** After this time a line is told to be slow. */
const slowMs = 8000;

/** The way of a served page: the sealed answers are sent to its own site, and files follow them. */
export function servedWay(course: Course): Way {
  const { session } = course;
  const abort = new AbortController();
  /** What was sealed last: the same answers travel as the same envelope. */
  let kept: { readonly answers: string; readonly sealed: Sealed } | null = null;
  /** How far the report may go that has arrived. */
  let caseUse = '';
  /** Files that follow the report. */
  let evidence: Evidence | null = null;
  /** Counts offers of files: one for a page that was replaced meanwhile comes to nothing. */
  let follows = 0;
  /** The section for files before a report had any. */
  let pristineEvidence: Node;

  /** Equal for equal answers: their order in the page may change, as in another language. */
  const sameAnswers = (fields: Values) => JSON.stringify([course.facts().form, Object.entries(fields).sort()]);

  /** The sealed report, as long as it holds what stands in the form now. */
  const carried = () => (kept?.answers === sameAnswers(course.values()) ? kept.sealed : null);

  async function seal(fields: Values): Promise<Sealed | CheckedForm> {
    const answers = sameAnswers(fields);
    if (kept?.answers === answers) return kept.sealed;
    kept = null;
    const { form, formBuild, language } = course.facts();
    const hold = await session.start();
    const about = { formBuild, uiLanguage: language, origin: location.origin, today: today() };
    const sealed = await hold.seal({ form, fields, ...about });
    if (sealed.type === 'sealed') {
      // A try before may have been one with a code.
      if (wantsNoCode(fields)) session.dropCode();
      else await session.showCode();
      kept = { answers, sealed };
    }
    return sealed;
  }

  async function deliver(fields: Values): Promise<Delivered> {
    const sealed = await seal(fields);
    if (sealed.type === 'checked') return sealed;
    tellWorking(course.sentences(), 'report.sending');
    const slow = setTimeout(() => tellWorking(course.sentences(), 'report.stillSending'), slowMs);
    const result = await sendEnvelope(sealed.envelope, { 'Mailbox-Id': sealed.mailboxId }, abort.signal);
    clearTimeout(slow);
    if (!hasArrived(result)) return { problem: result };
    kept = null;
    caseUse = [fields['consent.caseUse'] ?? ''].flat()[0] ?? '';
    return 'left';
  }

  /** Files follow a report; without them it has arrived all the same. */
  async function follow(): Promise<void> {
    follows += 1;
    const mine = follows;
    const { formBuild, language } = course.facts();
    const sentences = course.sentences();
    const sealer = () => session.start();
    const restart = () => session.restart();
    evidence = await offerFiles(
      { sentences, formBuild, language, caseUse, sealer, restart },
      () => course.isGone() || mine !== follows,
    );
  }

  return {
    startSealer(receipt) {
      const { sealWorker: worker = '', sodium = '', light = '', files = '' } = byId('report').dataset;
      return startServedSealer({ worker, engines: { sodium, light, files, answers: '' } }, receipt);
    },
    askForPage,
    mountPage() {
      pristineEvidence = byId('evidence').cloneNode(true);
      byId('save-sealed').addEventListener('click', () => {
        const sealed = carried();
        if (sealed) {
          saveFile(sealed.envelope);
          byId('saved').textContent = course.sentences()['carry.saved'] ?? '';
        } else byId('carry').hidden = true;
      });
    },
    mountForm(form) {
      // What was sealed before an edit must not be saved as if it held the edit.
      form.addEventListener('input', () => {
        byId('carry').hidden = true;
      });
    },
    fileNumbers: () => [],
    deliver,
    follow: () => void follow(),
    onProblem(problem) {
      const isThere = problem === 'mailbox-taken';
      // An earlier version is there under this code; what was changed since is still in the form, and is heard first.
      if (isThere) course.tellCode();
      // What is sealed can travel without this page; the code will work once it has arrived.
      byId('carry').hidden = isThere || carried() === null;
      byId('saved').textContent = '';
      showCode('carry-code', session.code());
    },
    isHolding: () => evidence?.isUnsent() ?? false,
    isInTheWayOf() {
      if (!evidence?.isUnsent()) return false;
      byId('evidence-said').textContent = course.sentences()['evidence.first'] ?? '';
      byId('evidence').focus();
      return true;
    },
    renew() {
      kept = null;
      caseUse = '';
      evidence = null;
      byId('evidence').replaceWith(pristineEvidence.cloneNode(true));
    },
    forget() {
      abort.abort();
      evidence?.forget();
      kept = null;
    },
  };
}
