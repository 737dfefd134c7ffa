import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openOutputs, removeOldOutputs } from './outputs.ts';

const nowMs = Date.UTC(2026, 5, 30);
const daysAgo = (days: number): Date => new Date(nowMs - days * 86_400_000);

test('outputs in which nothing has changed for the days that are kept are deleted, whatever the age of their folder; without such a number all stay', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ftl-outputs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  expect(await removeOldOutputs(folder, 7, nowMs), 'no job has run').toEqual([]);
  for (const [job, days] of [
    ['old', 8],
    ['young', 6],
  ] as const) {
    const path = await openOutputs(folder, job);
    await mkdir(join(path, 'checkpoint-1'));
    await writeFile(join(path, 'checkpoint-1', 'model'), 'weights');
    await utimes(join(path, 'checkpoint-1', 'model'), daysAgo(days), daysAgo(days));
    for (const one of [join(path, 'checkpoint-1'), path]) await utimes(one, daysAgo(30), daysAgo(30));
  }
  const kept = () => readdir(join(folder, 'outputs'));
  expect(await removeOldOutputs(folder, null, nowMs)).toEqual([]);
  expect(await kept()).toEqual(['old', 'young']);
  expect(await removeOldOutputs(folder, 7, nowMs)).toEqual(['old']);
  expect(await kept()).toEqual(['young']);
});
