import { type GroupId, groupOf, type PartId, type Question, type SectionId } from '../report/questions.ts';

/** Sections of a form in the order of its questions. */
export function sectionsOf(questions: readonly Question[]): readonly SectionId[] {
  return [...new Set(questions.map(({ section }) => section))];
}

interface Run<Key> {
  readonly key: Key;
  readonly questions: Question[];
}

/** Divides questions into runs of neighbours that have the same key. */
function runsOf<Key>(questions: readonly Question[], keyOf: (question: Question) => Key): Run<Key>[] {
  const runs: Run<Key>[] = [];
  for (const question of questions) {
    const key = keyOf(question);
    const last = runs.at(-1);
    if (last && last.key === key) last.questions.push(question);
    else runs.push({ key, questions: [question] });
  }
  return runs;
}

/** Repeated groups, and what stands between them with `group` null. */
export function groupsOf(
  questions: readonly Question[],
): readonly { readonly group: GroupId | null; readonly questions: readonly Question[] }[] {
  return runsOf(questions, groupOf).map(({ key, questions: run }) => ({ group: key, questions: run }));
}

/** Folded parts, and what stands between them with `part` undefined. */
export function partsOf(
  questions: readonly Question[],
): readonly { readonly part: PartId | undefined; readonly questions: readonly Question[] }[] {
  return runsOf(questions, ({ part }) => part).map(({ key, questions: run }) => ({ part: key, questions: run }));
}
