import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Between two looks at all processes of a browser. */
const intervalMs = 200;

/** KiB of one line of `/proc/PID/status` or `smaps_rollup`, in MiB. @throws Error if there is no such line. */
export function mebibytesIn(text: string, name: string): number {
  const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1];
  if (kibibytes === undefined) throw new Error(`no ${name}`);
  return Number(kibibytes) / 1024;
}

/** Process and parent of a line of `/proc/PID/stat`; the name between them may hold spaces and brackets. */
export function parentIn(stat: string): { readonly pid: number; readonly parent: number } {
  const [, parent] = stat
    .slice(stat.lastIndexOf(')') + 1)
    .trim()
    .split(' ');
  return { pid: Number.parseInt(stat, 10), parent: Number(parent) };
}

/** A process and all that descend from it. */
export function withDescendants(
  root: number,
  all: readonly { readonly pid: number; readonly parent: number }[],
): number[] {
  const children = all.filter(({ parent }) => parent === root);
  return [root, ...children.flatMap(({ pid }) => withDescendants(pid, all))];
}

/** Text of a file of `/proc`; `null` if its process has ended meanwhile. */
function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return null;
    throw error;
  }
}

/** Proportional memory of a process and all below it, in MiB: what they share is counted once. Linux only. */
function treeMemory(root: number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(`/proc/${name}/stat`) ?? [])
    .map(parentIn);
  return withDescendants(root, all)
    .flatMap((pid) => read(`/proc/${pid}/smaps_rollup`) || [])
    .reduce((sum, text) => sum + mebibytesIn(text, 'Pss'), 0);
}

/** The most that a tree of processes held while something was done, in MiB. */
export async function peakOfTree(root: number, work: () => Promise<void>): Promise<number> {
  let isDone = false;
  const working = work().finally(() => {
    isDone = true;
  });
  working.catch(() => {});
  let peak = 0;
  while (!isDone) {
    peak = Math.max(peak, treeMemory(root));
    await Promise.race([working, new Promise((resolve) => setTimeout(resolve, intervalMs))]);
  }
  await working;
  return peak;
}

/** Resident memory of one process, in MiB. */
export const residentMemory = (pid: number): number =>
  mebibytesIn(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmRSS');

/** The most resident memory of one process since `forgetPeak`, in MiB. */
export const peakMemory = (pid: number): number => mebibytesIn(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmHWM');

/** Counts peaks from here on. Source: proc(5), `clear_refs`. */
export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5');
