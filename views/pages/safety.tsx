import { Advice } from '../components/advice.tsx';
import { Document } from '../components/document.tsx';
import { Sentence } from '../components/sentence.tsx';
import { Sentences } from '../components/sentences.tsx';
import { TopicSection } from '../components/topic-section.tsx';
import { WayIn } from '../components/way-in.tsx';
import { linksFor } from '../links.ts';
import type { MessageKey } from '../messages.ts';
import type { PageContext } from '../page.ts';

/** What to think of before writing: questions that are answered here and nowhere else, then the ways in. */
export function SafetyPage({ context }: { context: PageContext }) {
  const { messages, settings } = context;
  const links = linksFor(context);
  const say = (message: MessageKey) => <Sentence messages={messages} message={message} />;
  return (
    <Document context={context} title={messages.t('title.safety')}>
      <h1>{say('safety.title')}</h1>
      <p>{say('safety.lead')}</p>
      <p>
        <a href="#safety-ways">{say('safety.skip')}</a>
      </p>
      <div class="notice">
        <h2>{say('landing.notEmergency.title')}</h2>
        <p>{say('landing.notEmergency.text')}</p>
      </div>
      <TopicSection messages={messages} topic="safety.questions" points={['local']}>
        <Advice
          messages={messages}
          question="safety.device.question"
          points={['safety.device.others', 'safety.device.own', 'safety.device.shared']}
        />
        <Advice
          messages={messages}
          question="safety.watched.question"
          points={['safety.watched.form', 'safety.watched.signs', 'safety.watched.other']}
        >
          <p>
            <a href={`${links.doors}#doors-digital`}>{say('safety.watched.help')}</a>
          </p>
        </Advice>
        <Advice
          messages={messages}
          question="safety.network.question"
          points={[
            'safety.network.see',
            'safety.network.choose',
            'safety.network.phone',
            'safety.network.tor',
            'safety.network.torSeen',
          ]}
        />
        <Advice
          messages={messages}
          question="safety.screen.question"
          points={[
            'safety.screen.exit',
            'safety.screen.keys',
            'safety.screen.history',
            'safety.screen.private',
            'safety.screen.files',
          ]}
        />
      </TopicSection>
      <TopicSection messages={messages} topic="safety.know" points={[]}>
        <Sentences
          messages={messages}
          keys={[
            'safety.know.consent',
            'safety.know.lower',
            'safety.know.code',
            'landing.limits.code',
            'landing.reading.who',
          ]}
        />
        <p>
          {say('safety.know.hours')} <bdi>{settings.readingHours}</bdi>
        </p>
      </TopicSection>
      <TopicSection messages={messages} topic="safety.ways" points={[]}>
        <ul class="ways">
          <WayIn messages={messages} href={links.alert} label="safety.ways.alert" text="safety.ways.alertText" />
          <WayIn messages={messages} href={links.report} label="safety.ways.report" text="safety.ways.reportText" />
        </ul>
        <p>
          <a href={links.doors}>{say('safety.ways.other')}</a>
        </p>
      </TopicSection>
    </Document>
  );
}
