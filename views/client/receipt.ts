import { toHex } from '../../crypto/hex.ts';
import { formatReceipt, readReceipt } from '../../crypto/receipt-code.ts';
import { mailboxToken } from '../../crypto/receipt-keys.ts';
import { clearMarks, markField } from './error-summary.ts';
import { guardPage } from './guard-page.ts';
import { askForPage } from './language.ts';
import { putPage, tellLanguage } from './other-page.ts';
import { byId, fillSlot, showPiece } from './page.ts';
import { readSentences, type Sentences, say } from './sentences.ts';

const results = ['received', 'collected', 'unknown'] as const;
type Result = (typeof results)[number] | 'slip' | 'busy' | 'offline';

/** Asks the server for a state, by token: the code itself never leaves the page. */
async function askState(receipt: Uint8Array): Promise<Result> {
  try {
    const response = await fetch('/mailbox', {
      method: 'POST',
      body: JSON.stringify({ token: toHex(mailboxToken(receipt)) }),
      headers: { 'Content-Type': 'application/json' },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      cache: 'no-store',
    });
    if (!response.ok) return 'busy';
    const { state } = (await response.json()) as { state?: unknown };
    return results.find((each) => each === state) ?? 'busy';
  } catch {
    return 'offline';
  }
}

/** What a look-up has found; `null` while it waits. */
interface Found {
  readonly result: Result | null;
  /** The code in nine groups, if one slip in what was typed has been corrected. */
  readonly repaired: string;
}

let sentences: Sentences = {};
/** What is shown, to be shown again in another language. */
let shown: Found | null = null;
/** Counts look-ups: an answer that another one has overtaken is not shown. */
let looks = 0;
/** Counts changes of language in the same way. */
let turn = 0;

async function look(): Promise<void> {
  looks += 1;
  const mine = looks;
  const read = readReceipt(byId<HTMLInputElement>('code').value);
  if (read.kind === 'slip') return show({ result: 'slip', repaired: '' });
  const repaired = read.kind === 'repaired' ? formatReceipt(read.receipt).join(' ') : '';
  show({ result: null, repaired });
  const result = await askState(read.receipt);
  if (mine === looks) show({ result, repaired });
}

function show(found: Found, focus: 'move' | 'stay' = 'move'): void {
  shown = found;
  const { result, repaired } = found;
  const isSlip = result === 'slip';
  clearMarks(byId<HTMLFormElement>('receipt'));
  if (isSlip) markField('code', sentences['receipt.slip.title'] ?? '');
  const title = sentences['title.receipt'] ?? '';
  document.title = isSlip ? say(sentences, 'title.error', { title }) : title;
  byId('receipt-state').textContent = result ? '' : (sentences['receipt.looking'] ?? '');
  byId('result').hidden = true;
  byId('repaired').hidden = repaired === '';
  byId('repaired-code').textContent = repaired;
  if (result) showResult(result, focus);
}

function showResult(result: Result, focus: 'move' | 'stay' = 'move'): void {
  byId('result').setAttribute('aria-labelledby', `result-${result}`);
  showPiece(byId('result'), 'data-result', result, focus);
}

/** Makes the page alive: after loading and in another language. */
function mount(code: string): void {
  sentences = readSentences();
  const field = byId<HTMLInputElement>('code');
  field.value ||= code;
  fillSlot('send', 'send-template');
  byId('send-button').addEventListener('click', () => void look());
  byId('receipt').addEventListener('submit', (event) => {
    event.preventDefault();
    void look();
  });
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]'))
    link.addEventListener('click', (event) => {
      // Following the link would lose the code that was typed.
      event.preventDefault();
      void changeLanguage(link);
    });
}

async function changeLanguage(link: HTMLAnchorElement): Promise<void> {
  turn += 1;
  const mine = turn;
  const page = await askForPage(link.pathname);
  if (mine !== turn) return;
  // Read now: typing goes on while a page is on its way.
  const { value } = byId<HTMLInputElement>('code');
  if (page) {
    putPage(page);
    mount(value);
    if (shown) show(shown, 'stay');
    tellLanguage(sentences);
  } else if (value === '') location.assign(link.href);
  else showResult('offline');
}

function forget(): void {
  turn += 1;
  looks += 1;
  shown = null;
  byId<HTMLInputElement>('code').value = '';
  byId('repaired-code').textContent = '';
}

document.documentElement.dataset.ready = '';
mount('');
guardPage({ wouldLose: () => false, forget });
