import { type OtherPage, putPage } from './other-page.ts';

/** The pages of the take-away form, by language. */
export interface CarriedPages {
  /** A fresh copy. */
  in(language: string): OtherPage | null;
}

/**
 * Finds the page of every language in the file, before anything was done to it, and shows the first one that the
 * browser speaks.
 */
export function carriedPages(): CarriedPages {
  const { lang: first, dir } = document.documentElement;
  const made = new Map<string, () => OtherPage>();
  const { title } = document;
  const pristine = document.body.cloneNode(true) as HTMLElement;
  made.set(first, () => ({ lang: first, dir, title, body: pristine.cloneNode(true) as HTMLElement }));
  for (const template of document.head.querySelectorAll<HTMLTemplateElement>('template[lang]')) {
    const page = { lang: template.lang, dir: template.dir, title: template.dataset.title ?? '' };
    made.set(page.lang, () => {
      const body = document.createElement('body');
      body.append(template.content.cloneNode(true));
      return { ...page, body };
    });
  }
  const wanted = spoken(navigator.languages, [...made.keys()]);
  const page = wanted === first ? null : made.get(wanted)?.();
  if (page) putPage(page);
  return { in: (language) => made.get(language)?.() ?? null };
}

/** The first language of the file that a browser wishes for, as `ar` for `ar-EG`; else the first of the file. */
function spoken(wishes: readonly string[], languages: readonly string[]): string {
  for (const wish of wishes) {
    const found =
      languages.find((each) => each.toLowerCase() === wish.toLowerCase()) ??
      languages.find((each) => each.split('-')[0] === wish.split('-')[0]?.toLowerCase());
    if (found) return found;
  }
  return languages[0] ?? '';
}
