import type { PropsWithChildren } from 'hono/jsx';
import type { MessageKey, Messages } from '../messages.ts';
import { Sentence } from './sentence.tsx';
import { Sentences } from './sentences.tsx';

/** What a section can be about: every beginning of keys that has a title. */
export type Topic = MessageKey extends infer Key ? (Key extends `${infer Start}.title` ? Start : never) : never;

/** Last parts of the keys under a topic. */
type Point<T extends Topic> = MessageKey extends infer Key
  ? Key extends `${T}.${infer Rest}`
    ? Exclude<Rest, 'title'>
    : never
  : never;

interface Props<T extends Topic> {
  readonly messages: Messages;
  readonly topic: T;
  /** One makes a paragraph, several a list. */
  readonly points: readonly Point<T>[];
}

/** A heading and what there is to say under it. */
export function TopicSection<T extends Topic>({ messages, topic, points, children }: PropsWithChildren<Props<T>>) {
  const id = topic.replace('.', '-');
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        <Sentence messages={messages} message={`${topic}.title` as MessageKey} />
      </h2>
      <Sentences messages={messages} keys={points.map((point) => `${topic}.${point}` as MessageKey)} />
      {children}
    </section>
  );
}
