import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ballastBytes } from './ballast.ts';
import type { DiskRoom, DiskState } from './room.ts';
import { watchDisk } from './watch.ts';

const MiB = 1024 * 1024;
const patience = { timeout: 20_000 };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ftl-watch-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ballastSize = async (): Promise<number> =>
  stat(join(folder, 'ballast')).then(
    ({ size }) => size,
    () => 0,
  );

test('a disk with little room gets a ballast, which is given back at its last bytes and made again when there is room', async () => {
  let freeBytes = 64 * 1024 * MiB;
  const ask = async (): Promise<DiskRoom> => {
    return { freeBytes, sizeBytes: 600 * MiB };
  };
  const seen: DiskState[] = [];
  const disk = await watchDisk(folder, { ask, pollMs: 2 });
  disk.onChange((state) => seen.push(state));
  expect(() => disk.assertRoom()).not.toThrow();
  expect(await ballastSize()).toBe(0);

  freeBytes = 300 * MiB;
  await expect.poll(ballastSize, patience).toBe(ballastBytes);
  freeBytes = MiB;
  await expect.poll(ballastSize, patience).toBe(0);
  await expect.poll(() => disk.state, patience).toBe('FULL');
  expect(() => disk.assertRoom()).toThrow(expect.objectContaining({ code: 'DISK_FULL' }));

  freeBytes = 300 * MiB;
  await expect.poll(() => disk.state, patience).toBe('ROOMY');
  await expect.poll(ballastSize, patience).toBe(ballastBytes);
  expect(seen).toEqual(['FULL', 'ROOMY']);
  await disk.stop();
});

test('a disk that filled up stays full in the room that its ballast gave: that is PostgreSQL’s', async () => {
  let freeBytes = 300 * MiB;
  const ask = async (): Promise<DiskRoom> => ({
    freeBytes: freeBytes + ((await ballastSize()) === 0 && freeBytes < 16 * MiB ? ballastBytes : 0),
    sizeBytes: 400 * MiB,
  });
  const disk = await watchDisk(folder, { ask, pollMs: 2 });
  await expect.poll(ballastSize, patience).toBe(ballastBytes);
  // With the ballast's 48 MiB just above the threshold of a full disk.
  freeBytes = MiB;
  await expect.poll(ballastSize, patience).toBe(0);
  await expect.poll(() => disk.room?.freeBytes, patience).toBe(49 * MiB);
  await expect.poll(() => disk.state, patience).toBe('FULL');
  await disk.stop();
});
