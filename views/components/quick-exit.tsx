import type { PageContext } from '../page.ts';
import { Sentence } from './sentence.tsx';

interface Props {
  readonly context: PageContext;
  /** The first link of the page, seen only when it has the focus: from there the bar is many steps away. */
  readonly first?: boolean;
}

/** Leaves for an everyday website. A plain link: it must work when no script does. */
export function QuickExit({ context: { messages, settings }, first }: Props) {
  return (
    <a
      id={first ? undefined : 'quick-exit'}
      class={first ? 'skip' : 'quick-exit'}
      href={settings.exitUrl}
      rel="nofollow noreferrer"
      // A hand that shakes would drag the link instead of pressing it.
      draggable={false}
      data-quick-exit=""
    >
      <Sentence messages={messages} message={first ? 'exit.first' : 'exit.button'} />
    </a>
  );
}
