import type { Question } from '../../report/questions.ts';
import type { Messages } from '../messages.ts';
import { scriptMessages } from '../script-messages.ts';

/** Hands sentences to a script in an attribute, where JSX escapes them as any other text. */
export function ScriptMessages({ messages, questions }: { messages: Messages; questions: readonly Question[] }) {
  return <div id="messages" hidden data-messages={JSON.stringify(scriptMessages(messages, questions))}></div>;
}
