import type { MessageKey, Messages } from '../messages.ts';
import { Sentence } from './sentence.tsx';

interface Props {
  readonly messages: Messages;
  readonly href: string;
  readonly label: MessageKey;
  readonly text: MessageKey;
}

/** One of the ways to go on: a button-like link and what to expect of it. */
export function WayIn({ messages, href, label, text }: Props) {
  return (
    <li>
      <p>
        <a class="button" href={href}>
          <Sentence messages={messages} message={label} />
        </a>
      </p>
      <p>
        <Sentence messages={messages} message={text} />
      </p>
    </li>
  );
}
