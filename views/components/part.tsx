import type { PropsWithChildren } from 'hono/jsx';
import type { PartId } from '../../report/questions.ts';
import type { PageContext } from '../page.ts';

interface Props {
  readonly context: PageContext;
  readonly part: PartId;
  readonly isOpen: boolean;
}

/** Optional questions that stand together, folded until somebody wants them. */
export function Part({ context, part, isOpen, children }: PropsWithChildren<Props>) {
  return (
    <details class="part" open={isOpen}>
      <summary>{context.messages.t(`part.${part}.title`)}</summary>
      {children}
    </details>
  );
}
