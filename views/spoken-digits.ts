/** Digits one by one, groups apart: `01234 56789` is else read out as two large numbers. */
export const spokenDigits = (groups: readonly string[]): string =>
  groups.map((group) => [...group].join(' ')).join(', ');
