/** Free bytes below which nothing is taken any more: SQLite needs room to write at all. */
export const diskFloorBytes = 64 * 1024 * 1024;

/** Free and total bytes of the disk that the database lies on. */
export type DiskSpace = () => Promise<{ readonly freeBytes: number; readonly totalBytes: number }>;

/**
 * Whether an envelope of a length may be taken, asked before its body is read.
 * Small ones, up to 1 MiB and a header, may use everything above the floor; larger ones must leave a reserve to them.
 * @param reserveBytes default: the smaller of 20 % of the disk and 2 GiB.
 */
export async function hasRoom(
  space: DiskSpace,
  length: number,
  isSmall: boolean,
  reserveBytes?: number,
): Promise<boolean> {
  return leavesRoom(await space(), length, isSmall, reserveBytes);
}

/** The same for a disk as it was a moment ago. */
export function leavesRoom(
  { freeBytes, totalBytes }: Awaited<ReturnType<DiskSpace>>,
  length: number,
  isSmall: boolean,
  reserveBytes?: number,
): boolean {
  const reserve = reserveBytes ?? Math.min(totalBytes * 0.2, 2 * 1024 ** 3);
  // Twice: once in the write-ahead log, once in the database.
  return freeBytes - 2 * length >= (isSmall ? diskFloorBytes : Math.max(reserve, diskFloorBytes));
}
