import { LOCKS } from '../store/postgres/locks.ts';
import type { BackgroundTask, Prisma } from '../store/prisma/generated/client.ts';
import type { Stores } from '../store/stores.ts';
import { storeUnavailableIn } from '../store/unavailable.ts';
import { anyTask } from './queries.ts';

/** How far a task is. `cursor` is where it goes on after a restart. */
export interface TaskProgress {
  readonly totalCount?: number;
  readonly doneCount?: number;
  readonly cursor?: bigint;
}

export interface Job {
  /** The kind of task it does. */
  readonly kind: string;
  /**
   * Does the task, from its cursor on. Reports progress after each step; returns early once `signal` is aborted (the task
   * stays RUNNING and is taken up at the next start, or by another server).
   */
  readonly run: (stores: Stores, task: BackgroundTask, report: (progress: TaskProgress) => Promise<void>, signal: AbortSignal) => Promise<void>;
}

export interface TaskRunnerOptions {
  readonly jobs: readonly Job[];
  /** After every visible change of a task. */
  readonly onChanged: (taskId: string, status: BackgroundTask['status']) => void;
  readonly onError: (task: Pick<BackgroundTask, 'id' | 'kind'>, error: unknown) => void;
}

const POLL_MS = 500;

/** Asks for a task; a runner takes it up. Part of the caller's transaction when given one. */
export async function enqueueTask(
  prisma: Pick<Prisma.TransactionClient, 'backgroundTask'>,
  task: { workspaceId: string; kind: string; input?: Prisma.InputJsonObject; totalCount?: number },
): Promise<BackgroundTask> {
  return prisma.backgroundTask.create({ data: task });
}

/**
 * Works through the tasks of all workspaces, oldest first, one at a time, and goes on with one that was cut off: by a restart, or by a
 * store that did not answer. Only one server works on tasks; another takes over when its session ends.
 */
export function startTaskRunner(stores: Stores, options: TaskRunnerOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const done = (async () => {
    while (!stopping.signal.aborted) {
      const worked = await workOnNext(stores, options, stopping.signal).catch((error: unknown) => {
        options.onError({ id: '', kind: 'runner' }, error);
        return false;
      });
      if (!worked) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

async function workOnNext(stores: Stores, options: TaskRunnerOptions, signal: AbortSignal): Promise<boolean> {
  if ((await anyTask(stores.postgres)) === 0) return false;
  const worked = await stores.postgres.withLock(LOCKS.tasks, async (_session, lost) => {
    const task = await stores.prisma.backgroundTask.findFirst({
      where: { status: { in: ['QUEUED', 'RUNNING'] } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    if (task === null) return false;
    await runTask(stores, task, options, AbortSignal.any([signal, lost]));
    return true;
  });
  return worked ?? false;
}

async function runTask(stores: Stores, task: BackgroundTask, options: TaskRunnerOptions, signal: AbortSignal): Promise<void> {
  const change = async (data: Prisma.BackgroundTaskUpdateInput): Promise<void> => {
    const { status } = await stores.prisma.backgroundTask.update({ where: { id: task.id }, data });
    options.onChanged(task.id, status);
  };
  const job = options.jobs.find(({ kind }) => kind === task.kind);
  try {
    if (job === undefined) throw new Error(`This version of the server knows no task of kind ${task.kind}.`);
    await change({ status: 'RUNNING' });
    await job.run(stores, task, (progress) => change({ ...progress }), signal);
    if (!signal.aborted) await change({ status: 'SUCCEEDED', finishedAt: new Date() });
  } catch (error) {
    if (storeUnavailableIn(error) !== null) throw error; // it stays RUNNING, and goes on from its cursor when the store is back
    options.onError(task, error);
    await change({ status: 'FAILED', finishedAt: new Date(), error: 'The task stopped on an unexpected error; the server log has it. Start it again.' });
  }
}
