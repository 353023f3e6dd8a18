import { byId } from './page.ts';
import type { BadFile, SealedFiles, Sealer } from './sealer.ts';
import { type Sentences, say } from './sentences.ts';

/** Bytes that are asked for at once: what is held is sealed, and little of it is in the page's own memory. */
const pieceBytes = 1_048_576;
/** Told in words after so much more of a hundred: a screen reader would speak without end. */
const tellEvery = 10;

export interface Stopper {
  readonly done: Promise<Blob | BadFile | 'stopped'>;
  stop(): void;
}

/** Collects an envelope piece by piece into one file, and says how far it is. `done` rejects with SealerError. */
export function collectEnvelope(
  sealer: Sealer,
  { id, size }: SealedFiles,
  sentences: Sentences,
  language: string,
): Stopper {
  let isStopped = false;
  let told = 0;

  function tell(share: number): void {
    byId<HTMLProgressElement>('sealing-progress').value = share * 100;
    if (share * 100 < told + tellEvery) return;
    told = Math.floor(share * 100);
    const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(told / 100);
    byId('working-text').textContent = say(sentences, 'takeAway.progress', { percent });
  }

  async function collect(): Promise<Blob | BadFile | 'stopped'> {
    const pieces: Blob[] = [];
    byId<HTMLProgressElement>('sealing-progress').value = 0;
    for (let at = 0; at < size; at += pieceBytes) {
      const made = await sealer.slice(id, at, Math.min(at + pieceBytes, size));
      if (isStopped) return 'stopped';
      if (!(made instanceof Uint8Array)) return made;
      pieces.push(new Blob([made as Uint8Array<ArrayBuffer>]));
      tell(Math.min(1, (at + made.length) / size));
    }
    return new Blob(pieces, { type: 'application/octet-stream' });
  }

  return {
    done: collect().finally(() => sealer.drop(id)),
    stop() {
      isStopped = true;
    },
  };
}
