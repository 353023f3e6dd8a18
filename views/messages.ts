import { IntlMessageFormat } from 'intl-messageformat';
import en from './locales/en.json' with { type: 'json' };

export type MessageKey = keyof typeof en.messages;

/** One file in `locales/`. English is the original; a catalogue that lacks a sentence does not compile. */
interface Catalogue {
  readonly meta: {
    readonly language: string;
    readonly direction: string;
    readonly name: string;
    /** Who has read each group of sentences: `source`, `unreviewed`, or a reviewer and a day. */
    readonly reviewed: Readonly<Record<string, string>>;
  };
  readonly messages: Readonly<Record<MessageKey, string>>;
}

const catalogues = { en } satisfies Record<string, Catalogue>;

export type Language = keyof typeof catalogues;
export const languages = Object.keys(catalogues) as readonly Language[];

export type MessageValues = Readonly<Record<string, string | number>>;

export interface Messages {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  /** The language's own name. */
  readonly name: string;
  /** Plain text, to be escaped by whoever prints it. */
  t(key: MessageKey, values?: MessageValues): string;
  /** Whether an optional sentence, such as a hint, exists. */
  has(key: string): key is MessageKey;
}

function makeMessages(language: Language): Messages {
  const { meta, messages }: Catalogue = catalogues[language];
  const compiled = new Map<MessageKey, IntlMessageFormat>();
  return {
    language,
    direction: meta.direction === 'rtl' ? 'rtl' : 'ltr',
    name: meta.name,
    t(key, values) {
      let message = compiled.get(key);
      if (!message) {
        message = new IntlMessageFormat(messages[key], language, undefined, { ignoreTag: true });
        compiled.set(key, message);
      }
      return String(message.format(values));
    },
    has: (key): key is MessageKey => Object.hasOwn(messages, key),
  };
}

const made = new Map<Language, Messages>();

/** The sentences of one language, each compiled when it is first used. */
export function messagesFor(language: Language): Messages {
  let messages = made.get(language);
  if (!messages) {
    messages = makeMessages(language);
    made.set(language, messages);
  }
  return messages;
}
