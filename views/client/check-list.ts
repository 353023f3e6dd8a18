import { hasText, withoutMarks } from '../../report/unseen-marks.ts';
import { labelText } from './labels.ts';
import type { Sentences } from './sentences.ts';
import { button } from './things.ts';

interface Answer {
  readonly label: string;
  /** Each on a line of its own. */
  readonly texts: readonly string[];
  /** Id of the control to go back to. */
  readonly id: string;
}

/** Lists what a form will send, section by section, each answer with a way back to its question. */
export function listAnswers(
  form: HTMLFormElement,
  place: HTMLElement,
  sentences: Sentences,
  change: (id: string) => void,
): void {
  const pieces: HTMLElement[] = [];
  for (const section of form.querySelectorAll<HTMLElement>('[data-section]')) {
    const title = document.createElement('h3');
    title.textContent = section.querySelector('h2')?.textContent ?? '';
    pieces.push(title);
    const lists = listsOf(section).filter(({ answers }) => answers.length > 0);
    if (lists.length === 0) {
      const none = document.createElement('p');
      none.textContent = sentences['check.none'] ?? '';
      pieces.push(none);
    }
    for (const { name, answers } of lists) {
      if (name) {
        const heading = document.createElement('h4');
        heading.id = `answers-${pieces.length}`;
        const text = document.createElement('bdi');
        text.translate = false;
        text.textContent = name;
        heading.append(text);
        pieces.push(heading);
      }
      const list = document.createElement('dl');
      list.className = 'answers';
      const owner = name ? ` answers-${pieces.length - 1}` : '';
      for (const answer of answers) list.append(row(answer, owner, sentences, change));
      pieces.push(list);
    }
  }
  place.replaceChildren(...pieces);
}

/** The answers as plain lines, for a copy that is locked. */
export function answersAsText(place: HTMLElement): string {
  return [...place.querySelectorAll('h3, h4, dt, .answer')]
    .map((each) => {
      const text = each.textContent ?? '';
      return each.matches('h3, h4') ? `\n## ${text}\n` : each.matches('dt') ? `\n${text}` : text;
    })
    .join('\n');
}

interface List {
  readonly name: string;
  readonly answers: Answer[];
}

function listsOf(section: HTMLElement): List[] {
  const lists: List[] = [{ name: '', answers: [] }];
  let owner: Element | null = null;
  for (const field of section.querySelectorAll<HTMLElement>('.field, tr[data-row]')) {
    if (field.closest('[data-off], #paste, #keep-copy') || field.matches('[data-every-mp]')) continue;
    const thing = field.closest('.thing, tr, [data-every-mp]') ?? null;
    const isMore = thing instanceof HTMLTableRowElement && !thing.matches('[data-row]');
    if (thing && thing !== owner && !isMore) {
      owner = thing;
      lists.push({ name: nameOf(thing), answers: [] });
    }
    // What belongs to no thing stands before all things, not under the name of the last.
    const list = thing ? lists.at(-1) : lists[0];
    if (field instanceof HTMLTableRowElement) {
      list?.answers.push(...answersOfRow(section, field));
      continue;
    }
    const answer = answerOf(field);
    if (answer) list?.answers.push(answer);
  }
  return lists;
}

/** What a thing is called: an MP by name, though not one who is alone; all else by its number. */
function nameOf(thing: Element): string {
  const isFirstOfMany = thing.matches('div.thing') && document.querySelector('[data-row]') !== null;
  if (thing instanceof HTMLTableRowElement || isFirstOfMany) return thing.querySelector('input')?.value ?? '';
  return thing.querySelector(':scope > summary, :scope > legend')?.textContent ?? '';
}

/** What a row of the MPs' table says, also what it still holds back. */
function answersOfRow(section: HTMLElement, row: HTMLTableRowElement): Answer[] {
  const input = row.querySelector('input');
  const first = section.querySelector<HTMLElement>('.thing');
  if (!input || !first) return [];
  const held = row.nextElementSibling?.querySelectorAll<HTMLInputElement>('input[type=hidden]') ?? [];
  return [input, ...held].flatMap((control): Answer[] => {
    if (control.value === '') return [];
    const id = control.name.replaceAll('.', '-');
    // The first MP's block knows what the question is called and what its options say.
    const twin = first.querySelector<HTMLElement>(`#${id.replace(/^mps-\d+-/, 'mps-0-')}`);
    const field = twin?.closest<HTMLElement>('.field');
    const option =
      twin instanceof HTMLSelectElement ? [...twin.options].find((each) => each.value === control.value) : null;
    return [{ label: field ? labelText(field) : control.name, texts: [option?.text ?? control.value], id }];
  });
}

function answerOf(field: HTMLElement): Answer | null {
  const texts = field.matches('.date') ? dateTexts(field) : textsOf(field);
  const control = field.querySelector('input, select, textarea');
  return texts.length > 0 && control ? { label: labelText(field), texts, id: control.id } : null;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function textsOf(field: HTMLElement): string[] {
  return [...field.querySelectorAll<Control>('input, select, textarea')].flatMap((control) => {
    if (control instanceof HTMLSelectElement) return control.value === '' ? [] : [textOfChoice(control)];
    if (!/^(checkbox|radio)$/.test(control.type)) return hasText(control.value) ? [control.value] : [];
    return (control as HTMLInputElement).checked ? [labelText(control.labels?.[0])] : [];
  });
}

/** Of several options with one value the first, which is what a country is called everywhere. */
const textOfChoice = ({ options, value }: HTMLSelectElement) =>
  [...options].find((each) => each.value === value)?.text ?? '';

function dateTexts(field: HTMLElement): string[] {
  const value = (last: string) => withoutMarks(field.querySelector<HTMLInputElement>(`.${last}`)?.value ?? '');
  const date = [value('year'), value('month'), value('day')].filter(Boolean).join('-');
  const words = value('asWritten');
  if (date === '' && words === '') return [];
  const about = field.querySelector<HTMLInputElement>('[type=checkbox]');
  return [date, words, about?.checked ? labelText(about.labels?.[0]) : ''].filter(Boolean);
}

/** @param owner id of the heading above, after a space; empty without one. */
function row(
  { label, texts, id }: Answer,
  owner: string,
  sentences: Sentences,
  change: (id: string) => void,
): HTMLElement {
  const row = document.createElement('div');
  const term = document.createElement('dt');
  term.id = `asked-${id}`;
  term.textContent = label;
  const answer = document.createElement('dd');
  for (const text of texts) {
    // Each isolated: what is typed may turn the direction of what follows.
    const line = document.createElement('div');
    line.dir = 'auto';
    // A browser that translates pages sends their text to whoever does it; what is typed into controls it leaves out.
    line.translate = false;
    line.className = 'answer';
    line.textContent = text;
    answer.append(line);
  }
  const back = document.createElement('dd');
  const link = button(sentences['check.change'] ?? '', () => change(id));
  link.id = `change-${id}`;
  // By reference: a label of its own would show a name to whatever translates the page.
  link.setAttribute('aria-labelledby', `${link.id}${owner} ${term.id}`);
  back.append(link);
  row.append(term, answer, back);
  return row;
}
