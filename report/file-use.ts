import type { FormFields } from './read-form.ts';
import { vocabularies } from './vocabulary.ts';

/** What may be done with each file, as far as somebody has said so. */
export type FileUses = readonly (string | undefined)[];

/** Whether a file may go further than its report: their vocabularies stand in the same order. */
export const goesFurther = (use: string | undefined, caseUse: string): boolean =>
  placeIn(vocabularies.fileUse, use) > placeIn(vocabularies.caseUse, caseUse);

const placeIn = (words: readonly string[], word = ''): number => words.indexOf(word);

/** What a form says of the use of files, by their numbers. */
export const fileUsesIn = (numbers: readonly number[], fields: FormFields): FileUses =>
  numbers.map((number) => {
    const use = fields[`files.${number}.use`];
    return typeof use === 'string' ? use : undefined;
  });
