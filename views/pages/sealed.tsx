import { Document } from '../components/document.tsx';
import { ScriptMessages } from '../components/script-messages.tsx';
import { SealedFileForm } from '../components/sealed-file-form.tsx';
import { type SealedResult, SealedResults } from '../components/sealed-results.tsx';
import { SendingProgress } from '../components/sending-progress.tsx';
import type { PageContext, Way } from '../page.ts';
import { sealedMessages } from '../script-messages.ts';

interface Props {
  readonly context: PageContext;
  /** `sealed` looks at files and sends them by a script; `plain` is the answer to a post without one. */
  readonly way: Way;
  readonly results?: readonly SealedResult[];
}

/** Where anybody hands in sealed files that they carry. */
export function SealedPage({ context, way, results }: Props) {
  const { messages, assets } = context;
  const { t } = messages;
  return (
    <Document context={context} title={t('title.sealed')} scripts={way === 'sealed' ? [assets.sealedScript] : []}>
      <h1>{t('sealed.title')}</h1>
      {(way === 'sealed' || results) && <SealedResults messages={messages} results={results} />}
      <p>{t('sealed.lead')}</p>
      <ul>
        <li>{t('sealed.closed')}</li>
        <li>{t('sealed.anybody')}</li>
        <li>{t('sealed.twice')}</li>
        <li>{t('sealed.seen')}</li>
      </ul>
      {way === 'sealed' && <SendingProgress messages={messages} id="sealed" />}
      <SealedFileForm context={context} way={way} />
      {way === 'sealed' && <ScriptMessages sentences={sealedMessages(messages)} />}
    </Document>
  );
}
