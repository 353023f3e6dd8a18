import { goesFurther } from '../../report/file-use.ts';
import { byId } from './page.ts';
import { type Sentences, say } from './sentences.ts';

/**
 * Says, as long as it is so, that a file may go further than the report that it belongs to.
 * @param caseUse how far the report may go; empty where it does not say.
 */
export function tellFileUse(form: HTMLFormElement, caseUse: string, sentences: Sentences): void {
  const uses = [...form.querySelectorAll<HTMLSelectElement>('[name$=".use"]')].map(({ value }) => value);
  const isFurther = caseUse !== '' && uses.some((use) => goesFurther(use, caseUse));
  const said = isFurther ? say(sentences, 'contradiction.file_further_than_report') : '';
  // Written again it would be read out again.
  if (byId('evidence-use').textContent !== said) byId('evidence-use').textContent = said;
}
