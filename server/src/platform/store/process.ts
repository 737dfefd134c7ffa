import { readFileSync } from 'node:fs';

/** Whether the process still runs. One that ended but was not yet collected by its parent (a zombie) doesn't. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return statOf(pid)?.[0] !== 'Z';
}

/** When the process started, in clock ticks since boot; 'unknown' where the system doesn't say. */
export function startTimeOf(pid: number): string {
  return statOf(pid)?.[19] ?? 'unknown';
}

/** The fields of /proc/<pid>/stat from the state on: the name before it may hold spaces. */
function statOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
