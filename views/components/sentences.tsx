import type { MessageKey, Messages } from '../messages.ts';
import { Sentence } from './sentence.tsx';

interface Props {
  readonly messages: Messages;
  readonly keys: readonly MessageKey[];
}

/** One sentence as a paragraph, several as a list, none as nothing. */
export function Sentences({ messages, keys: [first, ...others] }: Props) {
  if (!first) return null;
  if (others.length === 0)
    return (
      <p>
        <Sentence messages={messages} message={first} />
      </p>
    );
  return (
    <ul>
      {[first, ...others].map((key) => (
        <li>
          <Sentence messages={messages} message={key} />
        </li>
      ))}
    </ul>
  );
}
