import { Document } from '../components/document.tsx';
import { SafetyAdvice } from '../components/safety-advice.tsx';
import { Sentence } from '../components/sentence.tsx';
import { TakeAwayLink } from '../components/take-away-link.tsx';
import { TopicSection } from '../components/topic-section.tsx';
import { WayIn } from '../components/way-in.tsx';
import { linksFor } from '../links.ts';
import type { MessageKey } from '../messages.ts';
import type { PageContext } from '../page.ts';

/** What to think of before writing, then the ways in. */
export function SafetyPage({ context }: { context: PageContext }) {
  const { messages } = context;
  const links = linksFor(context);
  const say = (message: MessageKey) => <Sentence messages={messages} message={message} />;
  return (
    <Document context={context} title={messages.t('title.safety')}>
      <h1>{say('safety.title')}</h1>
      <p>{say('safety.lead')}</p>
      <p>
        <a href="#safety-ways">{say('safety.skip')}</a>
      </p>
      <SafetyAdvice
        context={context}
        help={`${links.doors}#doors-digital`}
        network={[
          'safety.network.see',
          'safety.network.choose',
          'safety.network.phone',
          'safety.network.tor',
          'safety.network.torSeen',
        ]}
        screen={[
          'safety.screen.exit',
          'safety.screen.keys',
          'safety.screen.history',
          'safety.screen.private',
          'safety.screen.files',
        ]}
        know={['safety.know.code', 'landing.limits.code', 'landing.reading.who']}
      />
      <TopicSection messages={messages} topic="safety.ways" points={[]}>
        <ul class="ways">
          <WayIn messages={messages} href={links.alert} label="safety.ways.alert" text="safety.ways.alertText" />
          <WayIn messages={messages} href={links.report} label="safety.ways.report" text="safety.ways.reportText" />
        </ul>
        <p>
          <TakeAwayLink context={context} />
        </p>
        <p>
          <a href={links.doors}>{say('safety.ways.other')}</a>
        </p>
      </TopicSection>
    </Document>
  );
}
