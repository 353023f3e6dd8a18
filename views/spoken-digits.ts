/** The digits of a group one by one: `01234` is else read out as a large number. */
export const spokenDigits = (group: string): string => [...group].join(' ');
