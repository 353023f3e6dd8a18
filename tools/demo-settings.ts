/** What a demonstration says of itself in a language; the particulars are invented, and say so. */
interface DemoTexts {
  readonly readingHours: string;
  readonly legalBasis: string;
}

const english: DemoTexts = {
  readingHours:
    'People read reports Monday to Friday, 9:00 to 17:00 in Geneva. First opening takes up to two working days.',
  legalBasis:
    'Fictional, for this demonstration only: an invented committee uses these data to protect members of parliament, with the agreement of those who report.',
};

const texts: Readonly<Record<string, DemoTexts>> = {
  fr: {
    readingHours:
      'Les signalements sont lus du lundi au vendredi, de 9 h à 17 h à Genève. La première ouverture prend jusqu’à deux jours ouvrables.',
    legalBasis:
      'Fictif, pour cette démonstration seulement : un comité inventé utilise ces données pour protéger des parlementaires, avec l’accord des personnes qui signalent.',
  },
  es: {
    readingHours:
      'Los informes se leen de lunes a viernes, de 9:00 a 17:00 en Ginebra. La primera apertura tarda hasta dos días laborables.',
    legalBasis:
      'Ficticio, solo para esta demostración: un comité inventado usa estos datos para proteger a parlamentarios, con el acuerdo de quienes informan.',
  },
  ar: {
    readingHours:
      'تُقرأ البلاغات من الاثنين إلى الجمعة، من الساعة 9:00 إلى الساعة 17:00 بتوقيت جنيف. قد يستغرق فتح البلاغ أول مرة يومي عمل.',
    legalBasis:
      'نص خيالي لهذا العرض التجريبي فقط: تستخدم لجنة مختلقة هذه البيانات لحماية برلمانيين، بموافقة من يبلّغون.',
  },
  pt: {
    readingHours:
      'Os relatos são lidos de segunda a sexta-feira, das 9h às 17h em Genebra. A primeira abertura demora até dois dias úteis.',
    legalBasis:
      'Fictício, apenas para esta demonstração: um comité inventado usa estes dados para proteger parlamentares, com o acordo de quem relata.',
  },
};

/** Settings of a demonstration in the given languages; one that has no texts here says them in English. */
export function demoSettings(languages: readonly string[]): Record<string, string> {
  const settings: Record<string, string> = {
    DEMO: '1',
    LANGUAGES: languages.join(','),
    CONTROLLER: 'Fictional Committee of the Demonstration, 1 Example Street, Testland XA',
    PRIVACY_CONTACT: 'privacy@committee.example',
    RETENTION_DAYS: '365',
    TAKE_AWAY_CHECK: 'https://committee.example/form',
  };
  for (const language of languages) {
    const { readingHours, legalBasis } = texts[language] ?? english;
    const suffix = language.toUpperCase().replaceAll('-', '_');
    settings[`READING_HOURS_${suffix}`] = readingHours;
    settings[`LEGAL_BASIS_${suffix}`] = legalBasis;
  }
  return settings;
}
