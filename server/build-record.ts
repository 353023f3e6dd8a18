import type { Assets, PageSettings } from '../views/page.ts';

/** What a build leaves for the server, `dist/build.json`: which files it made and from which inputs. */
export interface BuildRecord {
  /** First 16 hexadecimal digits of the hash over all inputs; the form's own name. */
  readonly formBuild: string;
  /** UTC day. */
  readonly day: string;
  /** SHA-256 of the committee.json that is compiled in. */
  readonly committeeSha256: string;
  readonly assets: Assets;
  readonly settings: PageSettings;
}
