import { basename } from 'node:path';
import type { Collected } from './collect.ts';

/**
 * What `collect` prints of bundles that it has made. Reading a file back may show what the machine remembers of it, and
 * not what is on the stick: only a stick that was unplugged tells.
 */
export function collectedLines({ files, hashes, envelopes, chainLength }: Collected): string[] {
  const names = files.map((file) => basename(file));
  return [
    `${envelopes} envelopes in ${files.join(', ')}; the chain has ${chainLength} entries`,
    ...(files.length > 1
      ? [`carry all ${files.length} files, and name them in one command: open ${files.join(' ')}`]
      : []),
    'SHA-256:',
    ...names.map((name, at) => `${hashes[at]}  ${name}`),
    'when the stick is ready, unplug it, plug it in again, and compare: in its folder, this must print the same:',
    `sha256sum ${names.map(asWord).join(' ')}`,
  ];
}

/** As a shell takes it for one word. */
const asWord = (name: string): string => (/^\w[\w.-]*$/.test(name) ? name : `'./${name.replaceAll("'", "'\\''")}'`);
