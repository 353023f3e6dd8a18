/** A script that stands in this file as text, as an address from which a worker can be made. */
export function blobOf(id: string): string {
  const text = document.getElementById(id)?.textContent ?? '';
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
}

/** The signed keyring that stands in this file; believed only once it was verified. */
export function carriedKeyring(): { readonly bytes: Uint8Array; readonly minisig: string } {
  return { bytes: fromMeta('keyring'), minisig: new TextDecoder().decode(fromMeta('keyring-signature')) };
}

/** Bytes that stand in a `<meta>` as base64; what is none gives no byte, which no signature fits. */
function fromMeta(name: string): Uint8Array {
  const text = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
  try {
    return Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
