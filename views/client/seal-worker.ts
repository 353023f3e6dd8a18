import type { Engine } from '../../crypto/engine.ts';
import type { EngineScripts } from './engine-scripts.ts';
import { type EngineUrls, type SealingInPage, sealingInPage } from './seal-messages.ts';
import { newSealing } from './sealing.ts';
import type { FileSealing } from './sealing-files.ts';
import { answerPage, aTurn } from './sealing-places.ts';

declare const importScripts: (url: string) => void;
const scripts = self as unknown as EngineScripts;

/** The smallest module there is: the magic number and version 1. */
const emptyModule = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

/** The one rule that chooses: WebAssembly instantiates here, or it does not. */
function hasWebAssembly(): boolean {
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(emptyModule)) instanceof WebAssembly.Instance;
  } catch {
    return false;
  }
}

/** @throws Error if no engine came or started. */
async function engineInWorker(urls: EngineUrls): Promise<Engine> {
  if (hasWebAssembly()) {
    try {
      importScripts(urls.sodium);
      if (scripts.newSodiumEngine) return await scripts.newSodiumEngine();
    } catch {
      // libsodium did not come or did not start: the other engine is as good, only slower.
    }
  }
  importScripts(urls.light);
  if (!scripts.newLightEngine) throw new Error('no engine');
  return scripts.newLightEngine();
}

/** @throws Error if the script did not come. */
function filesInWorker({ files }: EngineUrls): FileSealing {
  if (!scripts.newFileSealing) importScripts(files);
  return filesHere();
}

function filesHere(): FileSealing {
  if (!scripts.newFileSealing) throw new Error('no script for files');
  return scripts.newFileSealing();
}

/** @throws Error if the script did not come. */
function answersInWorker({ answers }: EngineUrls) {
  if (!scripts.openAnswer) importScripts(answers);
  return answersHere();
}

function answersHere() {
  if (!scripts.openAnswer) throw new Error('no script for answers');
  return scripts.openAnswer;
}

if (typeof document === 'undefined') {
  answerPage(newSealing({ newEngine: engineInWorker, loadFiles: filesInWorker, loadAnswers: answersInWorker }));
} else {
  // No worker was to be had: the same script in the page, in slices, and never with WebAssembly. The page loads the
  // engine's script, since only it may give out addresses.
  const newEngine = async () => {
    if (!scripts.newLightEngine) throw new Error('no engine');
    return scripts.newLightEngine(aTurn);
  };
  const ask = newSealing({ newEngine, loadFiles: filesHere, loadAnswers: answersHere });
  document.dispatchEvent(new CustomEvent<SealingInPage>(sealingInPage, { detail: { ask } }));
}
