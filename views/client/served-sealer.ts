import { type Ask, type Hold, pageHold, SealerError, workerHold } from './hold.ts';
import { knowScripts, scriptUrl } from './script-url.ts';
import { type EngineUrls, type SealingInPage, sealingInPage } from './seal-messages.ts';
import { type Sealer, startSealer } from './sealer.ts';

interface Scripts {
  readonly worker: string;
  readonly engines: EngineUrls;
}

/** Starts what seals in a served page, whose scripts and keyring come from its own site. @throws SealerError. */
export function startServedSealer(scripts: Scripts, receipt: Uint8Array): Promise<Sealer> {
  const { light, files, answers } = scripts.engines;
  knowScripts(scripts.worker, light, files, answers);
  const places = {
    engines: scripts.engines,
    keyring: fetchKeyring(),
    inWorker: () => workerHold(scripts.worker),
    inPage: () => startInPage(scripts),
  };
  return startSealer(places, receipt);
}

async function fetchKeyring() {
  const [bytes, minisig] = await Promise.all([fetchBytes('/keyring.json'), fetchBytes('/keyring.json.minisig')]);
  return { bytes, minisig: new TextDecoder().decode(minisig) };
}

/** Loads the light engine and the sealing script into the page. @throws SealerError `engine-failed` if they do not come. */
async function startInPage({ worker, engines }: Scripts): Promise<Hold> {
  let ask: Ask | null = null;
  const onSealing = (event: Event) => {
    ask = (event as CustomEvent<SealingInPage>).detail.ask;
  };
  document.addEventListener(sealingInPage, onSealing, { once: true });
  try {
    for (const url of [engines.light, engines.files, engines.answers, worker])
      if (url) await loadScript(scriptUrl(url));
  } finally {
    document.removeEventListener(sealingInPage, onSealing);
  }
  if (!ask) throw new SealerError('engine-failed');
  return pageHold(ask);
}

/** Loads a script into the page; its address comes from `scriptUrl`. @throws SealerError `engine-failed`. */
export function loadScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => reject(new SealerError('engine-failed'));
    document.head.append(script);
  });
}

async function fetchBytes(path: string): Promise<Uint8Array> {
  try {
    const response = await fetch(path, { credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
  } catch {
    // Told below.
  }
  throw new SealerError('keyring-missing');
}
