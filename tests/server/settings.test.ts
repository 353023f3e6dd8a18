import { expect, it } from 'vitest';
import { readSettings, type SettingsError } from '../../server/settings.ts';

const good = {
  COMMITTEE: 'committee.json',
  KEYRINGS: 'keys',
  DATABASE: 'reports.sqlite',
  SMTP_URL: 'smtp://127.0.0.1:25',
  MAIL_FROM: 'form@report.example',
  MAIL_TO: 'team@committee.example',
  READING_HOURS_EN: 'Monday to Friday',
};

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    return (error as SettingsError).problems;
  }
}

it('fills in what has a default', () => {
  expect(readSettings(good)).toMatchObject({
    PORT: 8080,
    TEAM_ORIGIN: 'http://localhost:8081',
    NOSCRIPT: 'seal',
    MAIL_WINDOW_SECONDS: 900,
  });
});

it('names every missing setting at once', () => {
  const problems = problemsOf({});
  for (const name of Object.keys(good)) expect(problems.filter((each) => each.startsWith(name))).toHaveLength(1);
  expect(problemsOf(Object.fromEntries(Object.keys(good).map((name) => [name, ''])))).toEqual(problems);
});

it('names every contradiction and malformed value', () => {
  const problems = problemsOf({
    ...good,
    PORT: '9',
    TEAM_PORT: '9',
    NOSCRIPT: 'maybe',
    SMTP_URL: 'mail',
    TEAM_ORIGIN: 'localhost',
    MAIL_WINDOW_SECONDS: '0',
    EXIT_URL_EN: 'http://a.example/',
  });
  for (const name of [
    'TEAM_ORIGIN',
    'NOSCRIPT',
    'SMTP_URL',
    'MAIL_WINDOW_SECONDS',
    'EXIT_URL_EN',
    'PORT and TEAM_PORT',
  ])
    expect(problems.filter((each) => each.startsWith(name))).toHaveLength(1);
  expect(problemsOf({ ...good, NOSCRIPT: 'refuse', DEMO: '1' })).toHaveLength(1);
});
