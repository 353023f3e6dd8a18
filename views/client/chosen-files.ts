import { isolated } from '../../report/isolated.ts';
import { sizeText } from '../size-text.ts';
import { type Fitting, judgeChosen } from './judge-chosen.ts';
import { byId, notedFocus } from './page.ts';
import type { ChosenFile } from './seal-messages.ts';
import { type Sentences, say } from './sentences.ts';
import { button, renumber } from './things.ts';

/** Files up to this size travel together: one request, and nobody sees how many. */
const togetherBytes = 900_000;
/** From here on a page offers to make the size say less. */
const wideBytes = 8 * 1024 * 1024;

/** The files that somebody has chosen, in their order, each with its questions in a block of its own. */
export interface ChosenFiles {
  count(): number;
  fileOf(block: HTMLElement): File | undefined;
  numberOf(block: HTMLElement): number;
  /** Isolated, to stand in a sentence. */
  nameOf(block: HTMLElement): string;
  /** Blocks that travel together, in their order. */
  batches(): HTMLElement[][];
  /** Takes one away that has arrived; it counts among the most that may be sent. */
  settle(block: HTMLElement): void;
  retitle(): void;
  /** All of them in their order, with their numbers. */
  all(): Chosen[];
  /** Waits until all that was chosen has been looked at, and added or refused. */
  looked(): Promise<void>;
  clear(): void;
}

type Chosen = ChosenFile & Fitting;

interface Options {
  readonly sentences: Sentences;
  /** Whether the limit of one file is that of all together, since they travel as one. */
  readonly isOne?: boolean;
  /** Files that were chosen before, in their order, with their numbers. */
  readonly kept?: readonly Chosen[];
  /** Hears how many there are. */
  readonly onChange?: (count: number) => void;
}

/** Makes the list alive: adding, describing, ordering, taking away and back. */
export function chooseFiles({ sentences, isOne = false, kept = [], onChange = () => {} }: Options): ChosenFiles {
  const section = byId('evidence');
  const list = byId('evidence-list');
  const input = byId<HTMLInputElement>('evidence-files');
  const maxBytes = Number(section.dataset.maxBytes);
  const maxFiles = Number(section.dataset.maxFiles);
  const files = new Map<number, Fitting>();
  let next = 0;
  let sent = 0;

  const tell = (key: string, values: Readonly<Record<string, string | number>> = {}) => {
    byId('evidence-said').textContent = say(sentences, key, values);
  };
  const blocks = () => [...list.children] as HTMLElement[];
  const numberOf = (block: HTMLElement) => Number(block.dataset.thing);
  const fileOf = (block: HTMLElement) => files.get(numberOf(block))?.file;
  const allFiles = () => [...files.values()].map(({ file }) => file);
  /** With its number where others have the same name: phones call every picture alike. */
  function nameOf(block: HTMLElement): string {
    const name = fileOf(block)?.name ?? '';
    const isAlone = allFiles().filter((file) => file.name === name).length < 2;
    return isolated(name) + (isAlone ? '' : ` (${blocks().indexOf(block) + 1})`);
  }

  const bytesOf = (list: readonly File[]) => list.reduce((sum, { size }) => sum + size, 0);

  byId('evidence-limits').textContent = say(sentences, isOne ? 'takeAway.files.limits' : 'evidence.limits', {
    count: maxFiles,
    size: sizeText(document.documentElement.lang, maxBytes),
  });

  /** One choice after the other: each is judged by what the one before has left. */
  let adding = Promise.resolve();
  function add(chosen: readonly File[]): void {
    const mayMove = notedFocus(input);
    adding = adding.then(() => addNow(chosen, mayMove));
  }

  /** Adds what fits, and says of the rest why not. */
  async function addNow(chosen: readonly File[], mayMove: () => boolean): Promise<void> {
    // The first bytes of a file that is not on the device itself may be long in coming.
    tell('evidence.looking');
    const { added, faults } = await judgeChosen(chosen, {
      sentences,
      isOne,
      maxBytes,
      maxFiles,
      sent,
      had: allFiles(),
    });
    for (const each of added) insert(each, next);
    retitle();
    byId('evidence-said').textContent = [
      ...(added.length > 0 ? [say(sentences, 'evidence.added', { count: added.length })] : []),
      ...faults,
    ].join(' ');
    input.value = '';
    // Whoever has gone on elsewhere meanwhile is typing there.
    if (added.length > 0 && mayMove())
      blocks().at(-added.length)?.querySelector<HTMLElement>('select, textarea, input')?.focus();
  }

  function insert({ file, isCleanable }: Fitting, number: number): void {
    const made = byId<HTMLTemplateElement>('file-template').content.cloneNode(true) as DocumentFragment;
    const block = made.firstElementChild as HTMLElement;
    next = Math.max(next, number + 1);
    renumber(block, 'files', Number(block.dataset.thing), number);
    files.set(number, { file, isCleanable });
    const size = block.querySelector('[data-size]');
    if (size) size.textContent = sizeText(document.documentElement.lang, file.size);
    const hidden = block.querySelector<HTMLSelectElement>(`[name="files.${number}.hiddenData"]`);
    if (hidden) offerHiddenData(hidden, isCleanable);
    const buttons = block.querySelector('[data-buttons]');
    buttons?.append(
      button('', () => move(block, -1)),
      ' ',
      button('', () => move(block, 1)),
      ' ',
      button('', () => takeAway(block)),
    );
    list.append(block);
  }

  function retitle(): void {
    for (const [at, block] of blocks().entries()) {
      const name = nameOf(block);
      const legend = block.querySelector('legend');
      if (legend) {
        legend.textContent = say(sentences, 'evidence.one', { number: at + 1, name });
        legend.translate = false;
      }
      const [up, down, remove] = block.querySelectorAll<HTMLButtonElement>('[data-buttons] button');
      for (const [each, key] of [
        [up, 'up'],
        [down, 'down'],
        [remove, 'remove'],
      ] as const)
        if (each) {
          each.textContent = say(sentences, `evidence.${key}`, { name });
          each.translate = false;
        }
      if (up) up.disabled = at === 0;
      if (down) down.disabled = at === blocks().length - 1;
    }
    const largest = isOne ? bytesOf(allFiles()) : Math.max(0, ...allFiles().map(({ size }) => size));
    byId('evidence-wide').hidden = largest <= wideBytes;
    onChange(blocks().length);
  }

  function move(block: HTMLElement, by: -1 | 1): void {
    const other = by === -1 ? block.previousElementSibling : block.nextElementSibling;
    if (!other) return;
    if (by === -1) other.before(block);
    else other.after(block);
    retitle();
    tell('evidence.moved', { name: nameOf(block), number: blocks().indexOf(block) + 1 });
    const [up, down] = block.querySelectorAll<HTMLButtonElement>('[data-buttons] button');
    const wanted = by === -1 ? up : down;
    (wanted?.disabled ? (by === -1 ? down : up) : wanted)?.focus();
  }

  function takeAway(block: HTMLElement): void {
    const number = numberOf(block);
    const file = files.get(number);
    const name = nameOf(block);
    const after = block.nextElementSibling;
    block.remove();
    files.delete(number);
    retitle();
    tell('evidence.removed', { name });
    const undo = button(say(sentences, 'evidence.undo', { name }), () => {
      if (file) files.set(number, file);
      list.insertBefore(block, after?.parentNode === list ? after : null);
      retitle();
      tell('evidence.back', { name: nameOf(block), number: blocks().indexOf(block) + 1 });
      block.querySelector<HTMLElement>('select')?.focus();
    });
    byId('evidence-said').append(' ', undo);
    undo.focus();
  }

  /** Blocks that travel together, in their order: small ones as long as they fit into one request, others alone. */
  function batches(): HTMLElement[][] {
    const all: HTMLElement[][] = [];
    let small: HTMLElement[] = [];
    let bytes = 0;
    for (const block of blocks()) {
      const size = fileOf(block)?.size ?? 0;
      if (size > togetherBytes) {
        all.push([block]);
        continue;
      }
      if (bytes + size > togetherBytes) {
        all.push(small);
        small = [];
        bytes = 0;
      }
      small.push(block);
      bytes += size + 2_048;
    }
    return small.length > 0 ? [small, ...all] : all;
  }

  input.addEventListener('change', () => add([...(input.files ?? [])]));
  for (const each of kept) insert(each, each.number);
  retitle();
  const drop = byId('evidence-drop');
  drop.addEventListener('dragover', (event) => event.preventDefault());
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    add([...(event.dataTransfer?.files ?? [])]);
  });

  return {
    count: () => files.size,
    fileOf,
    numberOf,
    nameOf,
    batches,
    retitle,
    all: () =>
      blocks().flatMap((block) => {
        const file = files.get(numberOf(block));
        return file ? [{ number: numberOf(block), ...file }] : [];
      }),
    looked: () => adding,
    settle(block) {
      files.delete(numberOf(block));
      block.remove();
      sent += 1;
    },
    clear: () => files.clear(),
  };
}

/** Offers to take hidden data out where that can be done, as what is usual; elsewhere says that it cannot. */
function offerHiddenData(select: HTMLSelectElement, isCleanable: boolean): void {
  const note = select.closest('.file')?.querySelector<HTMLElement>('[data-as-is]');
  if (isCleanable) note?.remove();
  else if (note) {
    note.hidden = false;
    note.id = `${select.id}-as-is`;
    select.before(note);
    select.setAttribute(
      'aria-describedby',
      [select.getAttribute('aria-describedby'), note.id].filter(Boolean).join(' '),
    );
  }
  for (const option of select.options) if (option.value === 'removed') option.disabled = !isCleanable;
  select.value = isCleanable ? 'removed' : 'kept';
}
