import { OutgoingError } from '../../crypto/outgoing.ts';
import { StorageError } from '../../storage/storage-error.ts';
import { BundleError } from './bundle-file.ts';
import { NothingFromError, NotMarkedError } from './collect.ts';
import { ImportStoppedError } from './import.ts';

/** A command did what it says it did, and only then its database could not be closed. */
export class NotClosedError extends Error {
  override readonly name = 'NotClosedError';
}

export type CommandName = 'collect' | 'import';

/** The hint below an error: what has been done by then, and what to do next. */
export const hintFor = (error: unknown, command: CommandName): string =>
  `${whatIsDone(error, command)}; ${whatNext(error)}`;

function whatIsDone(error: unknown, command: CommandName): string {
  if (error instanceof ImportStoppedError) {
    const { published, erased } = error.done;
    return `${published} answers published and ${erased} mailboxes erased before that stay so`;
  }
  if (error instanceof NotMarkedError)
    return `the bundle is whole (${error.files.join(', ')}), but its envelopes may still count as not collected`;
  if (error instanceof NotClosedError) return 'the command was carried out, as it says above';
  return command === 'import'
    ? 'nothing was published or erased'
    : 'nothing was marked as collected, and no new file is left';
}

function whatNext(error: unknown): string {
  if (error instanceof NotMarkedError)
    return 'carry it, and run the command again with another name: the reading room knows what comes twice';
  if (error instanceof ImportStoppedError)
    return error.cause instanceof OutgoingError
      ? 'the file changed while it was read: copy it again, then run the command again, which does nothing twice'
      : `${storageRemedy(error.cause)}run the command again, which does nothing twice`;
  if (error instanceof NothingFromError)
    return error.chainLength === 0
      ? 'nothing has arrived yet: look whether this is the database that the server uses'
      : `--from takes a number from 1 to ${error.chainLength}: envelopes are numbered as they arrived, and their names in a bundle are these numbers`;
  if (error instanceof OutgoingError) return outgoingHints[error.code];
  if (error instanceof BundleError) return bundleHint(error);
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return 'choose another name';
  if (error instanceof NotClosedError) return 'look at the disk of the database';
  return `${storageRemedy(error) || 'mend that, then '}run the command again`;
}

function storageRemedy(error: unknown): string {
  if (!(error instanceof StorageError)) return '';
  switch (error.code) {
    case 'storage-busy':
      return 'end whatever else writes in the database, then ';
    case 'storage-full':
      return 'make room on the disk of the database, then ';
    case 'storage-newer':
      return 'with the newer version of this program, ';
    case 'storage-broken':
      return '';
  }
}

function bundleHint({ code }: BundleError): string {
  if (code === 'bundle-not-proved') return 'write it to another disk';
  return 'it may have been erased meanwhile: run the command again';
}

const outgoingHints: { readonly [Code in OutgoingError['code']]: string } = {
  'outgoing-malformed':
    'it is no bundle of answers, or not all of it: have it made again (outgoing --all), and carry that',
  'outgoing-foreign': 'it is of another committee',
  'outgoing-unsigned': 'its signature does not fit: somebody may have changed it',
  'outgoing-key-unknown': 'no keyring here lists the key that signed it: put the newest keyring into KEYRINGS',
  'outgoing-key-revoked':
    'the key that signed it was revoked: have the answers written again with another one, then outgoing',
  'outgoing-key-outside-window': 'the key that signed it did not count on that day',
};
