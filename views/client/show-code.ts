import { spokenDigits } from '../spoken-digits.ts';
import { byId } from './page.ts';
import { type Sentences, say } from './sentences.ts';

/** Writes a code in nine groups into its place and the twin that is heard; an empty one empties both. */
export function showCode(id: string, code: string): void {
  byId(id).textContent = code;
  byId(`${id}-heard`).replaceChildren(
    ...code
      .split(' ')
      .filter((group) => group !== '')
      .map((group) => Object.assign(document.createElement('span'), { textContent: `${spokenDigits(group)} ` })),
  );
}

/** Which groups of a code to look at, in a sentence; empty where that is not known. */
export const groupsText = (groups: readonly number[], sentences: Sentences): string =>
  groups.length > 0
    ? say(sentences, 'receipt.groups', { groups: groups.map((group) => numberText(group)).join(', ') })
    : '';

const numberText = (number: number): string => new Intl.NumberFormat(document.documentElement.lang).format(number);

/** Points to groups of a code, in a place that is hidden while there is nothing to say. */
export function showGroups(place: HTMLElement, groups: readonly number[], sentences: Sentences): void {
  place.textContent = groupsText(groups, sentences);
  place.hidden = groups.length === 0;
}
