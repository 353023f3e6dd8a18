interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** Addresses that may become scripts of a worker or of the page; read from the page's own markup at its start. */
const known = new Set<string>();
let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** Names the scripts that this page may load besides its own. */
export function knowScripts(...urls: readonly (string | undefined)[]): void {
  for (const url of urls) if (url) known.add(url);
}

/** `new Worker` and a script's address are sinks of Trusted Types: the one policy gives out known addresses alone. */
export function scriptUrl(wanted: string): string {
  policy ??= (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('seal-worker', {
    createScriptURL(url) {
      if (!known.has(url)) throw new TypeError('not one of our scripts');
      return url;
    },
  });
  return policy?.createScriptURL(wanted) ?? wanted;
}
