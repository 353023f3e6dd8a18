import { questions } from '../../report/questions.ts';
import { CodeDigits } from '../components/code-digits.tsx';
import { Document } from '../components/document.tsx';
import { LandingSection } from '../components/landing-section.tsx';
import { linksFor } from '../links.ts';
import type { PageContext } from '../page.ts';

/** Who asks, what this can and cannot do, and the way in. Whoever is in a hurry finds the button first. */
export function LandingPage({ context }: { context: PageContext }) {
  const { messages, settings } = context;
  const links = linksFor(context);
  return (
    <Document context={context} title={messages.t('title.landing')} isListed>
      <h1>{messages.t('site.name')}</h1>
      <p>{messages.t('landing.lead')}</p>
      <div class="notice">
        <h2>{messages.t('landing.notEmergency.title')}</h2>
        <p>{messages.t('landing.notEmergency.text')}</p>
      </div>
      <p>
        <a class="button" href={links.report}>
          {messages.t('landing.start')}
        </a>
      </p>
      <p>{messages.t('landing.startHint', { count: questions.length })}</p>
      <p>
        {messages.t('landing.returning')} <a href={links.receipt}>{messages.t('landing.returningLink')}</a>
      </p>
      <LandingSection messages={messages} topic="protection" points={['sealed', 'offline', 'nothing']} />
      <LandingSection messages={messages} topic="limits" points={['promise', 'spied', 'network', 'code']} />
      <LandingSection messages={messages} topic="next" points={['code', 'open', 'check', 'choice']} />
      <LandingSection messages={messages} topic="reading" points={['who']}>
        <p>{settings.readingHours}</p>
      </LandingSection>
      <LandingSection messages={messages} topic="committee" points={['body', 'scope', 'work', 'meets', 'who']} />
      <LandingSection messages={messages} topic="exit" points={['button', 'keys', 'history']} />
      <LandingSection messages={messages} topic="fingerprint" points={['text']}>
        <p>{messages.t('landing.fingerprint.label')}</p>
        <p>
          <CodeDigits groups={settings.rootFingerprint.split(' ')} />
        </p>
      </LandingSection>
    </Document>
  );
}
