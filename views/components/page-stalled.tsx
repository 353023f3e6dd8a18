import type { PageContext } from '../page.ts';

interface Props {
  readonly context: PageContext;
  /** What this page cannot do yet. */
  readonly title: string;
}

/** As on the report page: uncovered after five seconds unless a script is ready. */
export function PageStalled({ context: { messages, path }, title }: Props) {
  return (
    <div id="stalled" class="stalled notice" role="status">
      <h2>{title}</h2>
      <p>{messages.t('receipt.stalled.text')}</p>
      <p>
        <a href={path} target="_blank" rel="noopener noreferrer">
          {messages.t('receipt.stalled.newTab')}
        </a>
      </p>
    </div>
  );
}
