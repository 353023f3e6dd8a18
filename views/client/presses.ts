/** Either leaves: browsers that hide what a person does with modifiers, as Tor Browser, report no Shift to pages. */
const exitKeys: readonly string[] = ['Shift', 'Escape'];
const wanted = 3;
/** Short: screen readers use Shift for commands of their own. */
const withinMs = 1000;
/** A person who holds Shift for a command, whose letter a screen reader keeps from the page, holds it longer. */
const longestPressMs = 250;

/** What counts of a keyboard event. */
export type KeyFacts = Pick<
  KeyboardEvent,
  | 'key'
  | 'code'
  | 'repeat'
  | 'isComposing'
  | 'shiftKey'
  | 'ctrlKey'
  | 'altKey'
  | 'metaKey'
  | 'getModifierState'
  | 'timeStamp'
>;

/** Counts presses of one key alone. It gets every key event of the page, since any other key ends the count. */
export interface Presses {
  down(event: KeyFacts): void;
  /** @returns whether this was the last press of three. */
  up(event: KeyFacts): boolean;
  /** The person does something else meanwhile: points, scrolls, composes a letter. */
  interrupt(): void;
  /** The person turns to another window, where a key may be released unseen. */
  turnAway(): void;
}

/**
 * Three presses of Shift, or of Escape, within a second. A press is a key that goes down and up again by itself: no
 * modifier is down with it (Alt+Shift and Ctrl+Shift change the layout of the keyboard on Windows), no other key moves
 * in between (that is typing), it is not held, and no input method is composing.
 */
export function newPresses(): Presses {
  let held: { readonly code: string; readonly at: number } | null = null;
  let key = '';
  let ends: readonly number[] = [];

  function interrupt(): void {
    ends = [];
    // It is still down, and its end is no press.
    if (held) held = { ...held, at: Number.NEGATIVE_INFINITY };
  }

  return {
    down(event) {
      // Some remote desktops repeat a held key as new ones, so a second one is no new press either.
      if (held || !isAlone(event)) return interrupt();
      if (event.key !== key) ends = [];
      key = event.key;
      held = { code: event.code, at: event.timeStamp };
    },
    up(event) {
      const press = held;
      held = null;
      const isPress = press?.code === event.code && event.timeStamp - press.at <= longestPressMs && isAlone(event);
      ends = isPress ? [...ends, event.timeStamp].filter((at) => event.timeStamp - at < withinMs) : [];
      return ends.length >= wanted;
    },
    interrupt,
    turnAway() {
      held = null;
      ends = [];
    },
  };
}

/** Whether a key may be one of the three, by the event itself. */
function isAlone(event: KeyFacts): boolean {
  // Chromium's filling in of forms sends keys that are none and know no modifiers.
  return exitKeys.includes(event.key) && !event.repeat && !event.isComposing && !isModified(event);
}

const isModified = (event: KeyFacts) =>
  event.ctrlKey ||
  event.altKey ||
  event.metaKey ||
  event.getModifierState('AltGraph') ||
  (event.shiftKey && event.key !== 'Shift');
