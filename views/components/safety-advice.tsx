import type { MessageKey } from '../messages.ts';
import type { PageContext } from '../page.ts';
import { Advice } from './advice.tsx';
import { Sentence } from './sentence.tsx';
import { Sentences } from './sentences.tsx';
import { TopicSection } from './topic-section.tsx';

interface Props {
  readonly context: PageContext;
  /** What to know of a network, where there is one. */
  readonly network?: readonly MessageKey[];
  readonly screen: readonly MessageKey[];
  readonly know: readonly MessageKey[];
  /** A way to help, where a device may be watched. */
  readonly help?: string;
}

/** What to think of before writing: questions that are answered here and nowhere else. */
export function SafetyAdvice({ context: { messages, settings }, network, screen, know, help }: Props) {
  const say = (message: MessageKey) => <Sentence messages={messages} message={message} />;
  return (
    <>
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
          {help && (
            <p>
              <a href={help}>{say('safety.watched.help')}</a>
            </p>
          )}
        </Advice>
        {network && <Advice messages={messages} question="safety.network.question" points={network} />}
        <Advice messages={messages} question="safety.screen.question" points={screen} />
      </TopicSection>
      <TopicSection messages={messages} topic="safety.know" points={[]}>
        <Sentences messages={messages} keys={['safety.know.consent', 'safety.know.lower', ...know]} />
        <p>
          {say('safety.know.hours')} <bdi>{settings.readingHours}</bdi>
        </p>
      </TopicSection>
    </>
  );
}
