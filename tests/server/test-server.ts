import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { utf8 } from '../../crypto/bytes.ts';
import { type Keyring, readKeyring } from '../../crypto/keyring.ts';
import { formatPublicKey } from '../../crypto/minisign.ts';
import { newReceipt } from '../../crypto/receipt-code.ts';
import { seal } from '../../crypto/seal.ts';
import { receiptFacts, sealReport } from '../../crypto/seal-report.ts';
import { newSigningKey, signMinisign } from '../../crypto/signing-key.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import { bufferSource } from '../../crypto/source.ts';
import type { SiteLanguage } from '../../server/build-record.ts';
import { messagesOf } from '../../server/catalogues.ts';
import type { PublishedKeyring } from '../../server/keyrings.ts';
import { newLog } from '../../server/log.ts';
import { publicApp } from '../../server/public/app.tsx';
import type { PublicServer } from '../../server/public/public-server.ts';
import { openSqliteStore } from '../../storage/sqlite.ts';
import type { Direction } from '../../views/messages.ts';
import { catalogues, inventedCatalogue } from '../views/languages.ts';

export const origin = 'https://form.example';
export const today = '2026-11-21';

const speaking = (code: string, name: string, direction: Direction = 'ltr'): SiteLanguage => ({
  code,
  name,
  direction,
  exitUrl: `https://${code}.example/`,
  readingHours: `Monday to Friday (${code})`,
  legalBasis: `An invented agreement (${code})`,
  showsOriginal: false,
});
/** English, an invented language that only its catalogue makes known, and one from right to left. */
const languages = [
  speaking('en', 'English'),
  speaking('tlh', 'Invented tlh'),
  speaking('ar', 'العربية', 'rtl'),
] as const;
const messages = messagesOf(new Map([...catalogues, ['tlh', inventedCatalogue('tlh')]]), languages);

const plentyOfDisk = { freeBytes: 100e9, totalBytes: 200e9 };

/** A public listener over a real database in a folder of its own, with a committee made for the test. */
export async function testServer(more: Partial<PublicServer> & { noscript?: 'seal' | 'refuse' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'server-'));
  const engine = await sodiumEngine();
  const identity = await generateHybridIdentity();
  const root = newSigningKey();
  /** Signs answers. */
  const reply = newSigningKey();
  const committee = {
    type: 'committee/v1' as const,
    id: 'c0'.repeat(16),
    rootPublicKey: formatPublicKey(root.publicKey),
    minimumKeyringSerial: 1,
  };
  const recipient = await identityToRecipient(identity);
  /** A signed keyring with so many recipients, all of them the one identity of the test. */
  const published = (serial: number, recipients: number, days: Partial<Keyring> = {}): PublishedKeyring => {
    const bytes = utf8(
      JSON.stringify({
        type: 'keyring/v1',
        committee: committee.id,
        serial,
        notBefore: '2026-11-01',
        expires: '2027-03-01',
        origins: [origin],
        recipients: Array.from({ length: recipients }, (_, at) => ({ label: `Reader ${at + 1}`, recipient })),
        replyKeys: [
          { publicKey: formatPublicKey(reply.publicKey), from: '2026-11-01', until: '2027-03-01', revoked: false },
        ],
        assetKeys: [],
        ...days,
      } satisfies Keyring),
    );
    const minisig = signMinisign(root, bytes);
    return { bytes, minisig, keyring: readKeyring(engine, committee, bytes, minisig), isBelieved: true };
  };
  mkdirSync(join(folder, 'public/en'), { recursive: true });
  mkdirSync(join(folder, 'public/assets'));
  writeFileSync(join(folder, 'public/en/report.html'), '<!doctype html><title>Form</title>');
  writeFileSync(join(folder, 'public/en/report.html.br'), 'compressed');
  writeFileSync(join(folder, 'public/assets/seal-X.js'), '0');
  const logged: string[] = [];
  const store = openSqliteStore(join(folder, 'reports.sqlite'));
  const server: PublicServer = {
    build: {
      formBuild: 'f'.repeat(16),
      day: today,
      committeeSha256: '',
      assets: {
        style: '/assets/main-X.css',
        noscriptStyle: '/assets/noscript-X.css',
        reportScript: '/assets/report-X.js',
        countriesScript: '/assets/countries-X.js',
        receiptScript: '/assets/receipt-X.js',
        sealedScript: '/assets/carried-X.js',
        quickExitScript: '/assets/exit-X.js',
        sealWorker: '/assets/seal-X.js',
        sodiumScript: '/assets/sodium-X.js',
        lightScript: '/assets/light-X.js',
        copyWorker: '/assets/copy-X.js',
        evidenceScript: '/assets/evidence-X.js',
        fileScript: '/assets/files-X.js',
        answerScript: '/assets/answers-X.js',
        pasteWorker: '/assets/paste-X.js',
        favicon: '/assets/icon-X.svg',
      },
      settings: {
        controller: 'Fictional Committee, Testland XA',
        privacyContact: 'privacy@committee.example',
        retentionDays: 365,
        threadDays: 365,
        demo: false,
        noscript: more.noscript ?? 'seal',
        rootFingerprint: '',
        fictionalCountries: true,
        maxFileBytes: 256 * 1024 * 1024,
        maxFiles: 30,
        takeAwayBytes: 1_400_000,
        takeAwayCheck: '',
        formBuild: 'f'.repeat(16),
      },
      languages,
    },
    messages,
    staticFolder: join(folder, 'public'),
    engine,
    keyrings: [published(1, 1)],
    store,
    diskSpace: async () => plentyOfDisk,
    statusPaceMs: 0,
    maxFileBytes: 256 * 1024 * 1024,
    now: () => new Date(`${today}T13:37:42Z`),
    log: newLog({ write: (line) => void logged.push(line) }),
    ...more,
  };
  const app = publicApp(server);
  return {
    server,
    folder,
    committee,
    published,
    identity,
    reply,
    logged,
    store,
    fetch: app.fetch,
    request(path: string, init: RequestInit = {}) {
      // A `Request` in Node announces no length of its own; a browser does.
      const length = typeof init.body === 'string' ? { 'Content-Length': String(Buffer.byteLength(init.body)) } : {};
      const headers = { Host: 'form.example', ...length, ...(init.headers as Record<string, string>) };
      return app.request(`${origin}${path}`, { ...init, headers });
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type TestServer = Awaited<ReturnType<typeof testServer>>;

/** A sealed payload of a size that one request cannot carry, or any other, under the mailbox of a receipt. */
export async function sealedPayload({ server }: TestServer, bytes: number, keyring = server.keyrings[0].keyring) {
  const recipients = keyring.recipients.map(({ recipient }) => recipient);
  const envelope = seal(server.engine, recipients, bufferSource(randomBytes(bytes)));
  return envelope.slice(0, envelope.size);
}

/** One sealed report under a receipt, as a browser would send it. */
export async function sealedReport(
  { server }: TestServer,
  receipt = newReceipt(),
  kind = 'new',
  keyring = server.keyrings[0].keyring,
) {
  const sealed = sealReport(server.engine, keyring, receiptFacts(server.engine, receipt), {
    schemaVersion: 1,
    kind,
    origin,
    formBuild: 'test',
    sealedBy: 'browser',
    uiLanguage: 'en',
    createdDay: today,
    answers: {},
  });
  return { receipt, mailboxId: sealed.mailboxId, bytes: await sealed.envelope.slice(0, sealed.envelope.size) };
}

/** A POST of an envelope. A `Request` in Node has no length of its own, so it is announced as a browser would. */
export const envelopePost = (bytes: Uint8Array, headers: Record<string, string>): RequestInit => ({
  method: 'POST',
  body: bytes as Uint8Array<ArrayBuffer>,
  headers: { 'Content-Type': 'application/octet-stream', 'Content-Length': String(bytes.length), ...headers },
});
