import type { PropsWithChildren } from 'hono/jsx';
import type { MessageKey, Messages } from '../messages.ts';

/** What can stop a sealed report in the browser, and whether trying again can help. */
const problems = {
  'keyring-missing': { canRetry: true },
  'keyring-bad': { canRetry: true },
  'keyring-expired': { canRetry: false },
  'keyring-not-yet': { canRetry: false },
  'engine-failed': { canRetry: true },
  'seal-failed': { canRetry: true },
  offline: { canRetry: true },
  rejected: { canRetry: false },
  'too-large': { canRetry: false },
  'storage-full': { canRetry: true },
  busy: { canRetry: true },
  'mailbox-taken': { canRetry: false },
  'server-error': { canRetry: true },
} as const;

export type SendProblem = keyof typeof problems;
export const sendProblems = Object.keys(problems) as readonly SendProblem[];

interface Props {
  readonly messages: Messages;
  /** Those that can happen, if not all. */
  readonly ids?: readonly SendProblem[];
  /** Sentences that say it better for one kind of page. */
  readonly own?: Readonly<Record<string, MessageKey>>;
}

/** Every problem in three sentences, hidden until a script shows the one that happened. */
export function ProblemList({ messages, ids = sendProblems, own = {}, children }: PropsWithChildren<Props>) {
  const say = (key: MessageKey) => messages.t(own[key] ?? key);
  return (
    <section id="problem" class="notice" hidden tabindex={-1} aria-labelledby="problem-title">
      <h2 id="problem-title">{messages.t('problem.title')}</h2>
      {ids.map((id) => (
        <div data-problem={id} hidden>
          <p>{say(`problem.${id}.what`)}</p>
          <p>{say(`problem.${id}.kept`)}</p>
          <p>{say(`problem.${id}.todo`)}</p>
          {problems[id].canRetry && (
            <button type="button" data-retry="">
              {messages.t('problem.retry')}
            </button>
          )}
        </div>
      ))}
      {children}
    </section>
  );
}
