import { Document } from '../components/document.tsx';
import { Door, type Place } from '../components/door.tsx';
import { TopicSection } from '../components/topic-section.tsx';
import { dayIn } from '../day-in.ts';
import list from '../doors.json' with { type: 'json' };
import type { PageContext } from '../page.ts';

/** In the order of the page. */
const topics = ['danger', 'scope', 'digital', 'disappearance', 'torture', 'defenders', 'mps'] as const;

interface Props {
  readonly context: PageContext;
  readonly places?: readonly Place[];
  /** Day on which a person last looked at every address, YYYY-MM-DD; null if nobody has. */
  readonly checked?: string | null;
}

/** Where else to turn to, by what somebody needs. */
export function DoorsPage({ context, places = list.doors, checked = list.checked }: Props) {
  const { messages } = context;
  return (
    <Document context={context} title={messages.t('title.doors')}>
      <h1>{messages.t('doors.title')}</h1>
      <p>{messages.t('doors.lead')}</p>
      <div class="notice">
        <h2>{messages.t('doors.seen.title')}</h2>
        <p>{messages.t('doors.seen.text')}</p>
        <p>
          {checked === null
            ? messages.t('doors.unchecked')
            : messages.t('doors.checked', { day: dayIn(messages.language, checked) })}
        </p>
      </div>
      {topics.map((topic) => (
        <TopicSection messages={messages} topic={`doors.${topic}`} points={['text']}>
          <ul class="ways">
            {places
              .filter((place) => place.topics.includes(topic))
              .map((place) => (
                <Door messages={messages} place={place} />
              ))}
          </ul>
        </TopicSection>
      ))}
    </Document>
  );
}
