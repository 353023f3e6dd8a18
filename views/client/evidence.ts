import { chooseFiles } from './chosen-files.ts';
import { clearErrors, showErrors } from './error-summary.ts';
import { isTyped, valuesOf, wipe } from './fields.ts';
import { faultKeys, focusFault } from './file-faults.ts';
import { byId, today } from './page.ts';
import type { ChosenFile } from './seal-messages.ts';
import type { BadFile, SealedFiles, Sealer } from './sealer.ts';
import { hasArrived } from './send.ts';
import { newSendingPanel } from './sending-panel.ts';
import { type Sentences, say } from './sentences.ts';
import { tellFileUse } from './tell-file-use.ts';

/** What the page lends: it has sealed the report that these files belong to. */
export interface EvidenceHost {
  readonly sentences: Sentences;
  readonly formBuild: string;
  readonly language: string;
  /** How far the report may go; empty for an alert, which does not say. */
  readonly caseUse: string;
  sealer(): Promise<Sealer>;
  /** Makes the next one a new one: what broke stays broken. */
  restart(): void;
}

/** The page's hold on files that are chosen or on their way. */
export interface Evidence {
  /** Whether something would be lost with the page. */
  isUnsent(): boolean;
  /** Drops everything at once. */
  forget(): void;
}

/** What the script leaves behind where it was loaded. */
export interface EvidenceScript {
  startEvidence?: typeof startEvidence;
}

/** Makes the section for files alive. */
export function startEvidence(host: EvidenceHost): Evidence {
  const { sentences } = host;
  const section = byId('evidence');
  const form = byId<HTMLFormElement>('evidence-form');
  const onChange = (count: number) => {
    byId('evidence-send').hidden = count === 0;
    tellUse();
  };
  const files = chooseFiles({ sentences, onChange });
  const panel = newSendingPanel('evidence', sentences);
  let isBusy = false;
  /** Whether everything was dropped: what comes back later finds no page. */
  let isGone = false;

  const tell = (key: string, values: Readonly<Record<string, string | number>> = {}) => {
    byId('evidence-said').textContent = say(sentences, key, values);
  };

  /** Asked for while the list is made. */
  function tellUse(): void {
    tellFileUse(form, host.caseUse, sentences);
  }

  const firstName = () => {
    const block = document.querySelector<HTMLElement>('#evidence-list > *');
    return block ? files.nameOf(block) : '';
  };

  async function send(): Promise<void> {
    if (isBusy || files.count() === 0) return;
    isBusy = true;
    await files.looked();
    if (isGone) return;
    clearErrors(form, sentences);
    byId('evidence-said').textContent = '';
    form.inert = true;
    byId('evidence-send').hidden = true;
    panel.begin('evidence.preparing', firstName());
    let count = 0;
    let names = firstName();
    try {
      for (const batch of files.batches()) {
        names = batch.map(files.nameOf).join(', ');
        if (panel.isStopped() || !(await sendBatch(batch))) break;
        count += batch.length;
      }
    } catch {
      // What broke is not asked again.
      host.restart();
      if (!isGone) fail(say(sentences, 'evidence.failed', { name: names }));
    }
    if (isGone) return;
    form.inert = false;
    isBusy = false;
    panel.hide();
    files.retitle();
    if (files.count() === 0) {
      tell('evidence.allArrived', { count });
      section.focus();
    } else if (panel.isStopped()) {
      tell('evidence.stopped');
      section.focus();
    }
  }

  /** @returns whether the next one may follow. */
  async function sendBatch(batch: readonly HTMLElement[]): Promise<boolean> {
    const names = batch.map(files.nameOf).join(', ');
    panel.tell('evidence.preparing', names);
    panel.reset();
    const sealer = await host.sealer();
    const chosen = batch.map(
      (block): ChosenFile => ({ number: files.numberOf(block), file: files.fileOf(block) as File }),
    );
    const sealed = await sealer.sealFiles({
      files: chosen,
      fields: valuesOf(form),
      isWide: byId<HTMLInputElement>('evidence-is-wide').checked && !byId('evidence-wide').hidden,
      formBuild: host.formBuild,
      uiLanguage: host.language,
      origin: location.origin,
      today: today(),
    });
    if (panel.isStopped()) {
      if (sealed.type === 'sealed-files') sealer.drop(sealed.id);
      return false;
    }
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
    const onItsWay = panel.send<BadFile>(
      names,
      { size, slice: (start, end) => sealer.slice(id, start, end) },
      { 'Mailbox-Token': mailboxToken },
    );
    const result = await onItsWay.finally(() => sealer.drop(id));
    if (isGone) return false;
    if (hasArrived(result)) {
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
    item.textContent = say(sentences, 'evidence.arrived', { name: files.nameOf(block) });
    byId('evidence-arrived').append(item);
    files.settle(block);
  }

  function failFile({ number, fault }: BadFile): false {
    const block = document.getElementById(`files-${number}`);
    const sentence = say(sentences, faultKeys[fault], { name: block ? files.nameOf(block) : '' });
    fail(sentence);
    focusFault(number, fault, sentence, section);
    return false;
  }

  function fail(text: string): void {
    // First: of what cannot be used nothing is told.
    form.inert = false;
    panel.hide();
    byId('evidence-said').textContent = text;
    section.focus();
  }

  byId('evidence-send').addEventListener('click', () => void send());
  form.addEventListener('change', tellUse);
  form.addEventListener('submit', (event) => event.preventDefault());
  section.hidden = false;

  return {
    isUnsent: () => files.count() > 0 || isTyped(form),
    forget() {
      isGone = true;
      panel.stop();
      files.clear();
      wipe(form);
    },
  };
}

(self as EvidenceScript).startEvidence = startEvidence;
