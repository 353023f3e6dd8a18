import { Contact } from '../components/contact.tsx';
import { Document } from '../components/document.tsx';
import { TopicSection } from '../components/topic-section.tsx';
import type { PageContext } from '../page.ts';

/** How far everybody can use the pages, what is known to fall short, and whom to tell. */
export function AccessibilityPage({ context }: { context: PageContext }) {
  const { messages, settings } = context;
  return (
    <Document context={context} title={messages.t('title.accessibility')}>
      <h1>{messages.t('accessibility.title')}</h1>
      <p>{messages.t('accessibility.lead')}</p>
      <TopicSection messages={messages} topic="accessibility.standard" points={['text']} />
      <TopicSection
        messages={messages}
        topic="accessibility.works"
        points={['keyboard', 'scripts', 'zoom', 'colours', 'languages', 'time']}
      />
      <TopicSection messages={messages} topic="accessibility.tested" points={['automatic', 'keyboard', 'people']} />
      <TopicSection messages={messages} topic="accessibility.departures" points={['autocomplete', 'why']} />
      <TopicSection
        messages={messages}
        topic="accessibility.exit"
        points={['keys', 'clash', 'reader', 'avoid', 'mistake']}
      />
      <TopicSection messages={messages} topic="accessibility.help" points={['text', 'others']}>
        <Contact text={settings.privacyContact} />
      </TopicSection>
    </Document>
  );
}
