import { exitEvent } from './page.ts';
import { knowScripts, scriptUrl } from './script-url.ts';

/** Asks one question of a worker of its own, which ends with the answer. @throws Error if it does not come to that. */
export function askWorker<Question, Answer>(url: string, question: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    knowScripts(url);
    const worker = new Worker(scriptUrl(url));
    const end = () => worker.terminate();
    document.addEventListener(exitEvent, end, { once: true });
    const done = () => {
      document.removeEventListener(exitEvent, end);
      end();
    };
    worker.onerror = () => {
      done();
      reject(new Error('worker broke'));
    };
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      done();
      resolve(data);
    };
    worker.postMessage(question);
  });
}
