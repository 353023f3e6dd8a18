/** The element with an id; a page without it is a defect of ours, told at once. */
export function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no #${id}`);
  return element as Kind;
}

/** Puts the one content of a `<template>` into a slot. */
export function fillSlot(slotId: string, templateId: string): void {
  byId(slotId).append(byId<HTMLTemplateElement>(templateId).content.cloneNode(true));
}

/** Shows one of several prepared pieces of a section, by the value of an attribute, and moves the focus there. */
export function showPiece(
  section: HTMLElement,
  attribute: string,
  value: string,
  focus: 'move' | 'stay' = 'move',
): void {
  for (const piece of section.querySelectorAll<HTMLElement>(`[${attribute}]`))
    piece.hidden = piece.getAttribute(attribute) !== value;
  section.hidden = false;
  if (focus === 'move') section.focus();
}

/**
 * Notes where the focus is as slow work begins.
 * @returns whether it may be moved afterwards: it is still there, or nowhere, or on the control that began the work.
 */
export function notedFocus(control?: Element): () => boolean {
  const places = [document.activeElement, document.body, null, control];
  return () => places.includes(document.activeElement);
}

/** Enter in a line of text acts as the form's one button does: several lines without a native button send nothing. */
export function onEnter(form: HTMLElement, act: () => void): void {
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || !(event.target as Element).matches('input[type=text]')) return;
    event.preventDefault();
    act();
  });
}

/** Today's UTC day, `YYYY-MM-DD`; no time is kept. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** Tells the scripts of a page to drop everything: end workers, abort sending, forget. */
export const exitEvent = 'quick-exit';
