import { readFileSync } from 'node:fs';
import { concat, utf8 } from '../crypto/bytes.ts';
import { toHex } from '../crypto/hex.ts';
import { readKeyring } from '../crypto/keyring.ts';
import { packPayload } from '../crypto/payload.ts';
import { newReceipt } from '../crypto/receipt-code.ts';
import { mailboxId, mailboxToken } from '../crypto/receipt-keys.ts';
import { seal } from '../crypto/seal.ts';
import { receiptFacts, sealReport } from '../crypto/seal-report.ts';
import { sodiumEngine } from '../crypto/sodium-engine.ts';
import { bufferSource } from '../crypto/source.ts';
import { tarHeader } from '../crypto/tar-entry.ts';
import { factsOf } from '../report/evidence.ts';
import { type Report, schemaVersion } from '../report/report.ts';
import { readCommittee } from '../server/keyrings.ts';
import { type SeedFile, seeds } from './demo-reports.ts';
import { type ControlValues, formFields } from './form-fields.ts';
import type { Site } from './site.ts';

/** Sends the invented reports to a running site, each by its own way; gives their number. @throws Error if one is refused. */
export async function seed(site: Pick<Site, 'public' | 'keyring' | 'committee'>): Promise<number> {
  const engine = await sodiumEngine();
  const { origin } = new URL(site.public);
  const minisig = readFileSync(`${site.keyring}.minisig`, 'utf8');
  const keyring = readKeyring(
    engine,
    readCommittee(site.committee),
    new Uint8Array(readFileSync(site.keyring)),
    minisig,
  );
  const sealed = (
    receipt: Uint8Array,
    { kind, answers }: Pick<Report, 'kind' | 'answers'>,
    language: string,
    files: readonly SeedFile[] = [],
  ) => {
    const sources = files.map(({ text }) => bufferSource(utf8(text)));
    const described = files.map(({ name, type, said }, at) => ({
      ...factsOf({ name, type, size: sources[at]?.size ?? 0 }),
      hiddenData: 'kept',
      ...said,
    }));
    const report = {
      schemaVersion,
      kind,
      origin,
      formBuild: 'demo',
      sealedBy: 'browser',
      uiLanguage: language,
      createdDay: new Date().toISOString().slice(0, 10),
      answers,
      ...(files.length > 0 && { files: described }),
    } as const;
    return sealReport(engine, keyring, receiptFacts(engine, receipt), report, sources).envelope;
  };
  let receipt = newReceipt();
  for (const each of seeds) {
    if (each.way === 'plain') {
      await post(`${origin}/en/report`, encoded(formFields(each.answers)), {});
      continue;
    }
    if (each.way === 'update') {
      const { narrative, language, files } = each;
      const envelope = sealed(receipt, { kind: 'update', answers: { narrative } }, language, files);
      await post(`${origin}/envelopes`, await envelope.slice(0, envelope.size), {
        'Mailbox-Token': toHex(mailboxToken(receipt)),
      });
      continue;
    }
    receipt = newReceipt();
    const recipients = keyring.recipients.map(({ recipient }) => recipient);
    const envelope =
      each.way === 'sealed'
        ? sealed(receipt, each.filled, each.language)
        : seal(engine, recipients, bufferSource(await hostilePayload()));
    await post(`${origin}/envelopes`, await envelope.slice(0, envelope.size), {
      'Mailbox-Id': toHex(mailboxId(mailboxToken(receipt))),
    });
  }
  return seeds.length;
}

/** A payload of the right size whose first entry wants to be written two folders up. */
async function hostilePayload(): Promise<Uint8Array> {
  const honest = packPayload(utf8('{}'));
  const payload = await honest.read(0, honest.size);
  return concat(tarHeader('../../hostile.json', 2), payload.subarray(512));
}

/** A form as a browser without scripts encodes it. */
function encoded(fields: ControlValues): URLSearchParams {
  return new URLSearchParams(
    Object.entries(fields).flatMap(([name, values]) => values.map((value): [string, string] => [name, value])),
  );
}

async function post(url: string, body: Uint8Array | URLSearchParams, headers: Record<string, string>): Promise<void> {
  const bytes = body instanceof URLSearchParams ? body.toString() : (body as Uint8Array<ArrayBuffer>);
  const type = body instanceof URLSearchParams ? 'application/x-www-form-urlencoded' : 'application/octet-stream';
  const response = await fetch(url, { method: 'POST', body: bytes, headers: { 'Content-Type': type, ...headers } });
  if (response.status !== 201) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
}
