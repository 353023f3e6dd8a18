/** A size in megabytes of 1,024 × 1,024 bytes, as the browser's own lists of files show it: `32 MB`. */
export function sizeText(language: string, bytes: number): string {
  const unit = { style: 'unit', unit: 'megabyte', unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, unit).format(bytes / 1024 ** 2);
}
