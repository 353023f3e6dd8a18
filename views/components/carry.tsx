import type { Messages } from '../messages.ts';
import { CodeDigits } from './code-digits.tsx';

/** What is sealed can travel without the page: shown where a sealed report could not be sent. */
export function Carry({ messages }: { messages: Messages }) {
  return (
    <div id="carry" hidden>
      <h3>{messages.t('carry.title')}</h3>
      <p>{messages.t('carry.text')}</p>
      <button type="button" id="save-sealed">
        {messages.t('carry.save')}
      </button>
      <p>{messages.t('carry.code')}</p>
      <CodeDigits id="carry-code" />
    </div>
  );
}
