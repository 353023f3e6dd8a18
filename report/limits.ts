/** Longest account of what happened, in UTF-16 code units, as text areas count. */
export const maxNarrativeLength = 20_000;
/** Longest name of a person, in UTF-16 code units. One field: many people have a single name. */
export const maxNameLength = 300;
/** Longest answer of one line. */
export const maxLineLength = 500;
/** Longest answer of several lines besides the account. */
export const maxTextLength = 5_000;

/** Most of each repeated group. A coup can unseat a whole chamber. */
export const maxMps = 150;
export const maxEvents = 100;
export const maxPerpetrators = 50;
export const maxProceedings = 50;
export const maxChannels = 9;

/** Most MPs who can be counted but not listed. */
export const maxGroupSize = 100_000;
/** Birth years that an MP of today or of an old case can have. */
export const birthYears = { first: 1880, last: 2020 };

/** Most files described in one report. */
export const maxFiles = 99;
/** Longest name and longest type of a file, in UTF-16 code units; longer ones are cut where they are taken. */
export const maxFileNameLength = 1_000;
export const maxFileTypeLength = 200;

/** Most bytes of all answers as JSON: with everything around them, a report without files is one request. */
export const maxAnswersBytes = 1_000_000;

/** Most bytes of a whole post that arrives readable, with its files. */
export const maxPlainBytes = 32 * 1024 * 1024;
