import type { Messages } from '../messages.ts';
import { scriptMessages } from '../script-messages.ts';

/** Hands sentences to a script in an attribute, where JSX escapes them as any other text. */
export function ScriptMessages({ messages }: { messages: Messages }) {
  return <div id="messages" hidden data-messages={JSON.stringify(scriptMessages(messages))}></div>;
}
