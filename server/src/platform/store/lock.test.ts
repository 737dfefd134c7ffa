import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { assertWritable, lockFolder, makePrivate } from './lock.ts';
import { StartError } from './start-error.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ftl-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a folder held by a living process is refused, naming folder and process', async () => {
  const child = spawn('sleep', ['30']);
  const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8');
  const startTime = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  await writeFile(join(folder, 'server.lock'), `${child.pid} ${startTime}\n`);
  const refused = lockFolder(folder);
  await expect(refused).rejects.toBeInstanceOf(StartError);
  await expect(refused).rejects.toThrow(new RegExp(`${folder}.*process ${child.pid}`));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  await (await lockFolder(folder)).release();
});

test('a lock whose process id now belongs to another process is taken over', async () => {
  await writeFile(join(folder, 'server.lock'), `1 12345\n`);
  const lock = await lockFolder(folder);
  await lock.release();
  await expect(readFile(join(folder, 'server.lock'))).rejects.toThrow('ENOENT');
});

test('a torn lock file is taken over', async () => {
  await writeFile(join(folder, 'server.lock'), '');
  await (await lockFolder(folder)).release();
});

test('a folder that is made is its owner’s alone; others are shut out of those of data, and not of a given one', async () => {
  const modeOf = async (name: string): Promise<string> => ((await stat(join(folder, name))).mode & 0o777).toString(8);
  await assertWritable(join(folder, 'deep', 'made'));
  expect(await modeOf('deep/made')).toBe('700');
  for (const name of ['given', 'clickhouse', 'shared with a group']) await mkdir(join(folder, name));
  await chmod(join(folder, 'given'), 0o755);
  await chmod(join(folder, 'clickhouse'), 0o755);
  await chmod(join(folder, 'shared with a group'), 0o770);
  await assertWritable(join(folder, 'given'));
  for (const name of ['clickhouse', 'shared with a group']) await makePrivate(join(folder, name), { isOurs: true });
  expect([await modeOf('given'), await modeOf('clickhouse'), await modeOf('shared with a group')]).toEqual(['755', '700', '770']);
});

test('a path that is no folder is named', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(assertWritable(join(folder, 'file'))).rejects.toThrow(/file is not a folder/);
  await expect(lockFolder(join(folder, 'file', 'deeper'))).rejects.toThrow(/is not a folder/);
});
