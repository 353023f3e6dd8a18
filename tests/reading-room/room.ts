import { writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { utf8 } from '../../crypto/bytes.ts';
import { packPayload } from '../../crypto/payload.ts';
import { bufferSource } from '../../crypto/source.ts';
import { PayloadReader } from '../../crypto/unpack.ts';
import type { Opened, Result } from '../../reading-room/result.ts';
import { Draft } from '../../reading-room/shelf.ts';
import type { Report } from '../../report/report.ts';
import { ran } from './desk.ts';
import { describing, newFolder, quickIdentity } from './sample.ts';

/** A result as `--json` prints it. */
export type Printed = Result & Omit<Opened, 'report'> & { report?: Report; sentence?: string; hint?: string };

interface Document {
  readonly alarms: number;
  readonly results: Printed[];
}

/** A folder with one identity in it, and ways to put sealed files there and open them. */
export async function makeRoom() {
  const folder = await newFolder();
  const ours = await quickIdentity(folder);
  const openArguments = (...more: string[]) => [
    'open',
    '--identity',
    ours.path,
    '--passphrase-file',
    ours.passphraseFile,
    ...more,
  ];
  return {
    folder,
    ours,
    openArguments,
    async openJson(...more: string[]) {
      const done = await ran(openArguments('--json', ...more));
      return { ...done, ...(JSON.parse(done.out) as Document) };
    },
    /** Writes named files to a folder of their own. */
    async place(name: string, files: Readonly<Record<string, Uint8Array>>): Promise<string> {
      const into = join(folder, name);
      await mkdir(into);
      for (const [file, bytes] of Object.entries(files)) writeFileSync(join(into, file), bytes);
      return into;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The payload of a report with one file of eight bytes, changed before it is sealed. */
export async function filledPayload(report: Report, change: (payload: Uint8Array) => void): Promise<Uint8Array> {
  const file = bufferSource(utf8('evidence'));
  const source = packPayload(utf8(JSON.stringify(describing(report, [file]))), [file]);
  const payload = (await source.read(0, source.size)).slice();
  change(payload);
  return payload;
}

/** A payload filled further, with zeros, up to a length. */
export function filledTo(payload: Uint8Array, length: number): Uint8Array {
  const filled = new Uint8Array(length);
  filled.set(payload);
  return filled;
}

/** Writes a payload as `open --out` does. */
export async function keep(out: string, reportId: string, payload: Uint8Array) {
  const draft = new Draft(out);
  const reader = new PayloadReader(payload.length);
  for (const piece of reader.take(payload)) await draft.take(piece);
  const unpacked = reader.finish();
  return { unpacked, kept: await draft.settle(reportId, unpacked) };
}
