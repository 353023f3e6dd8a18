/** Hands bytes over as a file of a neutral name; nothing is sent. */
export function saveFile(bytes: Uint8Array | Blob): void {
  const address = URL.createObjectURL(new Blob([bytes as BlobPart], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'data.bin';
  link.click();
  // The browser has taken its copy by then; kept longer, the address would keep the bytes.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
