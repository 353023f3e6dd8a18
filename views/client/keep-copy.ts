import { withoutMarks } from '../../report/unseen-marks.ts';
import { askWorker } from './ask-worker.ts';
import { answersAsText } from './check-list.ts';
import type { CopyAnswer, CopyQuestion } from './copy-worker.ts';
import { byId } from './page.ts';
import { printPage, saveFile } from './save.ts';
import { type Sentences, say } from './sentences.ts';

/** Shortest passphrase, in characters: five words or more. */
const minPassphraseLength = 20;

/** Prints the answers, or locks them into a file of the submitter's own. Nothing is sent. */
export function startKeepCopy(sentences: Sentences): void {
  const state = byId('copy-state');
  const tell = (key: string) => {
    state.textContent = say(sentences, `copy.${key}`, { limit: minPassphraseLength });
  };
  byId('copy-print').addEventListener('click', () => {
    byId('copy-printed').textContent = say(sentences, printPage() ? 'copy.printed' : 'copy.notPrinted');
  });
  byId('copy-save').addEventListener('click', () => {
    const box = byId<HTMLInputElement>('copy-passphrase');
    const typed = box.value;
    const recipient = withoutMarks(byId<HTMLInputElement>('copy-recipient').value);
    if (typed === '' && recipient === '') return tell('needs');
    if (typed !== '' && recipient !== '') return tell('both');
    if (typed !== '' && typed.length < minPassphraseLength) return tell('short');
    tell('working');
    const text = answersAsText(byId('check-list'));
    const { copyWorker = '' } = byId('keep-copy').dataset;
    const key = typed === '' ? { recipient } : { passphrase: typed };
    askWorker<CopyQuestion, CopyAnswer>(copyWorker, { text, key, minLength: minPassphraseLength }).then(
      (answer) => {
        if (answer === 'failed' || answer === 'short') return tell(answer);
        const { file, passphrase } = answer;
        if (!file) return tell('badRecipient');
        saveFile(file);
        // Shown as the file takes it: other programs take nothing else.
        if (passphrase !== null && box.value === typed) box.value = passphrase;
        const isAsTyped = passphrase === null || passphrase === typed;
        state.textContent = say(sentences, isAsTyped ? 'carry.saved' : 'copy.savedAs');
      },
      () => tell('failed'),
    );
  });
}
