import { readFileSync } from 'node:fs';

/** What Linux says of itself in `/proc/self/limits` and `/proc/swaps`; `null` where there is no such file. */
export interface MemoryFacts {
  readonly limits: string | null;
  readonly swaps: string | null;
}

/**
 * The ways by which the system could write this process's memory to a disk: with scripts off it holds answers and codes
 * for a moment. Gives the operator one sentence for each; none where there is no way, or where it is not known.
 */
export function memoryOnDisk({ limits, swaps }: MemoryFacts): string[] {
  const most = /^Max core file size\s+(\S+)/m.exec(limits ?? '')?.[1] ?? '0';
  const areas = (swaps ?? '').trim().split('\n').slice(1);
  return [
    ...(most === '0'
      ? []
      : ['A crash may write the memory of this process to a core file: start it with ulimit -c 0.']),
    ...(areas.length === 0
      ? []
      : ['This machine swaps memory to a disk: turn it off, or encrypt it with a key of each start.']),
  ];
}

export const memoryFacts = (): MemoryFacts => ({ limits: read('/proc/self/limits'), swaps: read('/proc/swaps') });

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Not Linux, or hidden from us.
    return null;
  }
}
