import { IntlMessageFormat } from 'intl-messageformat';
import type en from './locales/en.json';
import { groupOf, isGated } from './string-groups.ts';

export type MessageKey = keyof typeof en.messages;

/** A language tag, BCP 47, as in `pt` or `zh-Hant`. */
export type Language = string;
export type Direction = 'ltr' | 'rtl';

/** One file in `locales/`. English is the original, and its keys are everybody's. */
export interface Catalogue {
  readonly meta: {
    readonly language: Language;
    readonly direction: Direction;
    /** The language's own name. */
    readonly name: string;
    /** Who has read each group of sentences: `no`, or a reviewer and a day as in `Name, 2027-01-31`. */
    readonly reviewed: Readonly<Record<string, string>>;
    /** Of a translation: a hash over the English sentences of each group as they were when it was made. */
    readonly source?: Readonly<Record<string, string>> | undefined;
  };
  readonly messages: Readonly<Partial<Record<MessageKey, string>>>;
}

export type MessageValues = Readonly<Record<string, string | number>>;

export interface Messages {
  readonly language: Language;
  readonly direction: Direction;
  /** The language's own name. */
  readonly name: string;
  /** Plain text, to be escaped by whoever prints it. */
  t(key: MessageKey, values?: MessageValues): string;
  /** Whether an optional sentence, such as a hint, exists. */
  has(key: string): key is MessageKey;
  /** The English sentence, where it must stand beside a translation that nobody has reviewed. */
  original(key: MessageKey, values?: MessageValues): string | undefined;
}

/**
 * The sentences of one language, each compiled when it is first used. A sentence that a catalogue lacks is said in
 * English; outside demonstrations no site starts with such a catalogue. `showsOriginal` is for languages that a site
 * offers though nobody has reviewed what they say of safety and consent.
 */
export function newMessages(catalogue: Catalogue, english: Catalogue = catalogue, showsOriginal = false): Messages {
  const { language, direction, name, reviewed } = catalogue.meta;
  const say = newSpeaker(catalogue);
  const sayInEnglish = newSpeaker(english);
  return {
    language,
    direction,
    name,
    t: (key, values) => say(key, values) ?? sayInEnglish(key, values) ?? key,
    has: (key): key is MessageKey => Object.hasOwn(english.messages, key),
    original(key, values) {
      const group = groupOf(key);
      const isTranslated = language !== english.meta.language;
      return showsOriginal && isTranslated && isGated(group) && isUnread(reviewed[group])
        ? sayInEnglish(key, values)
        : undefined;
    },
  };
}

/** A reviewer and a day. */
export const reviewMark = /^.*\S, \d{4}-\d{2}-\d{2}$/;

/** Whether a group's mark in `meta.reviewed` says that no person has read it. */
export function isUnread(mark: string | undefined): boolean {
  return mark === undefined || !reviewMark.test(mark);
}

function newSpeaker({ meta: { language }, messages }: Catalogue) {
  const compiled = new Map<MessageKey, IntlMessageFormat>();
  return (key: MessageKey, values?: MessageValues): string | undefined => {
    let message = compiled.get(key);
    if (!message) {
      const text = messages[key];
      if (text === undefined) return undefined;
      message = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
      compiled.set(key, message);
    }
    return String(message.format(values));
  };
}
