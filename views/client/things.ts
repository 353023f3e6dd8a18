import { positionIn } from '../../report/position.ts';
import type { Values } from './fields.ts';
import { type Sentences, say } from './sentences.ts';

/** Gives a copy of a thing another number, in every attribute that names it. */
export function renumber(thing: Element, group: string, from: number, to: number): void {
  const dashed = group.replaceAll('.', '-');
  for (const element of [thing, ...thing.querySelectorAll('*')])
    for (const { name, value } of [...element.attributes]) {
      const renamed = value
        .replaceAll(`${group}.${from}.`, `${group}.${to}.`)
        .replaceAll(`${dashed}-${from}-`, `${dashed}-${to}-`);
      if (renamed !== value) element.setAttribute(name, renamed);
    }
  thing.setAttribute('data-thing', String(to));
  thing.id = `${dashed}-${to}`;
}

/** Numbers of a group's things that have a value. */
export function numbersIn(values: Values, group: string): number[] {
  const numbers = Object.keys(values).flatMap((name) => positionIn(group, name)?.number ?? []);
  return [...new Set(numbers)].sort((one, other) => one - other);
}

export function button(text: string, onPress: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'quiet';
  made.textContent = text;
  made.addEventListener('click', onPress);
  return made;
}

/**
 * Told aloud and shown where it happened, with a way to take it back.
 * @param full what is said besides while there is no more room; else empty.
 */
export function announcer(place: HTMLElement, full: () => string): (said: string | Node, undo?: HTMLElement) => void {
  const line = document.createElement('p');
  const text = document.createElement('span');
  const way = document.createElement('span');
  text.setAttribute('role', 'status');
  text.id = `${place.id}-told`;
  line.append(text, ' ', way);
  place.append(line);
  return (said, undo) => {
    // Always a new node: the same text set again is no change that is spoken.
    text.replaceChildren(...[said, said && full() && '. ', full()].filter(Boolean));
    undo?.setAttribute('aria-describedby', text.id);
    way.replaceChildren(...(undo ? [undo] : []));
  };
}

/** Makes a repeated group grow and shrink: blocks appear when they are asked for and can be taken away and back. */
export function startThings(place: HTMLElement, sentences: Sentences, values: Values, onChange: () => void): void {
  const { group = '', max = '1', name = '', add = '' } = place.dataset;
  const blocks = [...place.querySelectorAll<HTMLElement>('details.thing')];
  const pattern = blocks.at(-1);
  if (!pattern) return;
  for (const block of blocks) block.remove();
  const from = Number(pattern.dataset.thing);
  const list = document.createElement('div');
  const tools = document.createElement('p');
  place.append(list, tools);
  const isFull = () => list.childElementCount >= Number(max);
  const announce = announcer(place, () => (isFull() ? say(sentences, 'thing.full', { max: Number(max) }) : ''));
  const titleOf = (thing: Element) => say({ name }, 'name', { number: [...list.children].indexOf(thing) + 1 });
  let next = 0;

  function retitle(): void {
    for (const thing of list.children) {
      const title = titleOf(thing);
      const summary = thing.querySelector('summary');
      if (summary) summary.textContent = title;
      const remove = thing.querySelector('[data-remove]');
      if (remove) remove.textContent = say(sentences, 'thing.remove', { name: title });
    }
    adding.hidden = isFull();
    onChange();
  }

  function insert(number: number): HTMLElement {
    const thing = pattern?.cloneNode(true) as HTMLDetailsElement;
    renumber(thing, group, from, number);
    thing.open = true;
    const remove = button('', () => takeAway(thing));
    remove.dataset.remove = '';
    thing.append(remove);
    list.append(thing);
    next = Math.max(next, number + 1);
    return thing;
  }

  function takeAway(thing: HTMLElement): void {
    const title = titleOf(thing);
    const after = thing.nextSibling;
    thing.remove();
    retitle();
    const undo = button(sentences['thing.undo'] ?? '', () => {
      list.insertBefore(thing, after?.parentNode === list ? after : null);
      retitle();
      announce('');
      thing.querySelector('summary')?.focus();
    });
    announce(say(sentences, 'thing.removed', { name: title }), undo);
    undo.focus();
  }

  const adding = button(add, () => {
    const thing = insert(next);
    retitle();
    announce(say(sentences, 'thing.added', { name: titleOf(thing) }));
    thing.querySelector<HTMLElement>('input, select, textarea')?.focus();
  });
  tools.append(adding);
  for (const number of numbersIn(values, group)) insert(number);
  // Whoever may be reached finds the place for it; all else is asked for.
  if (list.childElementCount === 0 && group === 'contact.channels') insert(0);
  retitle();
  announce('');
}
