import { dayIn } from '../day-in.ts';
import type { PageContext } from '../page.ts';
import { CodeDigits } from './code-digits.tsx';
import { SafetyAdvice } from './safety-advice.tsx';
import { Sentence } from './sentence.tsx';
import { TopicSection } from './topic-section.tsx';

/** What somebody should know who has got the take-away form; all of it is in the file, since nothing can be looked up. */
export function CarriedNotes({ context, expires }: { context: PageContext; expires: string }) {
  const { messages } = context;
  return (
    <>
      <TopicSection messages={messages} topic="takeAway.about" points={['offline', 'file', 'carry']}>
        <p>{messages.t('takeAway.about.until', { day: dayIn(messages.language, expires) })}</p>
      </TopicSection>
      <details>
        <summary>
          <Sentence messages={messages} message="safety.title" />
        </summary>
        <SafetyAdvice
          context={context}
          screen={['safety.screen.blank', 'safety.screen.keys', 'safety.screen.stays', 'safety.screen.files']}
          know={['landing.limits.promise', 'landing.reading.who']}
        />
      </details>
      <details>
        <summary>{messages.t('takeAway.genuine.title')}</summary>
        <Genuine context={context} />
      </details>
    </>
  );
}

/** Where to compare the file; it cannot vouch for itself, and says so. */
function Genuine({ context: { messages, settings } }: { context: PageContext }) {
  const { t } = messages;
  return (
    <>
      <p>{t('takeAway.genuine.changed')}</p>
      <p>{t('takeAway.genuine.compare')}</p>
      {settings.takeAwayCheck ? (
        <p>
          {t('takeAway.genuine.where')}{' '}
          <bdi dir="ltr" translate="no">
            {settings.takeAwayCheck}
          </bdi>
        </p>
      ) : (
        <p>{t('takeAway.genuine.ask')}</p>
      )}
      <p>
        <strong>{t('takeAway.genuine.forged')}</strong>
      </p>
      <p>{t('about.fingerprint.label')}</p>
      <p>
        <CodeDigits groups={settings.rootFingerprint.split(' ')} />
      </p>
    </>
  );
}
