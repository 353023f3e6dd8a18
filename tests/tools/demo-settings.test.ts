import { expect, test } from 'vitest';
import { readSettings } from '../../server/settings.ts';
import { demoSettings } from '../../tools/demo-settings.ts';
import { catalogues, inventedCatalogue } from '../views/languages.ts';

test('a demonstration can speak every language that has a catalogue, prepared for or not', () => {
  const codes = ['en', 'fr', 'es', 'ar', 'pt', 'zh-Hant'];
  const all = new Map([...codes.map((code) => [code, inventedCatalogue(code)] as const), ...catalogues]);
  const environment = {
    COMMITTEE: 'committee.json',
    KEYRINGS: 'keys',
    DATABASE: 'reports.sqlite',
    SMTP_URL: 'smtp://127.0.0.1:25',
    MAIL_FROM: 'form@report.example',
    MAIL_TO: 'team@committee.example',
    ...demoSettings([...all.keys()]),
  };
  const { languages, CONTROLLER } = readSettings(environment, all);
  expect(languages.map(({ code }) => code)).toEqual([...all.keys()]);
  expect(new Set(languages.map(({ readingHours }) => readingHours)).size).toBe(5);
  expect(CONTROLLER).toMatch(/fictional/i);
});
