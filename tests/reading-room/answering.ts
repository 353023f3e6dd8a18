import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { utf8 } from '../../crypto/bytes.ts';
import type { Committee } from '../../crypto/committee.ts';
import { type Keyring, readKeyring } from '../../crypto/keyring.ts';
import { formatPublicKey } from '../../crypto/minisign.ts';
import { randomBytes } from '../../crypto/random.ts';
import { formatSigningKey, newSigningKey, type SigningKey, signMinisign } from '../../crypto/signing-key.ts';
import { sodiumEngine } from '../../crypto/sodium-engine.ts';
import type { Report } from '../../report/report.ts';
import { ran } from './desk.ts';
import { committeeId, firstReport, newFolder, quickIdentity, quickLock, threadOf } from './sample.ts';

export const today = '2031-03-04';

/** A folder with a committee, its signed keyring and its reply key, and reports kept there as `open --out` keeps them. */
export async function answeringRoom(change: Partial<Keyring['replyKeys'][number]> = {}) {
  const folder = await newFolder();
  const engine = await sodiumEngine();
  const root = newSigningKey();
  const reply = newSigningKey();
  const { recipient } = await quickIdentity(folder);
  const committee: Committee = {
    type: 'committee/v1',
    id: committeeId,
    rootPublicKey: formatPublicKey(root.publicKey),
    minimumKeyringSerial: 1,
  };
  const text = JSON.stringify({
    type: 'keyring/v1',
    committee: committeeId,
    serial: 1,
    notBefore: '2031-01-01',
    expires: '2031-06-01',
    origins: ['https://report.example.org'],
    recipients: [{ label: 'Reader', recipient }],
    replyKeys: [
      {
        publicKey: formatPublicKey(reply.publicKey),
        from: '2031-01-01',
        until: '2031-06-01',
        revoked: false,
        ...change,
      },
    ],
    assetKeys: [],
  } satisfies Keyring);
  const minisig = signMinisign(root, utf8(text));
  const at = (name: string) => join(folder, name);
  await writeFile(at('committee.json'), JSON.stringify(committee));
  await writeFile(at('keyring.json'), text);
  await writeFile(at('keyring.json.minisig'), minisig);
  const locked = await quickLock(folder, 'reply', formatSigningKey(reply));
  const reports = at('reports');
  await mkdir(reports);
  const keys = [
    ...['--committee', at('committee.json'), '--keyring', at('keyring.json')],
    ...['--reply-key', locked.path, '--passphrase-file', locked.passphraseFile],
  ];
  return {
    folder,
    engine,
    committee,
    keyring: readKeyring(engine, committee, utf8(text), minisig),
    reports,
    at,
    /** Keeps a report, as `open --out` does. */
    async keep(report: Report): Promise<Report> {
      await mkdir(join(reports, report.reportId));
      await writeFile(join(reports, report.reportId, 'report.json'), JSON.stringify(report));
      return report;
    },
    async lockKey(name: string, key: SigningKey) {
      return quickLock(folder, name, formatSigningKey(key));
    },
    reply: (thread: string, status: string, ...more: string[]) =>
      ran(['reply', '--reports', reports, '--thread', thread, '--status', status, ...keys, ...more], { today }),
    outgoing: (name: string, ...more: string[]) =>
      ran(['outgoing', '--reports', reports, ...keys, ...more, at(name)], { today }),
    erase: (thread: string, day = today, ...more: string[]) =>
      ran(['erase', '--reports', reports, '--thread', thread, ...more], { today: day }),
  };
}

export type AnsweringRoom = Awaited<ReturnType<typeof answeringRoom>>;

/** A thread of an invented case, with its receipt. */
export function newThread() {
  const receipt = randomBytes(16);
  const thread = threadOf(receipt);
  return { receipt, thread, first: firstReport(thread) };
}
