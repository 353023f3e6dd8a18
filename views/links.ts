import type { PageContext } from './page.ts';

export interface Links {
  readonly landing: string;
  readonly report: string;
  readonly plainNotice: string;
  readonly plainForm: string;
  readonly receipt: string;
}

/** Paths of the public pages in the language of a page. */
export function linksFor({ messages: { language } }: PageContext): Links {
  return {
    landing: `/${language}/`,
    report: `/${language}/report`,
    plainNotice: `/${language}/report/plain`,
    plainForm: `/${language}/report/plain/form`,
    receipt: `/${language}/receipt`,
  };
}
