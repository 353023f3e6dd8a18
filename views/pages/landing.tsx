import { Document } from '../components/document.tsx';
import { Sentence } from '../components/sentence.tsx';
import { TopicSection } from '../components/topic-section.tsx';
import { linksFor } from '../links.ts';
import type { PageContext } from '../page.ts';

/** What this is, what it can and cannot do, and the way in. Whoever is in a hurry finds the button first. */
export function LandingPage({ context }: { context: PageContext }) {
  const { messages, settings } = context;
  const links = linksFor(context);
  return (
    <Document context={context} title={messages.t('title.landing')} isListed>
      <h1>{messages.t('site.name')}</h1>
      <p>{messages.t('landing.lead')}</p>
      <div class="notice">
        <h2>
          <Sentence messages={messages} message="landing.notEmergency.title" />
        </h2>
        <p>
          <Sentence messages={messages} message="landing.notEmergency.text" />
        </p>
      </div>
      <p>
        <a class="button" href={links.safety}>
          {messages.t('landing.start')}
        </a>
      </p>
      <p>
        {messages.t('landing.returning')} <a href={links.receipt}>{messages.t('landing.returningLink')}</a>
      </p>
      <TopicSection messages={messages} topic="landing.protection" points={['sealed', 'offline', 'nothing']} />
      <TopicSection messages={messages} topic="landing.limits" points={['promise', 'spied', 'network', 'code']} />
      <TopicSection messages={messages} topic="landing.next" points={['code', 'open', 'check', 'choice']} />
      <TopicSection messages={messages} topic="landing.reading" points={['who']}>
        <p>{settings.readingHours}</p>
      </TopicSection>
    </Document>
  );
}
