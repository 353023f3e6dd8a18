import { sealedAnswerBytes } from '../../crypto/mailbox-shape.ts';
import { readReceipt } from '../../crypto/receipt-code.ts';
import { hasText } from '../../report/unseen-marks.ts';
import { clearMarks, complainAt } from './error-summary.ts';
import { SealerError } from './hold.ts';
import { byId, onEnter } from './page.ts';
import type { Sealer } from './sealer.ts';
import { seenNumber } from './seen-number.ts';
import type { Sentences } from './sentences.ts';
import { newSession, type Session } from './session.ts';
import { judgeAnswer, type OpenedAnswer, showAnswer } from './show-answer.ts';
import { groupsText } from './show-code.ts';

/** What reads sealed answers that were saved as files. */
export interface AnswerReader {
  /** Makes its part of the page alive; after loading and in another language. */
  mount(sentences: Sentences): void;
  /** Drops everything at once. */
  forget(): void;
}

/** @param startSealer starts what opens, under a receipt of 16 bytes. */
export function newAnswerReader(startSealer: (receipt: Uint8Array) => Promise<Sealer>): AnswerReader {
  /** What stands in the page, to stand there again in another language. */
  let typed = { code: '', seen: '', isOpen: false };
  let file: File | null = null;
  let shown: OpenedAnswer | null = null;
  let session: Session | null = null;
  let sentences: Sentences = {};
  /** Counts tries: what another one has overtaken is not shown. */
  let tries = 0;

  const slipText = (groups: readonly number[] = []) =>
    [sentences['receipt.slip.title'], groupsText(groups, sentences)].filter(Boolean).join('. ');

  const field = (id: string) => byId<HTMLInputElement>(id);

  async function open(): Promise<void> {
    tries += 1;
    const mine = tries;
    clearMarks(byId<HTMLFormElement>('answer-form'));
    byId('answer').hidden = true;
    byId('answer-state').textContent = '';
    shown = null;
    const read = readReceipt(typed.code);
    if (!file) return complainAt('answer-file', sentences['takeAway.answer.first'] ?? '');
    if (read.kind === 'several') return complainAt('code', sentences['receipt.several.title'] ?? '');
    if (read.kind === 'slip') return complainAt('code', slipText(read.groups));
    if (read.seen !== undefined && !hasText(typed.seen)) {
      typed.seen = String(read.seen);
      field('seen').value = typed.seen;
    }
    const seen = seenNumber(typed.seen);
    if (seen === null) return complainAt('seen', sentences['receipt.seen.slip'] ?? '');
    byId('answer-state').textContent = sentences['answer.opening'] ?? '';
    const opened = await openFile(file, read.receipt, seen);
    if (mine !== tries) return;
    byId('answer-state').textContent = '';
    shown = opened;
    showAnswer(opened, seen, sentences);
    byId('answer').focus();
  }

  async function openFile(chosen: File, receipt: Uint8Array, seen: number): Promise<OpenedAnswer> {
    session?.forget();
    session = newSession(startSealer, receipt);
    try {
      const sealed = chosen.size === sealedAnswerBytes ? await chosen.arrayBuffer() : new ArrayBuffer(0);
      const sealer = await session.start();
      return judgeAnswer(await sealer.openAnswer(receipt, new Uint8Array(sealed)), seen);
    } catch (error) {
      return error instanceof SealerError && error.code === 'keyring-expired' ? 'expired' : 'unopened';
    } finally {
      session.forget();
    }
  }

  return {
    mount(said) {
      sentences = said;
      const fold = byId<HTMLDetailsElement>('read-answer');
      fold.open = typed.isOpen;
      field('code').value = typed.code;
      field('seen').value = typed.seen;
      fold.addEventListener('toggle', () => {
        typed.isOpen = fold.open;
      });
      for (const id of ['code', 'seen'] as const)
        field(id).addEventListener('input', () => {
          typed[id] = field(id).value;
        });
      field('answer-file').addEventListener('change', () => {
        file = field('answer-file').files?.[0] ?? null;
      });
      byId('answer-form').addEventListener('submit', (event) => event.preventDefault());
      onEnter(byId('answer-form'), () => void open());
      byId('answer-open').addEventListener('click', () => void open());
      if (shown) showAnswer(shown, seenNumber(typed.seen) ?? 0, sentences);
    },
    forget() {
      tries += 1;
      session?.forget();
      typed = { code: '', seen: '', isOpen: false };
      file = null;
      shown = null;
    },
  };
}
