import type { Engine } from '../../crypto/engine.ts';
import { lightEngine } from '../../crypto/light-engine.ts';
import { sealingInPage, type ToSealing } from './seal-messages.ts';
import { newSealing } from './sealing.ts';

declare const importScripts: (url: string) => void;

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

async function engineInWorker(sodiumUrl: string): Promise<Engine> {
  if (!hasWebAssembly()) return lightEngine();
  try {
    importScripts(sodiumUrl);
    return await (self as unknown as { newSodiumEngine(): Promise<Engine> }).newSodiumEngine();
  } catch {
    // libsodium did not arrive or did not start: the other engine is here already, and as good.
    return lightEngine();
  }
}

const aTurn = () => new Promise<void>((resolve) => setTimeout(resolve));

if (typeof document === 'undefined') {
  const ask = newSealing(engineInWorker);
  self.addEventListener('message', ({ data }: MessageEvent<ToSealing>) => {
    void ask(data).then((answer) => {
      const transfer = answer.type === 'sealed' ? [answer.envelope.buffer as ArrayBuffer] : [];
      self.postMessage(answer, { transfer });
    });
  });
} else {
  // No worker was to be had: the same script in the page, in slices, and never with WebAssembly.
  const detail = newSealing(async () => lightEngine(aTurn));
  document.dispatchEvent(new CustomEvent(sealingInPage, { detail }));
}
