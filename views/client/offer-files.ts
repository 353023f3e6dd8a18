import type { Evidence, EvidenceHost, EvidenceScript } from './evidence.ts';
import { byId } from './page.ts';
import { knowScripts, scriptUrl } from './script-url.ts';
import { loadScript } from './served-sealer.ts';

/**
 * Files follow what has arrived; their script comes only now. Without it the section for files stays hidden.
 * @param isGone asked once it is there: whether the page has dropped everything meanwhile.
 */
export async function offerFiles(host: EvidenceHost, isGone: () => boolean): Promise<Evidence | null> {
  const { script = '' } = byId('evidence').dataset;
  knowScripts(script);
  try {
    const scripts = self as EvidenceScript;
    if (!scripts.startEvidence) await loadScript(scriptUrl(script));
    return isGone() ? null : (scripts.startEvidence?.(host) ?? null);
  } catch {
    return null;
  }
}
