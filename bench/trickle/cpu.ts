import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Clock ticks a second of /proc: the same on every Linux that Node runs on. */
const ticksPerSecond = 100;
const sampleMs = 500;

/** CPU seconds of one stretch of time. */
export interface CpuTime {
  readonly elapsedSeconds: number;
  /** The server's process: its own thread, ClickHouse's threads, libuv's. */
  readonly serverSeconds: number;
  /** PostgreSQL and all its backends. */
  readonly postgresSeconds: number;
  /** By name of thread, most first: ClickHouse names a thread after the work in its hands. */
  readonly byThread: ReadonlyMap<string, number>;
}

/** Counts the CPU time of a server and of its embedded PostgreSQL from now on, until `stop`. Linux only: it reads /proc. */
export async function watchCpu(serverPid: number, dataDir: string): Promise<{ stop(): Promise<CpuTime> }> {
  const postgresPid = Number((await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0]);
  const startedAt = performance.now();
  const [serverBefore, postgresBefore] = await Promise.all([ticksOf(serverPid), ticksOfTree(postgresPid)]);
  const byThread = new Map<string, number>();
  let known = await threadsOf(serverPid);
  let sampling: Promise<void> = Promise.resolve();
  const sample = async (): Promise<void> => {
    const now = await threadsOf(serverPid);
    for (const [id, { name, ticks }] of now) {
      const spent = ticks - (known.get(id)?.ticks ?? 0);
      if (spent > 0) byThread.set(name, (byThread.get(name) ?? 0) + spent / ticksPerSecond);
    }
    known = now;
  };
  const timer = setInterval(() => (sampling = sampling.then(sample)), sampleMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await sampling;
      await sample();
      const [server, postgres] = await Promise.all([ticksOf(serverPid), ticksOfTree(postgresPid)]);
      return {
        elapsedSeconds: (performance.now() - startedAt) / 1_000,
        serverSeconds: (server - serverBefore) / ticksPerSecond,
        postgresSeconds: (postgres - postgresBefore) / ticksPerSecond,
        byThread: new Map([...byThread].sort(([, a], [, b]) => b - a)),
      };
    },
  };
}

/** User and system time of one process. */
const ticksOf = async (pid: number): Promise<number> => ticksIn(await statOf(`/proc/${pid}/stat`), false);

/** The same of a process with its children, those that have ended included. */
async function ticksOfTree(pid: number): Promise<number> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => ''))
    .split(' ')
    .filter((id) => id !== '')
    .map(Number);
  const own = ticksIn(await statOf(`/proc/${pid}/stat`), true);
  const ofChildren = await Promise.all(children.map(async (child) => ticksIn(await statOf(`/proc/${child}/stat`), true)));
  return own + ofChildren.reduce((sum, ticks) => sum + ticks, 0);
}

async function threadsOf(pid: number): Promise<Map<string, { name: string; ticks: number }>> {
  const ids = await readdir(`/proc/${pid}/task`).catch(() => []);
  const threads = await Promise.all(
    ids.map(async (id) => {
      const stat = await statOf(`/proc/${pid}/task/${id}/stat`);
      return [
        id,
        { name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')).replace(/[-_#]?\d+$/, ''), ticks: ticksIn(stat, false) },
      ] as const;
    }),
  );
  return new Map(threads);
}

const statOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

/** Fields 14 to 17 of proc(5); those of the children that were waited for only when asked. */
function ticksIn(stat: string, withChildren: boolean): number {
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, withChildren ? 15 : 13);
  return fields.reduce((sum, field) => sum + (Number(field) || 0), 0);
}
