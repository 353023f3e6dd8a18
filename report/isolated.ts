/** A name that turns no direction around it (U+2068, U+2069): it comes from a device, and maybe from an adversary. */
export const isolated = (name: string): string => `\u2068${name}\u2069`;
