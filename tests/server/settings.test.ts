import { expect, it } from 'vitest';
import type { Catalogues } from '../../server/catalogues.ts';
import { readSettings, type SettingsError } from '../../server/settings.ts';
import { english, inventedCatalogue } from '../views/languages.ts';

const good = {
  COMMITTEE: 'committee.json',
  KEYRINGS: 'keys',
  DATABASE: 'reports.sqlite',
  SMTP_URL: 'smtp://127.0.0.1:25',
  MAIL_FROM: 'form@report.example',
  MAIL_TO: 'team@committee.example',
  CONTROLLER: 'Fictional Committee, Testland XA',
  PRIVACY_CONTACT: 'privacy@committee.example',
  RETENTION_DAYS: '365',
  READING_HOURS_EN: 'Monday to Friday',
  LEGAL_BASIS_EN: 'An invented agreement',
};
const allowed = { ...good, ALLOW_UNREVIEWED: 'en' };
const two = {
  ...allowed,
  LANGUAGES: 'en, zh-Hant',
  READING_HOURS_ZH_HANT: 'Mondays',
  LEGAL_BASIS_ZH_HANT: 'Agreed',
  ALLOW_UNREVIEWED: 'en,zh-Hant',
};

const unread = (catalogue: typeof english) => ({
  ...catalogue,
  meta: { ...catalogue.meta, reviewed: { safety: 'no', consent: 'no' } },
});
const catalogues: Catalogues = new Map([
  ['en', unread(english)],
  ['zh-Hant', unread(inventedCatalogue('zh-Hant'))],
]);

function problemsOf(environment: Record<string, string>, among = catalogues): readonly string[] {
  try {
    readSettings(environment, among);
    return [];
  } catch (error) {
    return (error as SettingsError).problems;
  }
}

it('fills in what has a default', () => {
  expect(readSettings(allowed, catalogues)).toMatchObject({
    PORT: 8080,
    TEAM_ORIGIN: 'http://localhost:8081',
    NOSCRIPT: 'seal',
    MAIL_WINDOW_SECONDS: 900,
    mailLanguage: 'en',
    languages: [{ code: 'en', exitUrl: 'https://www.wikipedia.org/', readingHours: 'Monday to Friday' }],
  });
});

it('names every missing setting at once', () => {
  const demo = { DEMO: '1' };
  const problems = problemsOf(demo);
  expect(problems).toHaveLength(Object.keys(good).length);
  for (const name of Object.keys(good)) expect(problems.filter((each) => each.startsWith(`${name} `))).toHaveLength(1);
  expect(problemsOf({ ...demo, ...Object.fromEntries(Object.keys(good).map((name) => [name, ''])) })).toEqual(problems);
});

it('names every contradiction and malformed value', () => {
  const problems = problemsOf({
    ...allowed,
    PORT: '9',
    TEAM_PORT: '9',
    NOSCRIPT: 'maybe',
    SMTP_URL: 'mail',
    TEAM_ORIGIN: 'localhost',
    MAIL_WINDOW_SECONDS: '0',
    EXIT_URL_EN: 'http://a.example/',
    PRIVACY_CONTACT: 'by telephone',
    RETENTION_DAYS: 'a year',
    TAKE_AWAY_CHECK: 'ask somebody',
    MAIL_LANGUAGE: 'xx',
    ALLOW_UNREVIEWED: 'en english',
  });
  for (const name of [
    'TEAM_ORIGIN',
    'NOSCRIPT',
    'SMTP_URL',
    'MAIL_WINDOW_SECONDS',
    'EXIT_URL_EN',
    'PRIVACY_CONTACT',
    'RETENTION_DAYS',
    'TAKE_AWAY_CHECK',
    'MAIL_LANGUAGE',
    'ALLOW_UNREVIEWED',
    'PORT and TEAM_PORT',
  ])
    expect(problems.filter((each) => each.startsWith(`${name} `))).toHaveLength(1);
  expect(problemsOf({ ...allowed, NOSCRIPT: 'refuse', DEMO: '1' })).toHaveLength(1);
  for (const LANGUAGES of ['EN', 'en;zh-Hant', 'en,en', ','])
    expect(problemsOf({ ...allowed, LANGUAGES })).toEqual([expect.stringMatching(/^LANGUAGES is not a list/)]);
});

it.each([
  ['DATABASE', ':memory:'],
  ['PORT', '0'],
  ['TEAM_PORT', '65536'],
  ['HOST', 'localhost:8080'],
  ['HOST', 'http://localhost'],
  ['TEAM_ORIGIN', 'ftp://team.example'],
  ['TEAM_ORIGIN', 'https://team.example/'],
  ['MAIL_FROM', 'form@'],
  ['MAIL_FROM', 'form@report.example>'],
  ['MAIL_FROM', 'form@[report.example]'],
  ['MAIL_TO', 'one@committee.example,two'],
  ['PRIVACY_CONTACT', 'https://'],
  ['PRIVACY_CONTACT', 'https://committee.example:port'],
  ['TAKE_AWAY_CHECK', 'https:///committee.example'],
  ['EXIT_URL_EN', 'https://user:password@weather.example/'],
])('refuses %s=%s at start, not with the first page or mail', (name, value) => {
  expect(problemsOf({ ...allowed, [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} is `))]);
});

it('tells what was found before with what it finds', () => {
  const told = () => readSettings({ ...allowed, PORT: 'x' }, catalogues, ['CONTROLLER is cut']);
  expect(told).toThrow('CONTROLLER is cut; PORT is not a port');
});

it('takes settings once a language, each by its tag in capitals', () => {
  const { languages } = readSettings({ ...two, EXIT_URL_EN: 'https://weather.example/' }, catalogues);
  expect(languages).toMatchObject([
    { code: 'en', exitUrl: 'https://weather.example/' },
    { code: 'zh-Hant', name: 'Invented zh-Hant', readingHours: 'Mondays', exitUrl: 'https://zh.wikipedia.org/' },
  ]);
  expect(problemsOf({ ...allowed, LANGUAGES: 'en,zh-Hant', ALLOW_UNREVIEWED: 'en,zh-Hant' })).toEqual([
    expect.stringMatching(/^READING_HOURS_ZH_HANT is missing/),
    expect.stringMatching(/^LEGAL_BASIS_ZH_HANT is missing/),
  ]);
});

it('names a language that has no catalogue', () => {
  expect(problemsOf({ ...allowed, LANGUAGES: 'en,xx' })).toEqual([expect.stringContaining('views/locales/xx.json')]);
});

it('refuses a language whose sentences on safety or consent nobody has reviewed', () => {
  const [problem = '', ...others] = problemsOf({ ...two, ALLOW_UNREVIEWED: 'zh-Hant' });
  expect(others).toEqual([]);
  for (const part of ['en (English)', 'safety and consent', 'ALLOW_UNREVIEWED']) expect(problem).toContain(part);
  const half = { ...english, meta: { ...english.meta, reviewed: { safety: 'A. Reader, 2027-01-31', consent: 'no' } } };
  expect(problemsOf(good, new Map([['en', half]]))[0]).toContain('sentences on consent:');
  const read = {
    ...half,
    meta: { ...half.meta, reviewed: { ...half.meta.reviewed, consent: 'A. Reader, 2027-01-31' } },
  };
  expect(problemsOf(good, new Map([['en', read]]))).toEqual([]);
});

it('takes every language in a demonstration, and shows originals on a real site alone', () => {
  const { ALLOW_UNREVIEWED: _, ...rest } = two;
  const shown = (environment: Record<string, string>) =>
    readSettings(environment, catalogues).languages.map(({ showsOriginal }) => showsOriginal);
  expect(shown({ ...rest, DEMO: '1' })).toEqual([false, false]);
  expect(shown(two)).toEqual([true, true]);
});

it('refuses a catalogue that lacks sentences, but in a demonstration', () => {
  const { 'site.name': _, ...messages } = inventedCatalogue('zh-Hant').messages;
  const lacking = new Map([...catalogues, ['zh-Hant', { ...inventedCatalogue('zh-Hant'), messages }] as const]);
  expect(problemsOf(two, lacking)).toEqual([expect.stringContaining('zh-Hant.json lacks 1 sentences, site.name')]);
  expect(problemsOf({ ...two, DEMO: '1' }, lacking)).toEqual([]);
});
