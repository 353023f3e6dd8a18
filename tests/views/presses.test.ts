import { describe, expect, it } from 'vitest';
import { type KeyFacts, newPresses, type Presses } from '../../views/client/presses.ts';

type Facts = Partial<KeyFacts> | string;
/** What a person does, in order: a key goes down or up, or something else happens. */
type Step = readonly ['down' | 'up', Facts] | 'interrupt' | 'turnAway' | { readonly pauseMs: number };

const codes: Readonly<Record<string, string>> = { Shift: 'ShiftLeft', Alt: 'AltLeft', Control: 'ControlLeft' };

/** Does all of it, a step each 40 ms, and says whether the page was left. */
function isLeftBy(...steps: readonly Step[]): boolean {
  const presses = newPresses();
  let timeStamp = 5_000;
  let isLeft = false;
  for (const step of steps) {
    timeStamp += 40;
    if (typeof step === 'string') presses[step]();
    else if ('pauseMs' in step) timeStamp += step.pauseMs;
    else isLeft = hear(presses, step[0], step[1], timeStamp) || isLeft;
  }
  return isLeft;
}

function hear(presses: Presses, type: 'down' | 'up', given: Facts, timeStamp: number): boolean {
  const facts = typeof given === 'string' ? { key: given } : given;
  const modifiers = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, getModifierState: () => false };
  const plain = { key: '', repeat: false, isComposing: false, code: codes[facts.key ?? ''] ?? facts.key ?? '' };
  return presses[type]({ ...plain, ...modifiers, timeStamp, ...facts }) === true;
}

const press = (facts: Facts, ...meanwhile: readonly Step[]): Step[] => [['down', facts], ...meanwhile, ['up', facts]];
const thrice = (...steps: readonly Step[]): Step[] => [...steps, ...steps, ...steps];
const other = (key: string): Step[] => [
  ['down', key],
  ['up', key],
];

describe.each(['Shift', 'Escape'])('%s', (key) => {
  it('leaves by three presses within a second', () => {
    expect(isLeftBy(...press(key), ...press(key))).toBe(false);
    expect(isLeftBy(...thrice(...press(key)))).toBe(true);
    // The last one ends too late.
    expect(isLeftBy(...press(key), { pauseMs: 500 }, ...press(key), { pauseMs: 500 }, ...press(key))).toBe(false);
  });

  it.each([
    ['Alt', { altKey: true }],
    ['Control', { ctrlKey: true }],
    ['Meta', { metaKey: true }],
    ['AltGraph', { getModifierState: (state: string) => state === 'AltGraph' }],
  ])('leaves by no press while %s is down, or goes down or up with it', (modifier, state) => {
    const modified = { key, ...state };
    // Held over all three, as for three layouts of a keyboard.
    expect(isLeftBy(['down', modifier], ...thrice(...press(modified)), ['up', modifier])).toBe(false);
    expect(isLeftBy(...thrice(['down', modifier], ...press(modified), ['up', modifier]))).toBe(false);
    // The other way around: the modifier is the second one.
    expect(isLeftBy(...thrice(...press(key, ['down', modifier], ['up', modifier])))).toBe(false);
    expect(isLeftBy(...thrice(['down', modifier], ['down', modified], ['up', modifier], ['up', key]))).toBe(false);
    expect(isLeftBy(...thrice(['down', key], ['down', modifier], ['up', modified], ['up', modifier]))).toBe(false);
  });

  it('leaves by no press with another key in between, or between two of them', () => {
    expect(isLeftBy(...thrice(...press(key, ...other('A'))))).toBe(false);
    // The letter is let go later.
    expect(isLeftBy(...thrice(['down', key], ['down', 'A'], ['up', key], ['up', 'A']))).toBe(false);
    expect(isLeftBy(...press(key), ...press(key), ...other('ArrowLeft'), ...press(key))).toBe(false);
  });

  it('leaves by no press that is held, whether or not repeats say so', () => {
    expect(isLeftBy(...thrice(...press(key, { pauseMs: 250 })))).toBe(false);
    expect(isLeftBy(...thrice(...press(key, ['down', { key, repeat: true }])))).toBe(false);
    for (const repeats of [1, 2, 3])
      expect(isLeftBy(...thrice(...press(key, ...Array.from({ length: repeats }, (): Step => ['down', key]))))).toBe(
        false,
      );
  });

  it('leaves by no press while an input method composes', () => {
    expect(isLeftBy(...thrice(...press({ key, isComposing: true })))).toBe(false);
    expect(isLeftBy(...thrice(...press({ key: 'Process', code: 'ShiftLeft' })))).toBe(false);
  });

  it('leaves by no press while the person does something else, and counts anew afterwards', () => {
    expect(isLeftBy(...thrice(...press(key, 'interrupt')))).toBe(false);
    expect(isLeftBy(...press(key), ...press(key), 'interrupt', ...press(key))).toBe(false);
    expect(isLeftBy(...press(key), 'interrupt', ...thrice(...press(key)))).toBe(true);
  });

  it('still leaves after a key was let go in another window', () => {
    expect(isLeftBy(['down', key], 'turnAway', ...thrice(...press(key)))).toBe(true);
    // Without a word of it, the first press is lost.
    expect(isLeftBy(['down', key], { pauseMs: 3_000 }, ...press(key), ...thrice(...press(key)))).toBe(true);
  });
});

it('takes either Shift, one after the other, and not both at once', () => {
  const right = { key: 'Shift', code: 'ShiftRight' };
  expect(isLeftBy(...press('Shift'), ...press(right), ...press('Shift'))).toBe(true);
  expect(isLeftBy(...thrice(['down', 'Shift'], ['down', right], ['up', 'Shift'], ['up', right]))).toBe(false);
  expect(isLeftBy(...thrice(...press('Shift', ...press(right))))).toBe(false);
});

it('mixes no two keys, and takes no Escape with Shift, which opens windows of browsers', () => {
  expect(isLeftBy(...press('Shift'), ...press('Escape'), ...press('Shift'))).toBe(false);
  expect(isLeftBy(...press('Shift'), ...thrice(...press('Escape')))).toBe(true);
  expect(isLeftBy(...thrice(...press({ key: 'Escape', shiftKey: true })))).toBe(false);
});

it.each(['CapsLock', 'Tab', 'Enter', 'a'])('leaves by no press of %s', (key) => {
  expect(isLeftBy(...thrice(...press(key)))).toBe(false);
});
