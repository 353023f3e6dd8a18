import { toHex } from '../../crypto/hex.ts';
import { formatReceipt, readReceipt } from '../../crypto/receipt-code.ts';
import { mailboxToken } from '../../crypto/receipt-keys.ts';
import { byId, fillSlot, showPiece } from './page.ts';

const form = byId<HTMLFormElement>('receipt');
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

fillSlot('send', 'send-template');
document.documentElement.dataset.ready = '';
byId('send-button').addEventListener('click', () => void look());
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void look();
});
