import { type Catalogue, type MessageKey, reviewMark } from '../views/messages.ts';
import { groupOf } from '../views/string-groups.ts';
import { type MessageShape, shapeOf } from './message-shape.ts';
import { sourceHashes } from './translation-source.ts';

/** Everything that keeps a catalogue from being whole, one line each; the English one is held against itself. */
export function findProblems(catalogue: Catalogue, english: Catalogue): string[] {
  return [...metaProblems(catalogue, english), ...keyProblems(catalogue, english), ...textProblems(catalogue, english)];
}

/** Later than the library of types that this project names. */
interface LocaleWithText extends Intl.Locale {
  getTextInfo(): { readonly direction?: string };
}

function directionOf(language: string): string | undefined {
  return (new Intl.Locale(language) as LocaleWithText).getTextInfo().direction;
}

function metaProblems({ meta }: Catalogue, english: Catalogue): string[] {
  const problems: string[] = [];
  const direction = directionOf(meta.language);
  if (direction !== undefined && direction !== meta.direction)
    problems.push(`meta.direction is ${meta.direction}, but the language is written ${direction}`);
  const source = sourceHashes(english);
  for (const group of Object.keys(source)) {
    const mark = meta.reviewed[group];
    if (mark === undefined) problems.push(`meta.reviewed does not name the group ${group}`);
    else if (mark !== 'no' && !reviewMark.test(mark))
      problems.push(`meta.reviewed.${group} is neither "no" nor like "Name, 2027-01-31"`);
    if (meta.source?.[group] !== source[group])
      problems.push(`${group} is stale: its English sentences are not those that were translated or read`);
  }
  for (const group of Object.keys({ ...meta.reviewed, ...meta.source }))
    if (!Object.hasOwn(source, group)) problems.push(`meta names the group ${group}, which has no sentences`);
  return problems;
}

function keyProblems({ messages }: Catalogue, english: Catalogue): string[] {
  const missing = Object.keys(english.messages).filter((key) => !Object.hasOwn(messages, key));
  const unknown = Object.keys(messages).filter((key) => !Object.hasOwn(english.messages, key));
  return [
    ...missing.map((key) => `${key} is missing (group ${groupOf(key)})`),
    ...unknown.map((key) => `${key} is no key of en.json`),
  ];
}

function textProblems({ meta: { language }, messages }: Catalogue, english: Catalogue): string[] {
  return Object.entries(messages).flatMap(([key, text]) => {
    if (text.trim() === '') return [`${key} is empty`];
    const shape = readShape(text, language);
    if (typeof shape === 'string') return [`${key} is not ICU MessageFormat: ${shape}`];
    const original = readShape(english.messages[key as MessageKey] ?? text, 'en');
    const [found, wanted] = [shape, original].map((each) =>
      typeof each === 'string' ? '' : each.placeholders.join(', ') || 'none',
    );
    return [
      ...(typeof original !== 'string' && found !== wanted
        ? [`${key} has the placeholders ${found}; English has ${wanted}`]
        : []),
      ...pluralProblems(shape, language).map((problem) => `${key} ${problem}`),
    ];
  });
}

function readShape(text: string, language: string): MessageShape | string {
  try {
    return shapeOf(text, language);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function pluralProblems({ plurals }: MessageShape, language: string): string[] {
  return plurals.flatMap(({ name, isOrdinal, branches }) => {
    const rules = new Intl.PluralRules(language, { type: isOrdinal ? 'ordinal' : 'cardinal' });
    const lacking = rules.resolvedOptions().pluralCategories.filter((category) => !branches.includes(category));
    return lacking.length > 0 ? [`lacks ${lacking.join(' and ')} in the plural of ${name}`] : [];
  });
}
