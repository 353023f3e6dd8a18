import { CodeDigits } from '../components/code-digits.tsx';
import { Contact } from '../components/contact.tsx';
import { Document } from '../components/document.tsx';
import { Sentences } from '../components/sentences.tsx';
import { TopicSection } from '../components/topic-section.tsx';
import type { PageContext } from '../page.ts';

/** Who is behind the form, how it works, and what to hold it against. */
export function AboutPage({ context }: { context: PageContext }) {
  const { messages, settings, languages } = context;
  return (
    <Document context={context} title={messages.t('title.about')}>
      <h1>{messages.t('about.title')}</h1>
      <TopicSection messages={messages} topic="about.runs" points={['text']}>
        <Contact text={settings.controller} />
      </TopicSection>
      <TopicSection messages={messages} topic="about.committee" points={['body', 'scope', 'work', 'meets', 'who']} />
      <TopicSection messages={messages} topic="about.form" points={['write', 'seal', 'store', 'open', 'code']} />
      <TopicSection messages={messages} topic="about.code" points={['device', 'scripts']} />
      <TopicSection messages={messages} topic="about.limits" points={['audit']}>
        <Sentences messages={messages} keys={['landing.limits.promise', 'landing.limits.code']} />
      </TopicSection>
      <TopicSection messages={messages} topic="about.fingerprint" points={['text']}>
        <p>{messages.t('about.fingerprint.label')}</p>
        <p>
          <CodeDigits groups={settings.rootFingerprint.split(' ')} />
        </p>
      </TopicSection>
      <TopicSection messages={messages} topic="about.languages" points={['text']}>
        <ul>
          {languages.map(({ code, name, direction }) => (
            <li>
              <bdi lang={code} dir={direction}>
                {name}
              </bdi>
            </li>
          ))}
        </ul>
        <p>{messages.t('about.languages.review')}</p>
      </TopicSection>
      <TopicSection messages={messages} topic="about.build" points={['text']}>
        <p>{messages.t('site.build', { build: settings.formBuild })}</p>
      </TopicSection>
    </Document>
  );
}
