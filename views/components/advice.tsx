import type { PropsWithChildren } from 'hono/jsx';
import type { MessageKey, Messages } from '../messages.ts';
import { Sentence } from './sentence.tsx';
import { Sentences } from './sentences.tsx';

interface Props {
  readonly messages: Messages;
  /** What may fit the reader's situation. */
  readonly question: MessageKey;
  readonly points: readonly MessageKey[];
}

/** A question that is answered by opening it, which tells nobody. */
export function Advice({ messages, question, points, children }: PropsWithChildren<Props>) {
  return (
    <details>
      <summary>
        <Sentence messages={messages} message={question} />
      </summary>
      <Sentences messages={messages} keys={points} />
      {children}
    </details>
  );
}
