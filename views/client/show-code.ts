import { spokenDigits } from '../spoken-digits.ts';
import { byId } from './page.ts';

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
