/**
 * Hands bytes over as a file of a neutral name; nothing is sent. Whether it is saved no page learns: browsers in apps may
 * drop it without a word. So the person is asked to look.
 */
export const saveFile = (bytes: Uint8Array | Blob): void =>
  save(new Blob([bytes as BlobPart], { type: 'application/octet-stream' }), 'data.bin');

/** The same of a text. */
export const saveText = (text: string): void => save(new Blob([text], { type: 'text/plain' }), 'numbers.txt');

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken its copy by then; kept longer, the address would keep the bytes.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Opens the browser's own way to print. @returns whether there is one; whether anything is printed no page learns. */
export function printPage(): boolean {
  try {
    print();
    return true;
  } catch {
    return false;
  }
}
