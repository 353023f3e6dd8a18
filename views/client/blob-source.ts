import type { Source } from '../../crypto/source.ts';

/** A file of the submitter could not be read as it was when it was chosen. */
export class FileChangedError extends Error {
  override readonly name = 'FileChangedError';
}

/** A file as bytes that can be read at any place. @throws FileChangedError, as browsers refuse a file that changed. */
export function blobSource(file: Blob): Source {
  return {
    size: file.size,
    async read(start, end) {
      try {
        return new Uint8Array(await file.slice(start, end).arrayBuffer());
      } catch {
        throw new FileChangedError();
      }
    },
  };
}
