import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { makeMemoryFolder } from './memory-folder.ts';

/** Null: this machine has no place in memory, or too little of it. */
const made = await makeMemoryFolder();
await made?.remove();

test.skipIf(made === null)('a folder in memory is written by every user, and removed', async () => {
  const folder = await makeMemoryFolder();
  expect((await stat(folder?.path as string)).mode & 0o7777).toBe(0o1777);
  await folder?.remove();
  expect(existsSync(folder?.path as string)).toBe(false);
});

test.skipIf(made === null)('the folder of a run that ended is removed an hour later, that of one that runs is kept', async () => {
  const place = dirname(made?.path as string);
  const ended = [1, 2].map(() => spawnSync(process.execPath, ['-e', '']).pid);
  const [old, young, running] = [...ended, process.ppid].map((pid) => `${place}/ftl-tests-${pid}`) as [string, string, string];
  const longAgo = new Date(Date.now() - 2 * 3_600_000);
  for (const path of [old, young, running]) await mkdir(path);
  for (const path of [old, running]) await utimes(path, longAgo, longAgo);
  await (await makeMemoryFolder())?.remove();
  expect([old, young, running].map((path) => existsSync(path))).toEqual([false, true, true]);
  for (const path of [young, running]) await rm(path, { recursive: true });
});

test('where files are not in memory there is none', async () => {
  expect(await makeMemoryFolder('/proc')).toBeNull();
  expect(await makeMemoryFolder('/nowhere')).toBeNull();
});
