import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, {
  type Browser,
  type BrowserContext,
  type CreatePageOptions,
  type LaunchOptions,
  type Page,
} from 'puppeteer-core';
import { chromium, findProgram, headlessShell } from '../../tools/programs.ts';
import { patienceMs } from '../eventually.ts';

/** The browsers of every journey; the last one is set up as hardened ones are: no WebAssembly, no JIT. */
export const browserKinds = ['chromium', 'firefox', 'hardened firefox'] as const;
export type BrowserKind = (typeof browserKinds)[number];

/** Which engine must seal there. */
export const engineOf: Readonly<Record<BrowserKind, 'sodium' | 'light'>> = {
  chromium: 'sodium',
  firefox: 'sodium',
  'hardened firefox': 'light',
};

/** A browser for tests that knows nothing of what others did: it has a profile of its own, or a context. */
export interface Started {
  readonly kind: BrowserKind;
  readonly browser: Browser;
  newPage(options?: CreatePageOptions): Promise<Page>;
  end(): Promise<void>;
}

export interface StartOptions {
  /** Port of a loopback proxy that is the only way out, for loopback addresses too. */
  readonly proxyPort?: number;
  /** Folder for what pages hand over as files. */
  readonly downloads?: string;
  /** Folder for all that the browser writes, kept at the end; without it, an empty profile that is taken away. */
  readonly profile?: string;
  /**
   * Whether Chromium comes with all that stands around a page: what it keeps, fills in, and calls home about. Else its
   * shell will do, the same engine in two thirds of the time.
   */
  readonly isWhole?: boolean;
  /** Whoever drives the browser is not told of what is sent and received, as nobody is told in a person's. */
  readonly isUnwatched?: boolean;
  /** More preferences, of Firefox alone. */
  readonly preferences?: Readonly<Record<string, boolean | number | string>>;
}

const phone = { width: 360, height: 740 };

function chromiumOptions({ proxyPort, profile, isWhole = profile !== undefined }: StartOptions): LaunchOptions {
  return {
    executablePath:
      process.env.CHROMIUM ??
      (isWhole ? null : findProgram(headlessShell.name)) ??
      findProgram(chromium.name) ??
      chromium.name,
    defaultViewport: { ...phone, isMobile: true, hasTouch: true },
    args: [
      // Chromium refuses its own sandbox to root; these pages are ours. The rest keeps it from calling home.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-features=HttpsUpgrades,AutofillServerCommunication,OptimizationHints,MediaRouter',
      '--disable-domain-reliability',
      ...(proxyPort ? [`--proxy-server=http://127.0.0.1:${proxyPort}`, '--proxy-bypass-list=<-loopback>'] : []),
    ],
  };
}

/** What hardened browsers take away: WebAssembly, every compiler of JavaScript, asm.js, compiled patterns. */
const hardenedPreferences = {
  'javascript.options.wasm': false,
  'javascript.options.ion': false,
  'javascript.options.baselinejit': false,
  'javascript.options.blinterp': false,
  'javascript.options.native_regexp': false,
  'javascript.options.asmjs': false,
};

/** Keeps Firefox from calling home, so that a recording holds the page's requests alone. */
const quietPreferences = {
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.prefetch-next': false,
  'network.dns.disablePrefetch': true,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.server': 'data:,',
  'dom.security.https_first': false,
  // One process that waits for a next page, whether one comes or not.
  'dom.ipc.processPrelaunch.enabled': false,
  // Bytes of bodies that it keeps for its driver: puppeteer asks for all there are, up to 200 MiB.
  'remote.network.maxTotalDataSize': 1,
};

function firefoxOptions(kind: BrowserKind, { proxyPort, downloads, preferences }: StartOptions): LaunchOptions {
  return {
    browser: 'firefox',
    executablePath: findProgram('firefox-esr') ?? 'firefox-esr',
    defaultViewport: phone,
    extraPrefsFirefox: {
      ...quietPreferences,
      ...(kind === 'hardened firefox' ? hardenedPreferences : {}),
      ...(downloads ? { 'browser.download.folderList': 2, 'browser.download.dir': downloads } : {}),
      ...(proxyPort
        ? {
            'network.proxy.type': 1,
            'network.proxy.http': '127.0.0.1',
            'network.proxy.http_port': proxyPort,
            'network.proxy.ssl': '127.0.0.1',
            'network.proxy.ssl_port': proxyPort,
            'network.proxy.allow_hijacking_localhost': true,
            'network.proxy.no_proxies_on': '',
          }
        : {}),
      ...preferences,
    },
  };
}

/** Starts a browser of a kind. */
export async function startBrowser(kind: BrowserKind, options: StartOptions = {}): Promise<Started> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'browser-'));
  const browser = await launch(kind, options, profile);
  return {
    kind,
    browser,
    newPage: (how) => patientPage(browser, how),
    async end() {
      await browser.close();
      if (!options.profile) rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** A page whose waits are only against hanging. */
export async function patientPage(from: Browser | BrowserContext, how?: CreatePageOptions): Promise<Page> {
  const page = await from.newPage(how);
  page.setDefaultTimeout(patienceMs);
  return page;
}

/** The program alone. @param profile folder for what it writes. */
export function launch(kind: BrowserKind, options: StartOptions, profile: string): Promise<Browser> {
  const { FIREFOX_PROFILE } = process.env;
  if (kind !== 'chromium' && !options.profile && FIREFOX_PROFILE) cpSync(FIREFOX_PROFILE, profile, { recursive: true });
  return puppeteer.launch({
    ...(kind === 'chromium' ? chromiumOptions(options) : firefoxOptions(kind, options)),
    userDataDir: profile,
    timeout: patienceMs,
    networkEnabled: options.isUnwatched !== true,
    env: {
      ...process.env,
      // Where a machine names no locale, Chromium finds no file whose name is in another script.
      LC_ALL: 'C.UTF-8',
      // What it puts elsewhere in its home or among temporary files is to be found too.
      ...(options.profile ? { HOME: profile, TMPDIR: profile } : {}),
    },
    ...(options.downloads && kind === 'chromium'
      ? { downloadBehavior: { policy: 'allow', downloadPath: options.downloads } }
      : {}),
  });
}
