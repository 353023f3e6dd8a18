import { linksFor } from '../links.ts';
import type { PageContext } from '../page.ts';
import { CodeDigits } from './code-digits.tsx';

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

/** Every problem in three sentences, hidden until a script shows the one that happened. */
export function ProblemList({ context }: { context: PageContext }) {
  const { messages } = context;
  return (
    <section id="problem" class="notice" hidden tabindex={-1} aria-labelledby="problem-title">
      <h2 id="problem-title">{messages.t('problem.title')}</h2>
      {sendProblems.map((id) => (
        <div data-problem={id} hidden>
          <p>{messages.t(`problem.${id}.what`)}</p>
          <p>{messages.t(`problem.${id}.kept`)}</p>
          <p>{messages.t(`problem.${id}.todo`)}</p>
          {problems[id].canRetry && (
            <button type="button" data-retry="">
              {messages.t('problem.retry')}
            </button>
          )}
        </div>
      ))}
      <div id="carry" hidden>
        <h3>{messages.t('carry.title')}</h3>
        <p>{messages.t('carry.text')}</p>
        <button type="button" id="save-sealed">
          {messages.t('carry.save')}
        </button>
        <p>
          {messages.t('carry.page')}{' '}
          <a href={linksFor(context).sealed} target="_blank" rel="noopener noreferrer">
            {messages.t('site.sealed')}
          </a>
        </p>
        <p>{messages.t('carry.code')}</p>
        <CodeDigits id="carry-code" />
      </div>
    </section>
  );
}
