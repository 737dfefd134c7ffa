import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { copyFor, packagedEngine, type Engine } from './engine.ts';
import { mayRun } from './launch.ts';

const run = promisify(execFile);
const SOMEBODY = { uid: 65_534, gid: 65_534, isNamespaced: false };

describe.skipIf(process.getuid?.() !== 0)('a copy of the engine, which only root needs', () => {
  let outer: string;
  let source: string;
  beforeEach(async () => {
    outer = await mkdtemp(join(tmpdir(), 'ftl-engine-'));
    await chmod(outer, 0o755);
    source = dirname(dirname((await packagedEngine()).postgres));
  });
  afterEach(() => rm(outer, { recursive: true, force: true }));

  async function placeOf(name: string, mode = 0o755): Promise<string> {
    const folder = join(outer, name);
    await mkdir(folder);
    await chmod(folder, mode);
    return folder;
  }
  const copiesIn = (place: string): Promise<string[]> => readdir(join(place, 'fine-tune-lab')).catch(() => []);
  const works = ({ postgres, initdb }: Engine): Promise<boolean> =>
    mayRun(SOMEBODY, '"$0" --version && "$1" --version', [postgres, initdb]);

  test('can be run and read by every user, whatever the mask of the process is, and written by root alone', async () => {
    const place = await placeOf('place');
    const mask = process.umask(0o077);
    const engine = await copyFor(SOMEBODY, source, [place]).finally(() => process.umask(mask));
    expect(await works(engine)).toBe(true);
    const copy = dirname(dirname(engine.postgres));
    for (const entry of await readdir(copy, { recursive: true, withFileTypes: true })) {
      const { uid, mode } = await stat(join(entry.parentPath, entry.name));
      expect({ name: entry.name, uid, others: mode & 0o022, readable: mode & 0o444 }).toEqual({
        name: entry.name,
        uid: 0,
        others: 0,
        readable: 0o444,
      });
    }
    expect(await copyFor(SOMEBODY, source, [place])).toEqual(engine);
    expect(await copiesIn(place)).toHaveLength(1);
  });

  test('is whole when several starts make it at once, and when files of an earlier one are missing', async () => {
    const place = await placeOf('place');
    const [first] = await Promise.all([1, 2, 3].map(() => copyFor(SOMEBODY, source, [place])));
    expect(await works(first as Engine)).toBe(true);
    const lost = join(dirname(dirname((first as Engine).postgres)), 'share/postgresql/timezonesets/Default');
    await rm(lost);
    await mkdir(join(place, 'fine-tune-lab/making-999999999-0'));
    expect(await copyFor(SOMEBODY, source, [place])).toEqual(first);
    expect((await stat(lost)).size).toBeGreaterThan(0);
    expect(await copiesIn(place)).toHaveLength(1);
  });

  test.each([
    [
      'has put a folder of their own there',
      async (place: string) => {
        await mkdir(join(place, 'fine-tune-lab'));
        await chown(join(place, 'fine-tune-lab'), SOMEBODY.uid, SOMEBODY.gid);
      },
    ],
    ['has put a link there', async (place: string) => symlink(outer, join(place, 'fine-tune-lab'))],
    ['may write the folder in which it would lie', async (place: string) => chmod(place, 0o777)],
    [
      'may write what lies there',
      async (place: string) => {
        await mkdir(join(place, 'fine-tune-lab'));
        await writeFile(join(place, 'fine-tune-lab/file'), '');
        await chmod(join(place, 'fine-tune-lab'), 0o775);
      },
    ],
  ])('is not put where another user %s', async (_words, plant) => {
    const planted = await placeOf('planted');
    await plant(planted);
    const good = await placeOf('good');
    expect((await copyFor(SOMEBODY, source, [planted, join(outer, 'missing'), good])).postgres).toContain(good);
    expect((await copiesIn(planted)).filter((name) => name.startsWith('postgresql'))).toEqual([]);
    await expect(copyFor(SOMEBODY, source, [planted])).rejects.toThrow(/a copy could be put nowhere .*is not root's alone/);
  });

  test('is not used where programs may not be run', async ({ skip }) => {
    const place = await placeOf('noexec');
    if (
      !(await run('mount', ['-t', 'tmpfs', '-o', 'noexec,mode=755,size=100m', 'tmpfs', place]).then(
        () => true,
        () => false,
      ))
    )
      skip('this root may not mount');
    try {
      await expect(copyFor(SOMEBODY, source, [place])).rejects.toThrow("programs there can't be run");
      expect(await copiesIn(place)).toEqual([]);
    } finally {
      await run('umount', [place]);
    }
  });
});
