import { isolated, shownName } from '../../report/isolated.ts';
import { blobSource } from './blob-source.ts';
import { clearMarks, markField } from './error-summary.ts';
import { Gate } from './gate.ts';
import { guardPage } from './guard-page.ts';
import { lookAt } from './look-at-sealed.ts';
import { byId, fillSlot } from './page.ts';
import type { SendResult } from './send.ts';
import { type PiecesResult, sendPieces } from './send-pieces.ts';
import { readSentences, say } from './sentences.ts';

const sentences = readSentences();
const input = byId<HTMLInputElement>('sealed-files');
const form = byId<HTMLFormElement>('sealed');

/** What is still to be handed in; files that are in are taken out, so that a second press sends the others alone. */
let files: readonly File[] = [...(input.files ?? [])];
let gate = new Gate();
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

/** After so much of a file more, how far it is is told anew. */
const toldShare = 0.1;

const isIn = (state: State) => state === 'received' || state === 'here';

/** One after the other: each is looked at before anything of it is sent. */
async function handIn(): Promise<void> {
  if (isBusy) return;
  isBusy = true;
  gate = new Gate();
  showPaused();
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
  showWork(true);
  for (const file of files) {
    const state = gate.isStopped ? 'stopped' : await handInOne(file);
    if (gone) return;
    list(file, state);
    if (!isIn(state)) left.push(file);
  }
  files = left;
  if (left.length === 0) input.value = '';
  showWork(false);
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
  progress(0);
  show('sealed.looking', { name: isolated(file.name) });
  const looked = await lookAt(file);
  if (looked !== 'sealed') return looked;
  // Stopped while it was looked at.
  if (gate.isStopped) return 'stopped';
  let told = 0;
  const tell = (bytes: number) => {
    progress((bytes / file.size) * 100);
    // A piece that was on its way when somebody paused.
    if (gate.isPaused || (bytes > 0 && bytes < file.size && bytes / file.size < told + toldShare)) return;
    told = bytes / file.size;
    showTold();
  };
  const showTold = () => show('evidence.progress', { name: isolated(file.name), percent: percentOf(told) });
  const unheard = gate.onChange(() => {
    if (!gate.isPaused && !gate.isStopped) showTold();
  });
  const source = blobSource(file);
  const onItsWay = sendPieces(
    { size: file.size, slice: (start, end) => source.read(start, end).catch(() => 'unreadable' as const) },
    { Thread: 'carried' },
    gate,
    { onArrived: tell, onWaiting: (why) => show(`evidence.${why}`) },
  );
  tell(0);
  return stateOf(await onItsWay.finally(unheard));
}

const percentOf = (part: number) =>
  new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' }).format(Math.floor(part * 100) / 100);

function show(key: string, values: Readonly<Record<string, string>> = {}): void {
  byId('sealed-state').textContent = say(sentences, key, values);
}

function progress(percent: number): void {
  byId<HTMLProgressElement>('sealed-progress').value = percent;
}

function showWork(isOn: boolean): void {
  form.hidden = isOn;
  byId('sealed-sending').hidden = !isOn;
  showPaused();
  if (isOn) byId('sealed-sending').focus();
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

function showPaused(): void {
  byId('sealed-pause').hidden = gate.isPaused;
  byId('sealed-resume').hidden = !gate.isPaused;
}

function pause(): void {
  gate.pause();
  showPaused();
  show('evidence.paused');
  byId('sealed-resume').focus();
}

function resume(): void {
  gate.resume();
  showPaused();
  byId('sealed-pause').focus();
}

/** Drops everything at once, without a question. */
function forget(): void {
  gone = true;
  gate.stop();
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
byId('sealed-pause').addEventListener('click', pause);
byId('sealed-resume').addEventListener('click', resume);
byId('sealed-stop').addEventListener('click', () => gate.stop());
guardPage({ wouldLose: () => isBusy, forget });
