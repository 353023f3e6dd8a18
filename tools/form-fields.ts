/** Names and values of a form's controls; a name has a value for each box that is ticked. */
export type ControlValues = Readonly<Record<string, readonly string[]>>;

/** The controls that the Gregorian part of a date is typed into, in the order of `YYYY-MM-DD`. */
const datePieces = ['year', 'month', 'day'] as const;

/** Answers as a browser without scripts posts them: the reverse of `report/read-form.ts`. */
export function formFields(answers: object): ControlValues {
  return Object.fromEntries(pairsOf('', answers));
}

function pairsOf(name: string, value: unknown): [string, string[]][] {
  if (value === undefined) return [];
  if (value === true) return [[name, ['yes']]];
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return [[name, value]];
  if (typeof value !== 'object' || value === null) return [[name, [String(value)]]];
  const start = name === '' ? '' : `${name}.`;
  return Object.entries(value).flatMap(([key, each]) =>
    // No other answer has this name.
    key === 'value' ? datePairs(start, String(each)) : pairsOf(start + key, each),
  );
}

const datePairs = (start: string, date: string): [string, string[]][] =>
  date.split('-').map((piece, at) => [`${start}${datePieces[at]}`, [piece]]);
