import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { diskSpace } from '../../storage/disk.ts';

test('tells the room on the disk in bytes', async () => {
  const { freeBytes, totalBytes } = await diskSpace(tmpdir());
  expect(totalBytes).toBeGreaterThan(1_000_000);
  expect(freeBytes).toBeGreaterThan(0);
  expect(freeBytes).toBeLessThanOrEqual(totalBytes);
});

test('says storage-broken of a folder that is not there', async () => {
  await expect(diskSpace('/no/such/folder')).rejects.toMatchObject({ name: 'StorageError', code: 'storage-broken' });
});
