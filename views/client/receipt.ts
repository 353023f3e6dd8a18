import { sameBytes } from '../../crypto/bytes.ts';
import { formatReceipt, readReceipt } from '../../crypto/receipt-code.ts';
import { hasText } from '../../report/unseen-marks.ts';
import { askMailbox } from './ask-mailbox.ts';
import { clearMarks, complainAt, markField } from './error-summary.ts';
import { type GoingOn, startGoingOn } from './go-on.ts';
import { guardPage } from './guard-page.ts';
import { SealerError } from './hold.ts';
import { askForPage } from './language.ts';
import { putPage, tellLanguage } from './other-page.ts';
import { byId, fillSlot, onEnter, showPiece } from './page.ts';
import { seenNumber } from './seen-number.ts';
import { readSentences, type Sentences, say } from './sentences.ts';
import { startServedSealer } from './served-sealer.ts';
import { newSession, type Session } from './session.ts';
import { judgeAnswer, type OpenedAnswer, showAnswer } from './show-answer.ts';
import { showCode, showGroups } from './show-code.ts';

type Result = 'received' | 'added' | 'collected' | 'unknown' | 'slip' | 'several' | 'busy' | 'offline';

/** What a look-up has found. */
interface Found {
  /** `null` while it waits. */
  readonly result: Result | null;
  /** The code in nine groups, if one slip in what was typed has been corrected. */
  readonly repaired: string;
  /** Groups that were or are wrong, from 1, where that is known. */
  readonly groups?: readonly number[] | undefined;
  readonly answer?: OpenedAnswer;
}

/** Somebody who has come back with a good code. */
interface Visit {
  readonly receipt: Uint8Array;
  readonly session: Session;
  readonly goingOn: GoingOn;
}

let sentences: Sentences = {};
/** What is shown, to be shown again in another language. */
let shown: Found | null = null;
let visit: Visit | null = null;
/** The part in which somebody goes on, before anything was done there. */
let pristineMore: Node;
/** Counts look-ups: an answer that another one has overtaken is not shown. */
let looks = 0;
/** Counts changes of language in the same way. */
let turn = 0;

const typed = (id: string) => byId<HTMLInputElement>(id).value;

const seenBefore = () => seenNumber(typed('seen'));

async function look(): Promise<void> {
  if (visit?.goingOn.isInTheWay()) return;
  looks += 1;
  const mine = looks;
  const read = readReceipt(typed('code'));
  if (read.kind === 'several') return show({ result: 'several', repaired: '' });
  if (read.kind === 'slip') return show({ result: 'slip', repaired: '', groups: read.groups });
  takeSeen(read.seen);
  const seen = seenBefore();
  if (seen === null) return askForNumber();
  // What is typed is for the report whose code was typed before.
  if (!isOf(visit, read.receipt)) {
    if (visit?.goingOn.isUnsent()) return void visit.goingOn.askToFinish();
    leaveVisit();
  }
  const repaired = read.kind === 'repaired' ? formatReceipt(read.receipt).join(' ') : '';
  const groups = read.kind === 'repaired' ? read.groups : undefined;
  show({ result: null, repaired, groups });
  const mailbox = await askMailbox(read.receipt);
  if (mine !== looks) return;
  if (typeof mailbox === 'string') return show({ result: mailbox, repaired, groups });
  const { state, sealed } = mailbox;
  const current = visit ?? newVisit(read.receipt);
  visit = current;
  byId('receipt-state').textContent = sentences['answer.opening'] ?? '';
  const answer = await open(current, sealed, seen);
  if (mine !== looks) return;
  // The server's word is not believed: it may hide an answer by it.
  const isNothing = state === 'unknown' && (answer === 'none' || answer === 'unopened' || answer === 'expired');
  if (isNothing) leaveVisit();
  show({ result: state, repaired, groups, ...(!isNothing && { answer }) });
}

/** A number that came with the code, as a saved one has it, counts where none was typed in its own place. */
function takeSeen(seen: number | undefined): void {
  if (seen !== undefined && !hasText(typed('seen'))) byId<HTMLInputElement>('seen').value = String(seen);
}

/** Whether somebody is here already with the same code. */
const isOf = (there: Visit | null, receipt: Uint8Array): boolean => there !== null && sameBytes(there.receipt, receipt);

function newVisit(receipt: Uint8Array): Visit {
  const session = sessionOf(receipt);
  return { receipt, session, goingOn: startGoingOn({ sentences, session, receipt, values: {} }) };
}

function sessionOf(receipt: Uint8Array): Session {
  return newSession((bytes) => {
    const { sealWorker: worker = '', sodium = '', light = '', files = '', answers = '' } = byId('update').dataset;
    return startServedSealer({ worker, engines: { sodium, light, files, answers } }, bytes);
  }, receipt);
}

/** Opens what lies in the mailbox, and believes only what the committee has signed for this code. */
async function open({ session, receipt }: Visit, sealed: Uint8Array, seen: number): Promise<OpenedAnswer> {
  try {
    const sealer = await session.start();
    return judgeAnswer(await sealer.openAnswer(receipt, sealed), seen);
  } catch (error) {
    // What broke stays broken.
    session.restart();
    return error instanceof SealerError && error.code === 'keyring-expired' ? 'expired' : 'unopened';
  }
}

function leaveVisit(): void {
  visit?.goingOn.forget();
  visit?.session.forget();
  visit = null;
  // Nothing that was bound to it may act for another code.
  byId('more').replaceWith(pristineMore.cloneNode(true));
}

function show(found: Found, focus: 'move' | 'stay' = 'move'): void {
  shown = found;
  const { result, repaired, groups = [], answer } = found;
  const isSlip = result === 'slip' || result === 'several';
  clearMarks(byId<HTMLFormElement>('receipt'));
  if (isSlip) markField('code', sentences[`receipt.${result}.title`] ?? '');
  const title = sentences['title.receipt'] ?? '';
  document.title = isSlip ? say(sentences, 'title.error', { title }) : title;
  byId('receipt-state').textContent = result ? '' : (sentences['receipt.looking'] ?? '');
  byId('result').hidden = true;
  byId('answer').hidden = true;
  byId('repaired').hidden = repaired === '';
  showCode('repaired-code', repaired);
  for (const place of ['repaired-groups', 'slip-groups']) showGroups(byId(place), groups, sentences);
  if (result) showResult(result, focus);
  if (answer !== undefined) {
    showAnswer(answer, seenBefore() ?? 0, sentences);
    // What the committee says, or that somebody keeps it away, comes before the server's word.
    if (focus === 'move' && answer !== 'none') byId('answer').focus();
    if (result !== 'unknown') visit?.goingOn.show();
  }
  // Above both: whoever reads on comes to them, and else nobody would come back to it.
  if (result && repaired !== '' && focus === 'move') byId('repaired').focus();
}

/** Says that the number of an answer is none; the code may be right. */
function askForNumber(): void {
  // A slip that was told before is mended.
  if (shown?.result === 'slip' || shown?.result === 'several') byId('result').hidden = true;
  document.title = sentences['title.receipt'] ?? '';
  byId('receipt-state').textContent = '';
  clearMarks(byId<HTMLFormElement>('receipt'));
  complainAt('seen', sentences['receipt.seen.slip'] ?? '');
}

function showResult(result: Result, focus: 'move' | 'stay' = 'move'): void {
  byId('result').setAttribute('aria-labelledby', `result-${result}`);
  showPiece(byId('result'), 'data-result', result, focus);
}

/** Makes the page alive: after loading and in another language. */
function mount(code: string, seen: string): void {
  sentences = readSentences();
  pristineMore = byId('more').cloneNode(true);
  byId<HTMLInputElement>('code').value ||= code;
  byId<HTMLInputElement>('seen').value ||= seen;
  fillSlot('send', 'send-template');
  byId('send-button').addEventListener('click', () => void look());
  byId('receipt').addEventListener('submit', (event) => event.preventDefault());
  onEnter(byId('receipt'), () => void look());
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]'))
    link.addEventListener('click', (event) => {
      // Following the link would lose the code that was typed.
      event.preventDefault();
      void changeLanguage(link);
    });
}

async function changeLanguage(link: HTMLAnchorElement): Promise<void> {
  if (visit?.goingOn.isInTheWay()) return;
  turn += 1;
  const mine = turn;
  const page = await askForPage(link.pathname);
  if (mine !== turn || visit?.goingOn.isInTheWay()) return;
  // Read now: typing goes on while a page is on its way.
  const [code, seen] = [typed('code'), typed('seen')];
  if (page) {
    const values = visit?.goingOn.values() ?? {};
    const before = visit?.goingOn.retire() ?? null;
    putPage(page);
    mount(code, seen);
    if (visit) visit = { ...visit, goingOn: startGoingOn({ sentences, ...visit, values, before }) };
    if (shown) show(shown, 'stay');
    tellLanguage(sentences);
  } else if (code === '') location.assign(link.href);
  else showResult('offline');
}

function forget(): void {
  turn += 1;
  looks += 1;
  shown = null;
  leaveVisit();
  byId('main').replaceChildren();
}

document.documentElement.dataset.ready = '';
mount('', '');
guardPage({ wouldLose: () => visit?.goingOn.isUnsent() ?? false, forget });
