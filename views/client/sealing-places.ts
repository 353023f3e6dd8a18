import type { Ask } from './hold.ts';
import type { FromSealing, ToSealing } from './seal-messages.ts';

/** Lets what seals in a worker answer the page that started it. */
export function answerPage(ask: Ask): void {
  self.addEventListener('message', ({ data }: MessageEvent<ToSealing>) => {
    void ask(data).then((answer) => {
      self.postMessage(answer, { transfer: transferred(answer) });
    });
  });
}

/** What is handed over to the page and not copied. */
function transferred(answer: FromSealing): ArrayBuffer[] {
  if (answer.type === 'sealed') return [answer.envelope.buffer as ArrayBuffer];
  return answer.type === 'slice' ? [answer.bytes.buffer as ArrayBuffer] : [];
}

/** Lets the page do something else, where sealing runs in it. */
export const aTurn = () => new Promise<void>((resolve) => setTimeout(resolve));
