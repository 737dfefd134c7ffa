import { EventEmitter } from 'node:events';
import type { Logger, TaskList, WorkerEvents } from 'graphile-worker';
import { JOBS_SCHEMA } from '../store/migrations/jobs.ts';
import { pause } from '../store/pause.ts';
import type { PgSession } from '../store/postgres/postgres.ts';
import type { Stores } from '../store/stores.ts';
import { taskJob } from './jobs.ts';
import { announce, clearSpent, freeOrphans } from './presence.ts';
import { cronItemOf, register, runSchedule, scheduleJob, type Schedule } from './schedules.ts';
import { enqueueMissing, workOnTask, type TaskOptions } from './tasks.ts';
import { outsideWorkspaces } from '../store/scope.ts';

export interface RunnerOptions extends TaskOptions {
  readonly schedules: readonly Schedule[];
  /** How often entries are looked for whose time has come; what is enqueued for now is heard of at once. Absent: 5 s. */
  readonly pollMs?: number;
  /** How long after the call it begins: loading the library takes a tenth of a second of the thread. Absent: at once. */
  readonly beginAfterMs?: number;
}

/** Entries that one server works on at once. */
const concurrency = 4;
const ordinaryPollMs = 5_000;
const orphansMs = 5_000;
/** After the library has ended, as it does when PostgreSQL was away at the wrong moment. */
const restartMs = 500;

/**
 * Works through the queue of jobs, with any number of servers beside it, until stopped; goes on with tasks that were cut off, by a restart
 * or by a store that did not answer. What it does beside the library (graphile-worker): docs/decisions/0021-jobs-by-graphile-worker.md.
 */
export function startJobs(stores: Stores, options: RunnerOptions): { stop(): Promise<void> } {
  assertLanes(options);
  const stopping = new AbortController();
  const failed = (error: unknown): void => options.onError({ id: '', kind: 'runner' }, error);
  const done = outsideWorkspaces(async () => {
    await pause(options.beginAfterMs ?? 0, stopping.signal);
    while (!stopping.signal.aborted) {
      await stores.postgres.withSession((session, lost) => serve(stores, session, options, stopping.signal, lost)).catch(failed);
      await pause(restartMs, stopping.signal);
    }
  });
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

/** Runs the library until it ends, the server stops, or `session` is lost, by which other servers know that this one is there. */
async function serve(
  stores: Stores,
  session: PgSession,
  options: RunnerOptions,
  stopping: AbortSignal,
  sessionLost: AbortSignal,
): Promise<void> {
  const { Logger, parseCronItems, run } = await import('graphile-worker');
  const over = new AbortController();
  const lost = AbortSignal.any([sessionLost, over.signal]);
  const free = (): void => void freeOrphans(stores.postgres).catch(() => {}); // the next turn comes
  let isAnnounced: Promise<void> | null = null;
  const announcing = async (workerId: string): Promise<void> => {
    try {
      await announce(session, workerId);
      await freeOrphans(stores.postgres);
      await clearSpent(stores.postgres);
    } catch (error) {
      over.abort();
      throw error;
    }
  };
  // Of its own accord, when a worker met PostgreSQL at a wrong moment: it then waits for the others, however long their tasks are.
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:gracefulShutdown', () => {
    if (!stopping.aborted) over.abort();
  });
  await register(stores, options.schedules);
  await enqueueMissing(stores, options);
  const runner = await run({
    pgPool: stores.postgres.jobPool() as never, // the same driver under the library's own types
    schema: JOBS_SCHEMA,
    events,
    noHandleSignals: true,
    concurrency,
    pollInterval: options.pollMs ?? ordinaryPollMs,
    taskList: taskListOf(stores, options, stopping, lost),
    parsedCronItems: parseCronItems(options.schedules.map(cronItemOf)),
    logger: loggerOf(Logger, options),
    preset: {
      plugins: [
        {
          name: 'PresencePlugin',
          version: '1.0.0',
          worker: { hooks: { startWorker: (_context, { worker }) => (isAnnounced ??= announcing(worker.workerPool.id)) } },
        },
      ],
    },
  });
  const timer = setInterval(free, orphansMs);
  try {
    await Promise.race([runner.promise, aborted(AbortSignal.any([stopping, lost]))]);
  } finally {
    clearInterval(timer);
    await runner.stop().catch(() => {}); // it has ended by itself
  }
}

function taskListOf(stores: Stores, options: RunnerOptions, stopping: AbortSignal, lost: AbortSignal): TaskList {
  const tasks: TaskList = {
    [taskJob]: (payload: unknown) =>
      outsideWorkspaces(() => workOnTask(stores, (payload as { taskId: string }).taskId, options, { stopping, lost })),
  };
  for (const schedule of options.schedules) {
    tasks[scheduleJob(schedule)] = async () => {
      const signal = AbortSignal.any([stopping, lost]);
      const onError = (error: unknown): void => options.onError({ id: '', kind: schedule.name }, error);
      await outsideWorkspaces(() => runSchedule({ stores, live: options.live, onError }, schedule, new Date(), signal)).catch(onError);
    };
  }
  return tasks;
}

/** What the library has to say of itself. A store that is away says so itself. */
function loggerOf(LibraryLogger: typeof Logger, { onError }: RunnerOptions): Logger {
  return new LibraryLogger(() => (level, _message, meta) => {
    const error = meta?.['error'];
    if (level === 'error' && error instanceof Error) onError({ id: '', kind: 'runner' }, error);
  });
}

/** Kinds that share a lane find each other in its queues only when they count them alike. */
function assertLanes({ jobs }: RunnerOptions): void {
  const limits = new Map<string, number>();
  for (const { kind, lane = kind, limit } of jobs) {
    if ((limits.get(lane) ?? limit) !== limit) throw new Error(`Kinds of the lane ${lane} have different limits.`);
    limits.set(lane, limit);
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
