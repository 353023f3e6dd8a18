import { clearErrors, showErrors } from './error-summary.ts';
import { isTyped, valuesOf, wipe } from './fields.ts';
import { byId, today } from './page.ts';
import type { ChosenFile, FileFault } from './seal-messages.ts';
import type { BadFile, SealedFiles, Sealer } from './sealer.ts';
import { type Sending, sendPieces } from './send-pieces.ts';
import { type Sentences, say } from './sentences.ts';
import { button, renumber } from './things.ts';

/** What the page lends: it has sealed the report that these files belong to. */
export interface EvidenceHost {
  readonly sentences: Sentences;
  readonly formBuild: string;
  readonly language: string;
  sealer(): Promise<Sealer>;
}

/** The page's hold on files that are chosen or on their way. */
export interface Evidence {
  /** Whether something would be lost with the page. */
  isUnsent(): boolean;
  isSending(): boolean;
  /** Drops everything at once. */
  forget(): void;
}

/** What the script leaves behind where it was loaded. */
export interface EvidenceScript {
  startEvidence?: typeof startEvidence;
}

/** Files up to this size travel together: one request, and nobody sees how many. */
const togetherBytes = 900_000;
/** From here on a page offers to make the size say less. */
const wideBytes = 8 * 1024 * 1024;
const pictures = /^image\/(jpeg|png|webp)$/;

/** Makes the section for files alive. */
export function startEvidence(host: EvidenceHost): Evidence {
  const { sentences } = host;
  const section = byId('evidence');
  const form = byId<HTMLFormElement>('evidence-form');
  const list = byId('evidence-list');
  const input = byId<HTMLInputElement>('evidence-files');
  const maxBytes = Number(section.dataset.maxBytes);
  const maxFiles = Number(section.dataset.maxFiles);
  const files = new Map<number, File>();
  let next = 0;
  let sent = 0;
  let sending: Sending<BadFile> | null = null;
  let isStopped = false;
  let isBusy = false;

  const tell = (key: string, values: Readonly<Record<string, string | number>> = {}) => {
    byId('evidence-said').textContent = say(sentences, key, values);
  };
  const blocks = () => [...list.children] as HTMLElement[];
  const numberOf = (block: HTMLElement) => Number(block.dataset.thing);
  const fileOf = (block: HTMLElement) => files.get(numberOf(block));
  const nameOf = (block: HTMLElement) => isolated(fileOf(block)?.name ?? '');

  byId('evidence-limits').textContent = say(sentences, 'evidence.limits', {
    count: maxFiles,
    size: sizeText(maxBytes),
  });

  /** Adds what fits, and says of the rest why not. */
  async function add(chosen: readonly File[]): Promise<void> {
    const faults: string[] = [];
    const fitting: File[] = [];
    for (const file of chosen) {
      if (file.size > maxBytes)
        faults.push(
          say(sentences, 'evidence.tooLarge', {
            name: isolated(file.name),
            size: sizeText(file.size),
            limit: sizeText(maxBytes),
          }),
        );
      else if (!(await canBeRead(file))) faults.push(say(sentences, 'evidence.folder', { name: isolated(file.name) }));
      else fitting.push(file);
    }
    const room = Math.max(0, maxFiles - sent - files.size);
    const over = fitting.slice(room);
    if (over.length > 0)
      faults.push(
        say(sentences, 'evidence.tooMany', {
          count: maxFiles,
          names: over.map(({ name }) => isolated(name)).join(', '),
        }),
      );
    const added = fitting.slice(0, room);
    for (const file of added) insert(file);
    retitle();
    byId('evidence-said').textContent = [
      ...(added.length > 0 ? [say(sentences, 'evidence.added', { count: added.length })] : []),
      ...faults,
    ].join(' ');
    input.value = '';
    if (added.length > 0) blocks().at(-added.length)?.querySelector<HTMLElement>('select, textarea, input')?.focus();
  }

  function insert(file: File): void {
    const made = byId<HTMLTemplateElement>('file-template').content.cloneNode(true) as DocumentFragment;
    const block = made.firstElementChild as HTMLElement;
    const number = next;
    next += 1;
    renumber(block, 'files', Number(block.dataset.thing), number);
    files.set(number, file);
    const size = block.querySelector('[data-size]');
    if (size) size.textContent = sizeText(file.size);
    const hidden = block.querySelector<HTMLSelectElement>(`[name="files.${number}.hiddenData"]`);
    // Taking out protects; what it is not made for keeps what it has, and says so when asked.
    if (hidden) hidden.value = pictures.test(file.type) ? 'removed' : 'kept';
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
    const isAny = blocks().length > 0;
    byId('evidence-send').hidden = !isAny;
    byId('evidence-wide').hidden = ![...files.values()].some(({ size }) => size > wideBytes);
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
    const file = fileOf(block);
    const after = block.nextElementSibling;
    block.remove();
    files.delete(number);
    retitle();
    tell('evidence.removed', { name: isolated(file?.name ?? '') });
    const undo = button(sentences['thing.undo'] ?? '', () => {
      if (file) files.set(number, file);
      list.insertBefore(block, after?.parentNode === list ? after : null);
      retitle();
      tell('');
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

  async function send(): Promise<void> {
    if (isBusy || files.size === 0) return;
    isBusy = true;
    isStopped = false;
    clearErrors(form, sentences);
    form.inert = true;
    byId('evidence-send').hidden = true;
    show('evidence.preparing', { name: nameOf(blocks()[0] as HTMLElement) });
    byId('evidence-sending').hidden = false;
    byId('evidence-sending').focus();
    let count = 0;
    try {
      for (const batch of batches()) {
        if (isStopped || !(await sendBatch(batch))) break;
        count += batch.length;
      }
    } catch {
      fail(say(sentences, 'evidence.failed', { name: nameOf(blocks()[0] as HTMLElement) }));
    }
    form.inert = false;
    isBusy = false;
    sending = null;
    byId('evidence-sending').hidden = true;
    retitle();
    if (files.size === 0) {
      tell('evidence.allArrived', { count });
      section.focus();
    } else if (isStopped) {
      tell('evidence.stopped');
      section.focus();
    }
  }

  /** @returns whether the next one may follow. */
  async function sendBatch(batch: readonly HTMLElement[]): Promise<boolean> {
    const names = batch.map(nameOf).join(', ');
    show('evidence.preparing', { name: names });
    progress(0);
    const sealer = await host.sealer();
    const chosen = batch.map((block): ChosenFile => ({ number: numberOf(block), file: fileOf(block) as File }));
    const sealed = await sealer.sealFiles({
      files: chosen,
      fields: valuesOf(form),
      isWide: byId<HTMLInputElement>('evidence-is-wide').checked && !byId('evidence-wide').hidden,
      formBuild: host.formBuild,
      uiLanguage: host.language,
      origin: location.origin,
      today: today(),
    });
    if (sealed.type === 'checked') {
      form.inert = false;
      showErrors({ form, errors: sealed.errors, sentences, reveal: () => {}, focus: 'move' });
      return false;
    }
    if (sealed.type === 'bad-file') return failFile(sealed);
    return carry(batch, names, sealer, sealed);
  }

  async function carry(
    batch: readonly HTMLElement[],
    names: string,
    sealer: Sealer,
    { id, size, mailboxToken }: SealedFiles,
  ): Promise<boolean> {
    const percentOf = (bytes: number) =>
      new Intl.NumberFormat(host.language, { style: 'percent' }).format(Math.floor((bytes / size) * 100) / 100);
    sending = sendPieces<BadFile>(
      { size, slice: (start, end) => sealer.slice(id, start, end) },
      { 'Mailbox-Token': mailboxToken },
      {
        onArrived(bytes) {
          progress((bytes / size) * 100);
          show('evidence.progress', { name: names, percent: percentOf(bytes) });
        },
        onWaiting: () => show('evidence.again'),
      },
    );
    show('evidence.progress', { name: names, percent: percentOf(0) });
    const result = await sending.done;
    sealer.drop(id);
    if (result === 'arrived') {
      for (const block of batch) arrived(block);
      return true;
    }
    if (result === 'stopped') return false;
    if (typeof result === 'object') return failFile(result.fault);
    fail(say(sentences, result === 'storage-full' ? 'evidence.storageFull' : 'evidence.refused', { name: names }));
    return false;
  }

  function arrived(block: HTMLElement): void {
    const item = document.createElement('li');
    item.translate = false;
    item.textContent = say(sentences, 'evidence.arrived', { name: nameOf(block) });
    byId('evidence-arrived').append(item);
    files.delete(numberOf(block));
    block.remove();
    sent += 1;
  }

  const faultKeys: Readonly<Record<FileFault, string>> = {
    changed: 'evidence.changed',
    'not-cleaned': 'evidence.notCleaned',
    broken: 'evidence.broken',
  };

  function failFile({ number, fault }: BadFile): false {
    const block = document.getElementById(`files-${number}`);
    fail(say(sentences, faultKeys[fault], { name: block ? nameOf(block) : '' }));
    form.inert = false;
    const control = document.getElementById(`files-${number}-hiddenData`);
    if (fault === 'changed' || !control) section.focus();
    else control.focus();
    return false;
  }

  function fail(text: string): void {
    byId('evidence-sending').hidden = true;
    byId('evidence-said').textContent = text;
    section.focus();
  }

  function show(key: string, values: Readonly<Record<string, string | number>> = {}): void {
    byId('evidence-state').textContent = say(sentences, key, values);
  }

  const progress = (percent: number) => {
    byId<HTMLProgressElement>('evidence-progress').value = percent;
  };

  function pause(isPaused: boolean): void {
    byId('evidence-pause').hidden = isPaused;
    byId('evidence-resume').hidden = !isPaused;
    if (isPaused) {
      sending?.pause();
      show('evidence.paused');
      byId('evidence-resume').focus();
    } else {
      sending?.resume();
      byId('evidence-pause').focus();
    }
  }

  input.addEventListener('change', () => void add([...(input.files ?? [])]));
  byId('evidence-send').addEventListener('click', () => void send());
  form.addEventListener('submit', (event) => event.preventDefault());
  byId('evidence-pause').addEventListener('click', () => pause(true));
  byId('evidence-resume').addEventListener('click', () => pause(false));
  byId('evidence-stop').addEventListener('click', () => {
    isStopped = true;
    sending?.stop();
  });
  const drop = byId('evidence-drop');
  drop.addEventListener('dragover', (event) => event.preventDefault());
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    void add([...(event.dataTransfer?.files ?? [])]);
  });
  section.hidden = false;

  return {
    isUnsent: () => files.size > 0 || isTyped(form),
    isSending: () => isBusy,
    forget() {
      isStopped = true;
      sending?.stop();
      files.clear();
      wipe(form);
    },
  };
}

/** A name that turns no direction around it (U+2068, U+2069): it comes from a device, and maybe from an adversary. */
const isolated = (name: string): string => `\u2068${name}\u2069`;

/** A folder, or a file that is gone, gives no byte. */
async function canBeRead(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in the unit that leaves few digits, 1,024 of one being one of the next. */
function sizeText(bytes: number): string {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(bytes, 1)) / 10)));
  const unit = units[step] ?? 'byte';
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(bytes / 1024 ** step);
}

(self as EvidenceScript).startEvidence = startEvidence;
