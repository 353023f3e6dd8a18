import { Contact } from '../components/contact.tsx';
import { Document } from '../components/document.tsx';
import { Sentence } from '../components/sentence.tsx';
import { Sentences } from '../components/sentences.tsx';
import { TopicSection } from '../components/topic-section.tsx';
import type { PageContext } from '../page.ts';

/** What is done with what people tell us: what every law on personal data asks to be said. */
export function PrivacyPage({ context }: { context: PageContext }) {
  const { messages, settings } = context;
  return (
    <Document context={context} title={messages.t('title.privacy')}>
      <h1>{messages.t('privacy.title')}</h1>
      <p>{messages.t('privacy.lead')}</p>
      <TopicSection messages={messages} topic="privacy.controller" points={[]}>
        <Contact text={settings.controller} />
      </TopicSection>
      <TopicSection messages={messages} topic="privacy.contact" points={['careful']}>
        <Contact text={settings.privacyContact} />
      </TopicSection>
      <TopicSection messages={messages} topic="privacy.purpose" points={['text']} />
      <TopicSection messages={messages} topic="privacy.legal" points={['status']}>
        <p>{settings.legalBasis}</p>
      </TopicSection>
      <TopicSection messages={messages} topic="privacy.consent" points={['steps', 'more', 'lower', 'used']} />
      <TopicSection messages={messages} topic="privacy.readers" points={['team', 'others', 'server']} />
      <TopicSection
        messages={messages}
        topic="privacy.stored"
        points={['envelope', 'size', 'day', 'hash', 'mailbox', 'marks']}
      />
      <TopicSection
        messages={messages}
        topic="privacy.absent"
        points={['cookies', 'addresses', 'times', 'analytics', 'parties']}
      />
      <TopicSection messages={messages} topic="privacy.scripts" points={settings.noscript === 'seal' ? ['seal'] : []}>
        {settings.noscript === 'refuse' && (
          <p>
            <Sentence messages={messages} message="noscript.refuse" />
          </p>
        )}
      </TopicSection>
      <TopicSection messages={messages} topic="privacy.kept" points={[]}>
        <p>{messages.t('privacy.kept.opened', { count: settings.retentionDays })}</p>
        <Sentences messages={messages} keys={['privacy.kept.sealed', 'privacy.kept.chain']} />
      </TopicSection>
      <TopicSection
        messages={messages}
        topic="privacy.rights"
        points={['access', 'correction', 'erasure', 'restriction', 'objection', 'complaint']}
      />
      <TopicSection messages={messages} topic="privacy.how" points={['code', 'contact', 'find']} />
    </Document>
  );
}
