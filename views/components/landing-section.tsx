import type { PropsWithChildren } from 'hono/jsx';
import type { MessageKey, Messages } from '../messages.ts';

type Topic = 'protection' | 'limits' | 'next' | 'reading' | 'committee' | 'exit' | 'fingerprint';

interface Props {
  readonly messages: Messages;
  readonly topic: Topic;
  /** Last parts of the keys of its sentences. One makes a paragraph, several a list. */
  readonly points: readonly string[];
}

export function LandingSection({ messages, topic, points, children }: PropsWithChildren<Props>) {
  const sentences = points.map((point) => messages.t(`landing.${topic}.${point}` as MessageKey));
  return (
    <section aria-labelledby={`about-${topic}`}>
      <h2 id={`about-${topic}`}>{messages.t(`landing.${topic}.title`)}</h2>
      {sentences.length === 1 ? (
        <p>{sentences[0]}</p>
      ) : (
        <ul>
          {sentences.map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
      )}
      {children}
    </section>
  );
}
