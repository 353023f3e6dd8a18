import { groupsOf, sectionsOf } from '../form-layout.ts';
import type { FormProps } from '../page.ts';
import { inTurn } from '../render.ts';
import { Pieces } from './pieces.tsx';
import { Things } from './things.tsx';

/** All the questions, section after section; a script shows one at a time. The alert is one piece without headings. */
export function Questions(props: FormProps) {
  const { t } = props.context.messages;
  return sectionsOf(props.questions).map((section) => {
    const questions = props.questions.filter((question) => question.section === section);
    if (section === 'alert') return <Pieces {...props} />;
    return (
      <section id={`section-${section}`} data-section={section} tabindex={-1} aria-labelledby={`title-${section}`}>
        <h2 id={`title-${section}`}>{t(`section.${section}.title`)}</h2>
        {groupsOf(questions).map(({ group, questions: run }) =>
          inTurn(props, () =>
            group ? <Things {...props} questions={run} group={group} /> : <Pieces {...props} questions={run} />,
          ),
        )}
      </section>
    );
  });
}
