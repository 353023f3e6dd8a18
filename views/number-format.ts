import type { Language } from './messages.ts';

const made = new Map<Language, Intl.NumberFormat>();

/** How a language writes numbers; made once, since a page asks for it hundreds of times and each takes long to make. */
export function numberFormat(language: Language): Intl.NumberFormat {
  const format = made.get(language) ?? new Intl.NumberFormat(language);
  made.set(language, format);
  return format;
}
