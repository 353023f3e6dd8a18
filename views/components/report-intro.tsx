import type { Messages } from '../messages.ts';
import type { Way } from '../page.ts';

/** What to know before the first question. */
export function ReportIntro({ messages, way }: { messages: Messages; way: Way }) {
  return (
    <>
      <p>{messages.t('report.needed')}</p>
      <p>
        {messages.t('report.order')} {way === 'sealed' && messages.t('report.reload')} {messages.t('report.back')}
      </p>
    </>
  );
}
