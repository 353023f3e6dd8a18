import { toHex } from '../../crypto/hex.ts';
import { formatReceipt, readReceipt } from '../../crypto/receipt-code.ts';
import { mailboxToken } from '../../crypto/receipt-keys.ts';
import { askForPage, putPage } from './language.ts';
import { byId, exitEvent, fillSlot, showPiece } from './page.ts';

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

/** Counts look-ups: an answer that another one has overtaken is not shown. */
let turn = 0;

async function look(): Promise<void> {
  turn += 1;
  const mine = turn;
  byId('result').hidden = true;
  const read = readReceipt(byId<HTMLInputElement>('code').value);
  const repaired = byId('repaired');
  repaired.hidden = read.kind !== 'repaired';
  if (read.kind === 'slip') {
    show('slip');
    return;
  }
  if (read.kind === 'repaired') byId('repaired-code').textContent = formatReceipt(read.receipt).join(' ');
  const state = await askState(read.receipt);
  if (mine === turn) show(state);
}

function show(result: Result): void {
  showPiece(byId('result'), 'data-result', result);
}

/** Makes the page alive: after loading and in another language. */
function mount(code: string): void {
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
    putPage(page, link.pathname);
    mount(value);
  } else if (value === '') location.assign(link.href);
  else show('offline');
}

function forget(): void {
  turn += 1;
  byId<HTMLInputElement>('code').value = '';
  byId('repaired-code').textContent = '';
}

document.documentElement.dataset.ready = '';
mount('');
document.addEventListener(exitEvent, forget);
addEventListener('pagehide', forget);
// Chromium keeps pages for its Back button although they say "no-store".
addEventListener('pageshow', (event) => {
  if ((event as PageTransitionEvent).persisted) location.reload();
});
