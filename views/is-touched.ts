import type { FieldError } from '../report/field-errors.ts';
import type { FieldValues, FormProps } from './page.ts';

const answered = new WeakMap<FieldValues, ReadonlySet<string>>();
const mended = new WeakMap<readonly FieldError[], ReadonlySet<string>>();

/** Whether something is answered or to be mended at some fields, so that it must not be folded away. */
export function isTouched(
  { values, errors }: Pick<FormProps, 'values' | 'errors'>,
  fields: readonly string[],
): boolean {
  const isAnswered = (name: string) => [values[name] ?? []].flat().some((each) => each !== '');
  const answers = once(answered, values, () => Object.keys(values).filter(isAnswered));
  const mistakes = once(mended, errors, () => errors.map(({ field }) => field));
  return fields.some((field) => answers.has(field) || mistakes.has(field));
}

/** Names and all that they stand below, found once: a page asks for hundreds of fields, a body may have thousands. */
function once<Key extends object>(
  known: WeakMap<Key, ReadonlySet<string>>,
  key: Key,
  names: () => readonly string[],
): ReadonlySet<string> {
  const found = known.get(key) ?? new Set(names().flatMap(withParents));
  known.set(key, found);
  return found;
}

/** Most steps of a field that a page asks for. A name may have any number of them, and each would cost as much as all. */
const mostSteps = 5;

/** `mps`, `mps.0` and `mps.0.country`. */
function withParents(name: string): string[] {
  const parents: string[] = [];
  for (let end = name.indexOf('.'); end !== -1 && parents.length < mostSteps; end = name.indexOf('.', end + 1))
    parents.push(name.slice(0, end));
  return [...parents, name];
}
