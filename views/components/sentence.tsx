import type { MessageKey, Messages, MessageValues } from '../messages.ts';
import { Original } from './original.tsx';

interface Props {
  readonly messages: Messages;
  readonly message: MessageKey;
  readonly values?: MessageValues;
}

/** A sentence on safety or consent; the English original follows it where nobody has reviewed the translation. */
export function Sentence({ messages, message, values }: Props) {
  return (
    <>
      {messages.t(message, values)}
      <Original text={messages.original(message, values)} />
    </>
  );
}
