import { isolated, shownName } from '../../report/isolated.ts';
import { blobSource } from './blob-source.ts';
import { clearMarks, markField } from './error-summary.ts';
import { guardPage } from './guard-page.ts';
import { lookAt } from './look-at-sealed.ts';
import { byId, fillSlot } from './page.ts';
import type { SendResult } from './send.ts';
import type { PiecesResult } from './send-pieces.ts';
import { newSendingPanel } from './sending-panel.ts';
import { readSentences, say } from './sentences.ts';

const sentences = readSentences();
const input = byId<HTMLInputElement>('sealed-files');
const form = byId<HTMLFormElement>('sealed');
const panel = newSendingPanel('sealed', sentences);

/** What is still to be handed in; files that are in are taken out, so that a second press sends the others alone. */
let files: readonly File[] = [...(input.files ?? [])];
let isBusy = false;
/** Whether everything was dropped: what comes back later finds no page. */
let gone = false;

type State = 'received' | 'here' | 'empty' | 'cut' | 'other' | 'unreadable' | 'stopped' | Failure;
type Failure = 'refused' | 'tooLarge' | 'storageFull' | 'failed';

const failures: { readonly [Result in SendResult]?: Failure } = {
  rejected: 'refused',
  'too-large': 'tooLarge',
  'storage-full': 'storageFull',
};

function stateOf(result: PiecesResult<'unreadable'>): State {
  if (typeof result === 'object') return result.fault;
  if (result === 'arrived') return 'received';
  if (result === 'already-here') return 'here';
  return result === 'stopped' ? 'stopped' : (failures[result] ?? 'failed');
}

const isIn = (state: State) => state === 'received' || state === 'here';

/** One after the other: each is looked at before anything of it is sent. */
async function handIn(): Promise<void> {
  if (isBusy) return;
  isBusy = true;
  byId('result').hidden = true;
  byId('sealed-results').replaceChildren();
  const all = files.length;
  const left: File[] = [];
  clearMarks(form);
  if (all === 0) {
    isBusy = false;
    markField('sealed-files', say(sentences, 'sealed.state.none'));
    input.focus();
    return;
  }
  form.hidden = true;
  panel.begin('sealed.looking', isolated(files[0]?.name ?? ''));
  for (const file of files) {
    const state = panel.isStopped() ? 'stopped' : await handInOne(file);
    if (gone) return;
    list(file, state);
    if (!isIn(state)) left.push(file);
  }
  files = left;
  if (left.length === 0) input.value = '';
  form.hidden = false;
  panel.hide();
  isBusy = false;
  tellResult(all - left.length, all);
}

function tellResult(count: number, all: number): void {
  byId('sealed-after').hidden = count === 0;
  byId('result').hidden = false;
  // Once it is shown: what changes in a hidden place is not told.
  byId('sealed-said').textContent = say(sentences, 'sealed.done', { count, all });
  byId('result').focus();
}

async function handInOne(file: File): Promise<State> {
  const name = isolated(file.name);
  panel.reset();
  panel.tell('sealed.looking', name);
  const looked = await lookAt(file);
  if (looked !== 'sealed') return looked;
  // Stopped while it was looked at.
  if (panel.isStopped()) return 'stopped';
  const source = blobSource(file);
  const slice = (start: number, end: number) => source.read(start, end).catch(() => 'unreadable' as const);
  return stateOf(await panel.send(name, { size: file.size, slice }, { Thread: 'carried' }));
}

function list(file: File | null, state: State): void {
  const item = document.createElement('li');
  if (file) {
    const name = document.createElement('bdi');
    name.translate = false;
    name.textContent = shownName(file.name);
    item.append(name, document.createElement('br'));
  }
  item.append(say(sentences, `sealed.state.${state}`));
  byId('sealed-results').append(item);
}

/** Drops everything at once, without a question. */
function forget(): void {
  gone = true;
  panel.stop();
  files = [];
  byId('main').replaceChildren();
}

document.documentElement.dataset.ready = '';
fillSlot('send', 'send-template');
byId('send-button').addEventListener('click', () => void handIn());
form.addEventListener('submit', (event) => event.preventDefault());
input.addEventListener('change', () => {
  files = [...(input.files ?? [])];
});
guardPage({ wouldLose: () => isBusy, forget });
