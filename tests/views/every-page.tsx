import { contradictionIds } from '../../report/contradictions.ts';
import type { FieldError } from '../../report/field-errors.ts';
import { checkAnswers, type FormId, forms } from '../../report/form.ts';
import { leftOutReasons } from '../../report/left-out.ts';
import type { Pasted } from '../../report/pasted-mps.ts';
import type { Question } from '../../report/questions.ts';
import { everyMpPrefix, fieldAt } from '../../report/read-form.ts';
import { formFields } from '../../tools/form-fields.ts';
import { sealedStates } from '../../views/components/sealed-results.tsx';
import { listTooLong } from '../../views/error-sentence.ts';
import { linksFor } from '../../views/links.ts';
import type { Messages } from '../../views/messages.ts';
import type { FieldValues, PageContext, PageSettings } from '../../views/page.ts';
import { AboutPage } from '../../views/pages/about.tsx';
import { AccessibilityPage } from '../../views/pages/accessibility.tsx';
import { DoorsPage } from '../../views/pages/doors.tsx';
import { IssuedPage } from '../../views/pages/issued.tsx';
import { LandingPage } from '../../views/pages/landing.tsx';
import { PlainNoticePage } from '../../views/pages/plain-notice.tsx';
import { PrivacyPage } from '../../views/pages/privacy.tsx';
import { ProblemPage, problemIds } from '../../views/pages/problem.tsx';
import { ReceiptPage } from '../../views/pages/receipt.tsx';
import { ReportPage } from '../../views/pages/report.tsx';
import { SafetyPage } from '../../views/pages/safety.tsx';
import { SealedPage } from '../../views/pages/sealed.tsx';
import { render } from '../../views/render.ts';
import { wholeAlert, wholeAnswers } from '../report/whole-answers.ts';
import { catalogues, messagesFor } from './languages.ts';

export const codeGroups = ['01234', '56789', '11111', '22222', '33333', '44444', '55555', '66666', '77777'];
export const formIds = ['full', 'alert'] as const;

export function contextWith(settings: Partial<PageSettings> = {}, messages: Messages = messagesFor('en')): PageContext {
  return {
    messages,
    languages: [...catalogues.values()].map(({ meta: { language, name, direction } }) => ({
      code: language,
      name,
      direction,
    })),
    assets: {
      style: '/assets/main-0a.css',
      noscriptStyle: '/assets/noscript-0a.css',
      reportScript: '/assets/report-0a.js',
      countriesScript: '/assets/countries-0a.js',
      receiptScript: '/assets/receipt-0a.js',
      sealedScript: '/assets/carried-0a.js',
      quickExitScript: '/assets/quick-exit-0a.js',
      sealWorker: '/assets/seal-worker-0a.js',
      sodiumScript: '/assets/sodium-0a.js',
      lightScript: '/assets/light-0a.js',
      copyWorker: '/assets/copy-worker-0a.js',
      pasteWorker: '/assets/paste-worker-0a.js',
      evidenceScript: '/assets/evidence-0a.js',
      fileScript: '/assets/files-0a.js',
      answerScript: '/assets/answers-0a.js',
      favicon: '/assets/icon-0a.svg',
    },
    settings: {
      exitUrl: 'https://weather.example/',
      readingHours: 'On working days from 9 to 17 in Geneva. Opening takes up to two working days.',
      legalBasis: 'An invented agreement, for tests alone.',
      controller: 'Fictional Committee, 1 Example Street, Testland XA',
      privacyContact: 'privacy@committee.example',
      retentionDays: 365,
      threadDays: 365,
      demo: true,
      noscript: 'seal',
      rootFingerprint: codeGroups.join(' '),
      fictionalCountries: true,
      maxFileBytes: 256 * 1024 * 1024,
      maxFiles: 30,
      formBuild: '0.1.0',
      takeAwayBytes: 1_400_000,
      takeAwayCheck: 'https://committee.example/form',
      ...settings,
    },
    path: `/${messages.language}/report`,
  };
}

/** What an empty form answers: every needed question. */
export function allErrors(form: FormId): readonly FieldError[] {
  const checked = checkAnswers(form, {});
  return checked.ok ? [] : checked.errors;
}

/** A value that a question refuses; blank where nothing else is wrong. */
function wrongValue({ control, ...question }: Question): FieldValues {
  const name = fieldAt(question, 0);
  switch (control) {
    case 'text':
    case 'longtext':
      return { [name]: 'x'.repeat('maxLength' in question ? question.maxLength + 1 : 0) };
    case 'date':
      return { [`${name}.year`]: '2031', [`${name}.month`]: '13' };
    case 'confirm':
      return {};
    default:
      return { [name]: 'nonsense' };
  }
}

/** Everything answered wrongly that can be, with what there is to mend. */
export function everyMistake(form: FormId): { readonly values: FieldValues; readonly errors: readonly FieldError[] } {
  const values: FieldValues = Object.assign({}, ...forms[form].questions.map(wrongValue));
  const checked = checkAnswers(form, values);
  return { values, errors: checked.ok ? [] : checked.errors };
}

/** Every question answered, as a browser posts it; the full report also holds what is no answer of its own. */
export const wholeValues: { readonly [Form in (typeof formIds)[number]]: FieldValues } = {
  full: {
    ...formFields(wholeAnswers),
    [`${everyMpPrefix}country`]: 'XE',
    [`${everyMpPrefix}capacityThen`]: 'elect_not_seated',
    [`${everyMpPrefix}chamber`]: 'upper',
    [`${everyMpPrefix}party`]: 'Red Dusk',
    'paste.text': 'Ana Prueba\r\nБорис Пример',
    'paste.asTable': 'yes',
  },
  alert: formFields(wholeAlert),
};

const pasted: Pasted = {
  leftOut: leftOutReasons.map((reason) => ({ reason, texts: ['Nr. <&>', '1.'] })),
  mps: [{ fullName: 'Ana Prueba', party: 'Green & Dawn', constituency: 'North', country: 'XA' }, { fullName: 'Борис' }],
  unread: [3, 1700],
  unknownCountries: ['Freedonia', 'سيلدافيا'],
  unclearCountries: [
    { text: 'كوريا', country: undefined, choices: ['KP', 'KR'] },
    { text: 'Congo', country: 'CG', choices: ['CG', 'CD'] },
  ],
  tooMany: 2,
};

/** MPs with gaps between their numbers. */
const manyMps: FieldValues = { 'mps.0.fullName': 'Ana', 'mps.4.fullName': 'Борис', 'mps.7.party': 'Red Dusk' };

/** Files that a browser has forgotten, with names that are none of ours. */
const forgottenFiles: FieldValues = {
  'files.0.chosen': '\u202e"><b>gpj.\nexe',
  'files.0.kind': 'photo',
  'files.1.chosen': 'ж'.repeat(1000),
  'files.1.skip': 'yes',
  'files.4.captured.year': '2031',
};
const mistakesInFiles: readonly FieldError[] = (
  ['error.file.again', 'error.file.none', 'error.file.tooLarge', 'error.file.tooMany'] as const
).map((message, number) => ({
  field: `files.${number}.file`,
  code: 'required',
  message,
  told: { name: 'a.jpg', number: number + 1, limit: '32 MB' },
}));

/** The form in every state, by a name for messages. */
export function formPages(messages?: Messages): ReadonlyMap<string, string> {
  const context = contextWith({}, messages);
  const strict = contextWith({ noscript: 'refuse', demo: false, fictionalCountries: false }, messages);
  const { plainForm, alert, report } = linksFor(context);
  const plainly = { ...context, path: plainForm };
  const pages = new Map<string, ReturnType<typeof ReportPage>>();
  for (const form of formIds) {
    const at = { ...context, path: form === 'full' ? report : alert };
    const atPlain = form === 'full' ? plainly : at;
    const errors = allErrors(form);
    pages.set(`${form}, sealed`, <ReportPage context={at} form={form} way="sealed" />);
    pages.set(`${form}, sealed, refusing`, <ReportPage context={strict} form={form} way="sealed" />);
    pages.set(`${form}, sealed with errors`, <ReportPage context={at} form={form} way="sealed" errors={errors} />);
    pages.set(`${form}, plain`, <ReportPage context={atPlain} form={form} way="plain" />);
    pages.set(`${form}, plain with errors`, <ReportPage context={atPlain} form={form} way="plain" errors={errors} />);
    pages.set(
      `${form}, plain with every mistake`,
      <ReportPage context={atPlain} form={form} way="plain" {...everyMistake(form)} />,
    );
    pages.set(
      `${form}, plain with every answer`,
      <ReportPage context={atPlain} form={form} way="plain" values={wholeValues[form]} />,
    );
  }
  const full = { context: plainly, form: 'full', way: 'plain' } as const;
  const contradictions = contradictionIds;
  pages.set(
    'full, plain, to look at again',
    <ReportPage {...full} values={wholeValues.full} lookAgain={{ contradictions, pasted }} />,
  );
  pages.set(
    'full, plain, with more room',
    <ReportPage {...full} values={{ 'blocks.events': '6' }} lookAgain={{ contradictions: [], isMore: true }} />,
  );
  pages.set(
    'full, plain, with a list too long',
    <ReportPage {...full} values={{ 'paste.text': 'Somebody' }} errors={[listTooLong]} />,
  );
  pages.set('full, plain, checked', <ReportPage {...full} lookAgain={{ contradictions: [], isChecked: true }} />);
  pages.set(
    'full, plain, of no named page',
    <ReportPage {...full} lookAgain={{ contradictions: [], isUnnamed: true }} />,
  );
  pages.set(
    'full, plain, not stored',
    <ReportPage {...full} lookAgain={{ contradictions: [], problem: 'server-error' }} />,
  );
  pages.set('full, plain, with files to choose again', <ReportPage {...full} values={forgottenFiles} />);
  pages.set(
    'full, plain, with mistakes in files',
    <ReportPage {...full} values={forgottenFiles} errors={mistakesInFiles} />,
  );
  pages.set('full, plain, many MPs', <ReportPage {...full} values={manyMps} />);
  return new Map([...pages].map(([name, page]) => [name, render(page)]));
}

/** Every page in every state, by a name for messages. */
export function everyPage(messages?: Messages): ReadonlyMap<string, string> {
  const context = contextWith({}, messages);
  const strict = contextWith({ noscript: 'refuse', demo: false, fictionalCountries: false }, messages);
  const pages = new Map([
    ['landing', <LandingPage context={context} />],
    ['safety', <SafetyPage context={context} />],
    ['privacy', <PrivacyPage context={context} />],
    ['privacy, refusing', <PrivacyPage context={strict} />],
    ['accessibility', <AccessibilityPage context={context} />],
    ['doors', <DoorsPage context={context} checked={null} />],
    ['doors, checked', <DoorsPage context={context} checked="2026-01-31" />],
    ['about', <AboutPage context={context} />],
    ['plain notice', <PlainNoticePage context={context} />],
    ['plain notice, refusing', <PlainNoticePage context={strict} />],
    ['issued', <IssuedPage context={context} groups={codeGroups} />],
    ['issued, with files', <IssuedPage context={context} groups={codeGroups} fileCount={3} />],
    ['receipt', <ReceiptPage context={context} way="sealed" />],
    ['receipt, refusing', <ReceiptPage context={strict} way="sealed" />],
    ['receipt, plain', <ReceiptPage context={context} way="plain" />],
    ['receipt, of no named page', <ReceiptPage context={context} way="plain" code="12345" isUnnamed />],
  ]);
  for (const kind of ['received', 'collected', 'unknown', 'slip', 'several'] as const) {
    const token = kind === 'received' || kind === 'collected' ? { token: 'ab'.repeat(32) } : {};
    pages.set(`receipt, ${kind}`, <ReceiptPage context={context} way="plain" result={{ kind, ...token }} />);
  }
  const found = { kind: 'unknown', repaired: codeGroups, groups: [3] } as const;
  const repaired = <ReceiptPage context={context} way="plain" result={found} />;
  pages.set('receipt, repaired', repaired);
  const results = sealedStates.map((state) => ({ name: state === 'none' ? '' : `data <&> ${state}.bin`, state }));
  pages.set('sealed', <SealedPage context={context} way="sealed" />);
  pages.set('sealed, handed in', <SealedPage context={context} way="plain" results={results} />);
  pages.set('sealed, not handed in', <SealedPage context={context} way="plain" results={results.slice(2)} />);
  for (const id of problemIds) pages.set(`problem, ${id}`, <ProblemPage context={context} problem={{ id }} />);
  return new Map([...[...pages].map(([name, page]) => [name, render(page)] as const), ...formPages(messages)]);
}
