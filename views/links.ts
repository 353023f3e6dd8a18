import type { PageContext } from './page.ts';

export interface Links {
  readonly landing: string;
  readonly safety: string;
  readonly alert: string;
  readonly report: string;
  readonly plainNotice: string;
  readonly plainForm: string;
  readonly receipt: string;
  readonly sealed: string;
  readonly privacy: string;
  readonly accessibility: string;
  readonly doors: string;
  readonly about: string;
  /** The same in every language: one file holds them all. */
  readonly takeAway: string;
}

/** Paths of the public pages in the language of a page. */
export function linksFor({ messages: { language } }: PageContext): Links {
  return {
    landing: `/${language}/`,
    safety: `/${language}/safety`,
    alert: `/${language}/alert`,
    report: `/${language}/report`,
    plainNotice: `/${language}/report/plain`,
    plainForm: `/${language}/report/plain/form`,
    receipt: `/${language}/receipt`,
    sealed: `/${language}/sealed`,
    privacy: `/${language}/privacy`,
    accessibility: `/${language}/accessibility`,
    doors: `/${language}/doors`,
    about: `/${language}/about`,
    takeAway: '/take-away.html',
  };
}
