import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { memoryKills, wasKilledForMemory, type MemoryKills } from './memory-kills.ts';

const roots: string[] = [];
afterEach(async () => {
  for (const root of roots.splice(0)) await rm(root, { recursive: true, force: true });
});

/** A file system with these files. */
async function root(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ftl-kills-'));
  roots.push(folder);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
const events = (count: number): string => `low 0\nhigh 0\nmax 9\noom 3\noom_kill ${count}\noom_group_kill 0\n`;
const control = (count: number): string => `oom_kill_disable 0\nunder_oom 0\noom_kill ${count}\n`;

describe('the kernel’s counters', () => {
  test.each<[of: string, files: Readonly<Record<string, string>>, kills: MemoryKills]>([
    [
      'control groups of version 2',
      {
        'proc/self/cgroup': '0::/user.slice/a.scope\n',
        'sys/fs/cgroup/user.slice/a.scope/memory.events': events(2),
        'sys/fs/cgroup/memory.events': events(7),
        'proc/vmstat': 'nr_free_pages 1\noom_kill 5\n',
      },
      { group: 2, machine: 5 },
    ],
    [
      'control groups of version 1',
      {
        'proc/self/cgroup': '9:name=systemd:/\n4:cpu,memory:/docker/x\n0::/\n',
        'sys/fs/cgroup/memory/docker/x/memory.oom_control': control(1),
      },
      { group: 1, machine: null },
    ],
    [
      'a container that sees its own group as the root',
      { 'proc/self/cgroup': '0::/../outside\n', 'sys/fs/cgroup/memory.events': events(3) },
      { group: 3, machine: null },
    ],
    ['a system without any', {}, { group: null, machine: null }],
  ])('of %s', async (_of, files, kills) => {
    expect(await memoryKills(await root(files))).toEqual(kills);
  });

  test('of this machine are numbers, where it has them', async () => {
    const { group, machine } = await memoryKills();
    for (const count of [group, machine]) expect(count === null || Number.isSafeInteger(count)).toBe(true);
  });
});

describe('a command that failed', () => {
  const failed = { exitCode: 1, signal: null };
  const killed = { exitCode: null, signal: 'SIGKILL' } as const;
  const kills = (group: number | null, machine: number | null): MemoryKills => ({ group, machine });
  test.each([
    ['was killed with its group', kills(0, 0), kills(1, 1), killed, true],
    ['lost a part of it', kills(0, 0), kills(1, 1), failed, true],
    ['was killed somewhere on the machine', kills(null, 4), kills(null, 5), killed, true],
    ['was killed within its shell', kills(0, 4), kills(0, 5), { exitCode: 137, signal: null }, true],
    ['failed while another was killed', kills(0, 4), kills(0, 5), failed, false],
    ['was killed by a person', kills(3, 4), kills(3, 4), killed, false],
    ['was killed where nothing is known', kills(null, null), kills(null, null), killed, false],
    ['was killed where counters came up meanwhile', kills(null, null), kills(2, 3), killed, false],
  ])('because it %s', (_case, before, after, failure, expected) => {
    expect(wasKilledForMemory(before, after, failure)).toBe(expected);
  });
});
