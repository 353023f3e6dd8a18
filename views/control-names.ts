import { type FormId, forms } from '../report/form.ts';
import { maxFiles } from '../report/limits.ts';
import { positionIn } from '../report/position.ts';
import { fileQuestions, groups, type Question } from '../report/questions.ts';
import { everyMp, everyMpPrefix } from '../report/read-form.ts';
import { vocabularies } from '../report/vocabulary.ts';
import { blocksField, fileBlocksField, fileControls, pasteFields } from './form-fields.ts';

/** How many values a form can send under a name; 0 for a name that none of its controls has. */
export type Allowed = (name: string) => number;

/** Last parts of the names of the controls of a date. */
const datePieces = ['year', 'month', 'day', 'approx', 'asWritten'];

const made = new Map<FormId, Allowed>();

/**
 * What a post of a form may hold: the names of its questions and buttons, and of each as many values as its page can
 * send. Everything else is to be dropped where a body is read, so that nothing behind it is made to work for it.
 */
export function allowedIn(form: FormId): Allowed {
  const known = made.get(form) ?? newAllowed(form);
  made.set(form, known);
  return known;
}

function newAllowed(form: FormId): Allowed {
  const { questions } = forms[form];
  const counts = new Map<string, number>(['do', 'seen'].map((name) => [name, 1]));
  const add = (name: string, question: Question) => {
    const names = question.control === 'date' ? datePieces.map((piece) => `${name}.${piece}`) : [name];
    for (const each of names) counts.set(each, valuesOf(question));
  };
  for (const question of questions) add(question.field, question);
  if (form === 'full') {
    for (const question of fileQuestions) add(`files.*.${question.field}`, question);
    for (const control of Object.values(fileControls)) counts.set(`files.*.${control}`, 1);
    for (const key of everyMp) counts.set(everyMpPrefix + key, 1);
    for (const name of [...Object.values(pasteFields), fileBlocksField]) counts.set(name, 1);
    for (const group of groupIds) counts.set(blocksField(group), 1);
  }
  return (name) => counts.get(name) ?? counts.get(patternOf(name)) ?? 0;
}

const valuesOf = (question: Question): number =>
  question.control === 'checkboxes' ? vocabularies[question.vocabulary].length : 1;

const groupIds = Object.keys(groups) as (keyof typeof groups)[];
const numbered = [...groupIds, 'files'];

/** The name of a control with `*` for the number of its thing, as questions have it. */
function patternOf(name: string): string {
  for (const group of numbered) {
    const position = positionIn(group, name);
    if (position && (group !== 'files' || position.number <= maxFiles)) return `${group}.*.${position.key}`;
  }
  return name;
}
