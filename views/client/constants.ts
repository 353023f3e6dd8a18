import type { Committee } from '../../crypto/committee.ts';

// Put in by the build, so that the hashed script itself says whom it believes; see tools/build.ts.
declare const __COMMITTEE__: Committee;
declare const __BUILD_DAY__: string;

/** The committee that this build seals to. */
export const committee: Committee = __COMMITTEE__;
/** UTC day of the build: a device whose clock is years behind must not revive an old keyring. */
export const buildDay: string = __BUILD_DAY__;
