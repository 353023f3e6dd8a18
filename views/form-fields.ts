import type { Pasted } from '../report/pasted-mps.ts';
import type { GroupId } from '../report/questions.ts';

/** Names of the controls of the paste box; `shown` holds what a person has looked at. */
export const pasteFields = { text: 'paste.text', asTable: 'paste.asTable', shown: 'paste.shown' } as const;

/** Value of `shown`: the list, how it was read, and how much of it found room. One line, since line ends change. */
export function shownList(text: string, isTable: boolean, { mps, tooMany }: Pasted): string {
  return `${isTable ? 'table' : 'lines'} ${mps.length} ${tooMany} ${text}`;
}

/** Name of the control that says how many blocks of a group the page has. */
export const blocksField = (group: GroupId) => `blocks.${group}`;

/** Blocks that stand ready where no script can add one. */
export const spareThings = 3;

/** Last parts of the names of the controls of a file's block, besides its questions. */
export const fileControls = {
  file: 'file',
  /** What was chosen when the page was shown before; browsers do not choose it again by themselves. */
  chosen: 'chosen',
  skip: 'skip',
} as const;

/** Name of the control that says how many blocks for files the page has. */
export const fileBlocksField = 'blocks.files';
