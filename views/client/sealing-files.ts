import type { Engine } from '../../crypto/engine.ts';
import { hashOf } from '../../crypto/hash-source.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { Envelope } from '../../crypto/seal.ts';
import { SealError } from '../../crypto/seal-error.ts';
import { type ReceiptFacts, sealReport } from '../../crypto/seal-report.ts';
import type { Source } from '../../crypto/source.ts';
import { checkFile, type ReportFile, type SaidOfFile } from '../../report/evidence.ts';
import type { FieldError } from '../../report/field-errors.ts';
import { prepareFile } from '../../report/prepare-file.ts';
import type { FormFields } from '../../report/read-form.ts';
import { blobSource, FileChangedError, letGoOfFiles, withDigest } from './blob-source.ts';
import type { ChosenFile, FileFault, FilesToSeal, FromSealing, ToSealing } from './seal-messages.ts';
import { browserFacts } from './sealing-facts.ts';

type Ask<Type extends ToSealing['type']> = Extract<ToSealing, { type: Type }>;

/** What sealing needs besides the files. */
export interface Ready {
  readonly engine: Engine;
  readonly keyring: Keyring;
  readonly receipt: ReceiptFacts;
  readonly isExpired: boolean;
}

/** What the files come with: by themselves they add to a report. */
interface Content {
  readonly kind: string;
  readonly answers: unknown;
}
const addition: Content = { kind: 'update', answers: {} };

/** A file that cannot be sealed as it is. */
class BadFile extends Error {
  readonly number: number;
  readonly fault: FileFault;
  constructor(number: number, fault: FileFault) {
    super(fault);
    this.number = number;
    this.fault = fault;
  }
}

interface Held {
  readonly envelope: Envelope;
  /** A change between two readings is told by the first of them: several travel only when they are small. */
  readonly firstNumber: number;
}

export interface FileSealing {
  /** What is to be mended in what is said of the files of these numbers. */
  errorsIn(numbers: readonly number[], fields: FormFields): FieldError[];
  seal(ask: FilesToSeal, ready: Ready, content?: Content): Promise<FromSealing>;
  slice(ask: Ask<'slice'>): Promise<FromSealing>;
  drop(ask: Ask<'drop'>): FromSealing;
}

/**
 * Seals files on demand: an envelope is a function, and no file is ever held whole. The same in a worker and in the page.
 */
export function newFileSealing(): FileSealing {
  const held = new Map<number, Held>();
  let next = 1;

  async function seal(ask: FilesToSeal, ready: Ready, { kind, answers }: Content): Promise<FromSealing> {
    const { engine, keyring, receipt, isExpired } = ready;
    const errors = errorsIn(
      ask.files.map(({ number }) => number),
      ask.fields,
    );
    if (errors.length > 0) return { type: 'checked', errors, contradictions: [] };
    const files: ReportFile[] = [];
    const sources: Source[] = [];
    for (const chosen of ask.files) {
      const { file, source } = await prepare(chosen, ask);
      files.push(file);
      sources.push(source);
    }
    const facts = { kind, answers, ...(files.length > 0 && { files }), ...browserFacts(ask, isExpired) };
    const { envelope } = sealReport(engine, keyring, receipt, facts, sources, ask.isWide);
    const id = next;
    next += 1;
    held.set(id, { envelope, firstNumber: ask.files[0]?.number ?? 0 });
    return { type: 'sealed-files', id, size: envelope.size, mailboxToken: receipt.mailboxToken };
  }

  return {
    errorsIn,
    seal: (ask, ready, content = addition) => seal(ask, ready, content).catch(told),
    async slice({ id, start, end }) {
      const found = held.get(id);
      if (!found) return { type: 'failed', code: 'seal-failed' };
      try {
        return { type: 'slice', bytes: await found.envelope.slice(start, end) };
      } catch (error) {
        if (error instanceof SealError && error.code === 'source-changed')
          return { type: 'bad-file', number: found.firstNumber, fault: 'changed' };
        return told(error);
      }
    },
    drop({ id }) {
      held.delete(id);
      if (held.size === 0) letGoOfFiles();
      return { type: 'dropped' };
    },
  };
}

function errorsIn(numbers: readonly number[], fields: FormFields): FieldError[] {
  return numbers.flatMap((number) => {
    const checked = checkFile(number, fields);
    return checked.ok ? [] : checked.errors;
  });
}

function told(error: unknown): FromSealing {
  if (error instanceof BadFile) return { type: 'bad-file', number: error.number, fault: error.fault };
  throw error;
}

/** Takes out of a file what shall not travel, and says of it what the report will. @throws BadFile. */
async function prepare(
  { number, file }: ChosenFile,
  { fields }: FilesToSeal,
): Promise<{ file: ReportFile; source: Source }> {
  const checked = checkFile(number, fields);
  const said: SaidOfFile = checked.ok ? checked.said : {};
  const original = watched(blobSource(file), number);
  const prepared = await prepareFile(file, original, said, hashOf);
  if (!prepared.ok) throw new BadFile(number, prepared.why === 'broken' ? 'broken' : 'not-cleaned');
  const { source } = prepared;
  return { file: prepared.file, source: source === original ? original : withDigest(source) };
}

/** A source that says which file could not be read. */
function watched({ size, read, digest }: Source, number: number): Source {
  const named = (error: unknown) => {
    throw error instanceof FileChangedError ? new BadFile(number, 'changed') : error;
  };
  return {
    size,
    async read(start, end) {
      const bytes = await read(start, end).catch(named);
      if (bytes.length !== end - start) throw new BadFile(number, 'changed');
      return bytes;
    },
    ...(digest ? { digest: () => digest().catch(named) } : {}),
  };
}
