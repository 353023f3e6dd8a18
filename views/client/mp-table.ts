import type { Pasted } from '../../report/pasted-mps.ts';
import { fillIn, type Values } from './fields.ts';
import { byId } from './page.ts';
import { type Sentences, say, sayOf } from './sentences.ts';
import { announcer, button, numbersIn, renumber } from './things.ts';

export interface MpTable {
  /** How many MPs the report holds, the first one too. */
  count(): number;
  /** Gives the name of the first one added. */
  add(mps: Pasted['mps']): HTMLInputElement | null;
  /** Makes sure that a control of a row is there to be seen; rows hold theirs back until they are needed. */
  reveal(id: string): void;
}

const group = 'mps';
const roles = [
  ['table', 'table'],
  ['thead, tbody', 'rowgroup'],
  ['tr', 'row'],
  ['th', 'columnheader'],
] as const;

/** What a row can hold back: one value each, meant whatever else is answered. */
const heldBack = new Set(['fullName', 'country', 'capacityThen', 'party', 'constituency']);

/**
 * All MPs after the first, one a row: the name to see and mend, everything else behind a button. A row builds its
 * questions when they are opened; until then what is known stands in hidden controls, since 150 times all countries is
 * too much for an old phone.
 */
export function startMpTable(place: HTMLElement, sentences: Sentences, values: Values, onChange: () => void): MpTable {
  const { max = '1', name = '', add = '' } = place.dataset;
  const blocks = [...place.querySelectorAll<HTMLElement>('details.thing')];
  const pattern = blocks.at(-1);
  const everyMp = place.querySelector<HTMLElement>('[data-every-mp]');
  if (!pattern || !everyMp) throw new Error('no pattern for MPs');
  for (const block of blocks) block.remove();
  const from = Number(pattern.dataset.thing);
  const table = byId<HTMLTemplateElement>('mps-template').content.firstElementChild?.cloneNode(
    true,
  ) as HTMLTableElement;
  const body = table.tBodies[0] as HTMLTableSectionElement;
  const tools = document.createElement('p');
  everyMp.before(table);
  // Narrow screens show rows as blocks, and some browsers then forget that this is a table.
  for (const [selector, role] of roles)
    for (const each of [table, ...table.querySelectorAll('*')])
      if (each.matches(selector)) each.setAttribute('role', role);
  place.append(tools);
  const rows = () => [...body.querySelectorAll<HTMLTableRowElement>('tr[data-row]')];
  const isFull = () => rows().length + 1 >= Number(max);
  const announce = announcer(place, () => (isFull() ? say(sentences, 'thing.full', { max: Number(max) }) : ''));
  const moreOf = (row: HTMLTableRowElement) => row.nextElementSibling as HTMLTableRowElement;
  const titleOf = (row: HTMLTableRowElement) => say({ name }, 'name', { number: rows().indexOf(row) + 2 });
  const nameOf = (row: HTMLTableRowElement) => row.querySelector<HTMLInputElement>('input')?.value || titleOf(row);
  let next = 1;

  function retitle(): void {
    for (const row of rows()) {
      const number = rows().indexOf(row) + 2;
      const [first, second] = row.cells;
      if (first) first.textContent = say({ number: '{number}' }, 'number', { number });
      second?.querySelector('input')?.setAttribute('aria-label', say(sentences, 'paste.nameOf', { number }));
      retitleButtons(row);
    }
    const isAny = rows().length > 0;
    table.hidden = !isAny;
    everyMp?.toggleAttribute('data-off', !isAny);
    if (everyMp) everyMp.hidden = !isAny;
    adding.hidden = isFull();
    onChange();
  }

  function retitleButtons(row: HTMLTableRowElement): void {
    const [more, remove] = row.querySelectorAll('button');
    more?.replaceChildren(sayOf(sentences, 'paste.different', nameOf(row)));
    remove?.replaceChildren(sayOf(sentences, 'thing.remove', nameOf(row)));
  }

  function insert(number: number, known: Values): HTMLTableRowElement {
    const row = body.insertRow();
    row.dataset.row = String(number);
    for (let at = 0; at < 3; at += 1) row.insertCell();
    const more = body.insertRow();
    more.hidden = true;
    const cell = more.insertCell();
    cell.colSpan = 3;
    for (const each of [row, more]) {
      each.setAttribute('role', 'row');
      for (const one of each.cells) one.setAttribute('role', 'cell');
    }
    const input = pattern?.querySelector('input')?.cloneNode(true) as HTMLInputElement;
    renumber(input, group, from, number);
    input.id = `mps-${number}-fullName`;
    input.removeAttribute('data-thing');
    input.removeAttribute('aria-describedby');
    input.value = known[`mps.${number}.fullName`]?.[0] ?? '';
    input.addEventListener('input', () => retitleButtons(row));
    row.cells[1]?.append(input);
    for (const [field, given] of Object.entries(known)) {
      if (field === input.name) continue;
      for (const value of given) cell.append(hidden(field, value));
    }
    const toggle = button('', () => open(row, more.hidden === true));
    toggle.id = `mps-${number}-toggle`;
    toggle.setAttribute('aria-expanded', 'false');
    more.id = `mps-${number}-more`;
    toggle.setAttribute('aria-controls', more.id);
    row.cells[2]?.append(
      toggle,
      ' ',
      button('', () => takeAway(row)),
    );
    next = Math.max(next, number + 1);
    return row;
  }

  function build(row: HTMLTableRowElement): void {
    const cell = moreOf(row).cells[0];
    if (!cell || cell.querySelector('.field')) return;
    const block = pattern?.cloneNode(true) as HTMLElement;
    renumber(block, group, from, Number(row.dataset.row));
    block.querySelector('.field')?.remove();
    block.querySelector('summary')?.remove();
    const known = Object.fromEntries(
      [...cell.querySelectorAll<HTMLInputElement>('input[type=hidden]')].map(({ name: field }) => [
        field,
        [...cell.querySelectorAll<HTMLInputElement>(`input[name="${field}"]`)].map(({ value }) => value),
      ]),
    );
    const about = document.createElement('div');
    about.setAttribute('role', 'group');
    about.setAttribute('aria-labelledby', `mps-${row.dataset.row}-toggle`);
    about.append(...block.childNodes);
    cell.replaceChildren(about);
    fillIn(cell, known);
  }

  function open(row: HTMLTableRowElement, isOpen: boolean): void {
    if (isOpen) build(row);
    moreOf(row).hidden = !isOpen;
    row.querySelector('button')?.setAttribute('aria-expanded', String(isOpen));
    onChange();
  }

  function takeAway(row: HTMLTableRowElement): void {
    const named = nameOf(row);
    const more = moreOf(row);
    const after = more.nextElementSibling;
    row.remove();
    more.remove();
    retitle();
    const undo = button(sentences['thing.undo'] ?? '', () => {
      const before = after?.parentNode === body ? after : null;
      body.insertBefore(row, before);
      body.insertBefore(more, before);
      retitle();
      announce('');
      row.querySelector('input')?.focus();
    });
    announce(sayOf(sentences, 'thing.removed', named), undo);
    undo.focus();
  }

  const adding = button(add, () => {
    const row = insert(next, {});
    open(row, true);
    retitle();
    announce(say(sentences, 'thing.added', { name: titleOf(row) }));
    row.querySelector('input')?.focus();
  });
  tools.append(adding);
  for (const number of numbersIn(values, group))
    if (number > 0) {
      const known = Object.entries(values).filter(([field]) => field.startsWith(`mps.${number}.`));
      const row = insert(number, Object.fromEntries(known));
      if (known.some(([field]) => !heldBack.has(field.slice(`mps.${number}.`.length)))) build(row);
    }
  retitle();
  announce('');
  return {
    count: () => rows().length + 1,
    add(mps) {
      const added = mps.map((mp) => {
        const number = next;
        return insert(
          number,
          Object.fromEntries(Object.entries(mp).map(([field, value]) => [`mps.${number}.${field}`, [value]])),
        );
      });
      retitle();
      announce('');
      return added[0]?.querySelector('input') ?? null;
    },
    reveal(id) {
      const number = /^mps-(\d+)-/.exec(id)?.[1];
      const row = rows().find(({ dataset }) => dataset.row === number);
      // The name alone stands in the row itself.
      if (row && moreOf(row).hidden && id !== row.querySelector('input')?.id) open(row, true);
    },
  };
}

function hidden(name: string, value: string): HTMLInputElement {
  const made = document.createElement('input');
  made.type = 'hidden';
  made.name = name;
  made.value = value;
  made.autocomplete = 'off';
  return made;
}
