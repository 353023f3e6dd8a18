import { laterDay } from '../../crypto/keyring.ts';
import { schemaVersion } from '../../report/report.ts';
import { buildDay } from './constants.ts';

/** What the page says of itself whenever something is sealed. */
export interface PageFacts {
  readonly origin: string;
  readonly formBuild: string;
  readonly uiLanguage: string;
  /** UTC day of the device. */
  readonly today: string;
}

/** What every report says that is sealed in a browser. @param isExpired whether its keyring had. */
export const browserFacts = ({ origin, formBuild, uiLanguage, today }: PageFacts, isExpired: boolean) =>
  ({
    schemaVersion,
    sealedBy: 'browser',
    createdDay: laterDay(today, buildDay),
    origin,
    formBuild,
    uiLanguage,
    ...(isExpired && { keyringExpired: true as const }),
  }) as const;
