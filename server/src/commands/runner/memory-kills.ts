import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How often the kernel killed for memory; null: it does not say. */
export interface MemoryKills {
  /** In the control group of this process, which its commands share. */
  readonly group: number | null;
  /** On the whole machine. */
  readonly machine: number | null;
}

/** How a command failed. */
export interface Failure {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Exit code by which a shell reports that its command was ended by SIGKILL. */
const killedCode = 137;

/** The kernel's counters, below the root of a file system. */
export async function memoryKills(root = '/'): Promise<MemoryKills> {
  const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8').catch(() => '');
  const countIn = (text: string): number | null => {
    const count = /^oom_kill (\d+)$/m.exec(text)?.[1];
    return count === undefined ? null : Number(count);
  };
  let group: number | null = null;
  for (const path of placesOf(await read('proc/self/cgroup'))) {
    group = countIn(await read(path));
    if (group !== null) break;
  }
  return { group, machine: countIn(await read('proc/vmstat')) };
}

/** Files that hold the counter of a group: of both versions of control groups, by its own path, and by that which a container sees. */
function placesOf(groups: string): string[] {
  const pathOf = (line: RegExp): string => line.exec(groups)?.[1] ?? '';
  const [unified, memory] = [pathOf(/^0::(.*)$/m), pathOf(/^\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(.*)$/m)];
  return [
    join('sys/fs/cgroup', unified, 'memory.events'),
    join('sys/fs/cgroup/memory', memory, 'memory.oom_control'),
    'sys/fs/cgroup/memory.events',
    'sys/fs/cgroup/memory/memory.oom_control',
  ];
}

/**
 * Whether a command failed because the kernel killed for memory meanwhile: in its own group, where a part of the command may have been
 * killed; or on the machine, where the command itself was.
 */
export function wasKilledForMemory(before: MemoryKills, after: MemoryKills, { exitCode, signal }: Failure): boolean {
  const hasRisen = (of: keyof MemoryKills): boolean => (after[of] ?? 0) > (before[of] ?? after[of] ?? 0);
  if (hasRisen('group')) return true;
  return hasRisen('machine') && (signal === 'SIGKILL' || exitCode === killedCode);
}
