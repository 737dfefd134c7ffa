import { pause } from '../store/pause.ts';
import type { BackgroundTask } from '../store/prisma/generated/client.ts';
import type { Stores } from '../store/stores.ts';
import { StoreUnavailable, storeUnavailableIn } from '../store/unavailable.ts';
import { pingPostgres } from '../store/ping.ts';
import type { WorkContext } from './context.ts';
import { markFailed, missingTasks, taskById } from './queries/jobs.ts';
import { attemptsOf, enqueueAgain, retryMsOf, type Job, type JobKind, type TaskProgress } from './jobs.ts';
import { acrossWorkspaces, inWorkspace } from '../store/scope.ts';

export interface TaskOptions {
  readonly jobs: readonly Job[];
  readonly live: WorkContext['live'];
  /** After every visible change of a task. */
  readonly onChanged: (taskId: string, status: BackgroundTask['status']) => void;
  readonly onError: (task: Pick<BackgroundTask, 'id' | 'kind'>, error: unknown) => void;
}

/** Why a task is interrupted. */
export interface Interruptions {
  /** The server stops: the next one goes on at once. */
  readonly stopping: AbortSignal;
  /** Other servers may take this one for gone and the task with it: nothing of the queue is changed any more. */
  readonly lost: AbortSignal;
}

/** A store that does not answer is waited for in between. */
const awayMs = 1_000;
const failureText = 'The task stopped on an unexpected error; the server log has it.';
/** A task of a kind that this version does not know. */
const unknownKind: JobKind = { kind: 'unknown', limit: 1, attempts: 1 };

/**
 * Works on a task until it has ended, or waits for its next attempt, or is interrupted; from its cursor on, also after a store was away.
 *
 * Errors  throws when it is interrupted and the queue could not be updated: the holder of the task's entry must release it.
 */
export async function workOnTask(stores: Stores, taskId: string, options: TaskOptions, { stopping, lost }: Interruptions): Promise<void> {
  const signal = AbortSignal.any([stopping, lost]);
  let reason: unknown = null;
  while (!signal.aborted) {
    try {
      const task = await acrossWorkspaces('The entry in the queue names the task alone.', () =>
        stores.prisma.backgroundTask.findUnique({ where: { id: taskId } }),
      );
      if (task === null || (task.status !== 'QUEUED' && task.status !== 'RUNNING')) return;
      if (await inWorkspace(task.workspaceId, () => attempt(stores, task, options, signal))) return;
    } catch (error) {
      if (storeUnavailableIn(error) === null) throw error;
      reason = error;
      await pause(awayMs, signal);
    }
  }
  // A connection that was lost takes those beside it along: what ends the entry would meet the same.
  while (lost.aborted && !stopping.aborted && !(await answers(stores))) await pause(awayMs, stopping);
  if (lost.aborted) throw new StoreUnavailable('PostgreSQL', { cause: reason });
  await stores.postgres.transaction(async (session) => {
    const [task] = await taskById(session, { id: taskId });
    if (task !== undefined) await enqueueAgain(session, kindOf(options, task.kind), task, null);
  });
}

/** Makes one attempt; returns whether it came to its end, well or not. Errors: `StoreUnavailable`. */
async function attempt(stores: Stores, task: BackgroundTask, options: TaskOptions, signal: AbortSignal): Promise<boolean> {
  const change = async (
    data: TaskProgress & { status?: BackgroundTask['status']; finishedAt?: Date; retryAt?: null; error?: null },
  ): Promise<void> => {
    const { status } = await stores.prisma.backgroundTask.update({ where: { id: task.id }, data });
    options.onChanged(task.id, status);
  };
  try {
    const job = options.jobs.find(({ kind }) => kind === task.kind);
    if (job === undefined) throw new Error(`This version of the server knows no task of kind ${task.kind}.`);
    await change({ status: 'RUNNING', retryAt: null });
    await job.run(stores, task, (progress) => change(progress), signal, options.live);
    if (signal.aborted) return false;
    await change({ status: 'SUCCEEDED', finishedAt: new Date(), error: null });
  } catch (error) {
    if (storeUnavailableIn(error) !== null) throw error; // it stays RUNNING
    options.onError(task, error);
    await fail(stores, task, options);
  }
  return true;
}

/** Gives the task its next attempt after a pause, or gives it up. The text of the error is not stored: it may hold private data. */
async function fail(stores: Stores, task: BackgroundTask, options: TaskOptions): Promise<void> {
  const kind = kindOf(options, task.kind);
  const failedCount = task.failedCount + 1;
  const isGivenUp = failedCount >= attemptsOf(kind);
  const at = new Date(Date.now() + retryMsOf(kind, failedCount));
  await stores.postgres.transaction(async (session) => {
    await markFailed(session, {
      workspaceId: task.workspaceId,
      id: task.id,
      failedCount,
      error: isGivenUp ? `${failureText} Start it again.` : failureText,
      retryAt: isGivenUp ? null : at,
    });
    if (!isGivenUp) await enqueueAgain(session, kind, task, at);
  });
  options.onChanged(task.id, isGivenUp ? 'FAILED' : 'QUEUED');
}

/**
 * Puts every task into the queue that is not done and does not stand there: of a version without this queue, or of a queue that was lost.
 */
export async function enqueueMissing(stores: Stores, options: TaskOptions): Promise<void> {
  await stores.postgres.transaction(async (session) => {
    for (const task of await missingTasks(session)) await enqueueAgain(session, kindOf(options, task.kind), task, null);
  });
}

const kindOf = ({ jobs }: TaskOptions, kind: string): JobKind => jobs.find((job) => job.kind === kind) ?? unknownKind;

const answers = ({ postgres }: Stores): Promise<boolean> =>
  pingPostgres(postgres).then(
    () => true,
    () => false,
  );
