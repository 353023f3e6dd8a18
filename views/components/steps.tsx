import { sectionsOf } from '../form-layout.ts';
import type { FormProps } from '../page.ts';
import { filesSection } from './plain-files.tsx';

/**
 * The parts of the full report, to go to any of them; a script says how far each is. What it will say at first stands
 * there already, unseen, so that nothing moves when it starts.
 */
export function Steps({ context: { messages }, questions, way }: FormProps) {
  const needed = questions.filter(({ required, when }) => required && !when);
  const isScripted = way !== 'plain';
  const sections = sectionsOf(questions).filter((section) => section !== 'alert');
  return (
    <nav id="steps" class="steps" aria-label={messages.t('steps.title')}>
      <ol>
        {[...sections, ...(way === 'take-away' ? (['evidence'] as const) : [])].map((section) => (
          <li>
            <a href={`#section-${section}`} data-step={section}>
              {messages.t(`section.${section}.title`)}
            </a>{' '}
            {isScripted && (
              <span data-state="">
                (
                {messages.t(
                  needed.some((question) => question.section === section)
                    ? 'steps.state.empty'
                    : 'steps.state.optional',
                )}
                )
              </span>
            )}
          </li>
        ))}
        {way === 'plain' && (
          <li>
            <a href={`#${filesSection}`}>{messages.t('section.evidence.title')}</a>
          </li>
        )}
      </ol>
      {isScripted && <p id="progress">{messages.t('steps.progress', { done: 0, all: needed.length })}</p>}
    </nav>
  );
}
