import type { MessageKey, Messages } from '../messages.ts';

/** A place outside this site that may help, as `views/doors.json` knows it. */
export interface Place {
  /** Names its sentence, `doors.ID.text`. */
  readonly id: string;
  /** Headings to stand under, by their keys `doors.TOPIC.title`. */
  readonly topics: readonly string[];
  /** Its English name. */
  readonly name: string;
  readonly url: string;
  /** Language tags. */
  readonly languages: readonly string[];
}

/** One place, with its address as text too: some people must type it elsewhere. */
export function Door({ messages, place: { id, name, url, languages } }: { messages: Messages; place: Place }) {
  return (
    <li>
      <p>
        <a href={url} rel="noreferrer noopener">
          <bdi lang="en">{name}</bdi>
        </a>
      </p>
      <p>{messages.t(`doors.${id}.text` as MessageKey)}</p>
      <p class="hint">
        <bdi dir="ltr">{url}</bdi>
      </p>
      <p class="hint">{messages.t('doors.languages', { languages: listed(languages, messages.language) })}</p>
    </li>
  );
}

/** The names of languages in a language. */
function listed(tags: readonly string[], language: string): string {
  const names = new Intl.DisplayNames([language], { type: 'language' });
  return new Intl.ListFormat(language).format(tags.map((tag) => names.of(tag) ?? tag));
}
