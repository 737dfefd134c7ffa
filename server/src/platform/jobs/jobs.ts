import type { Statements } from '../store/postgres/postgres.ts';
import type { BackgroundTask, Prisma } from '../store/prisma/generated/client.ts';
import { statementsOf, type PrismaTransaction } from '../store/prisma/statements.ts';
import type { Stores } from '../store/stores.ts';
import type { WorkContext } from './context.ts';
import { insertEntry, insertTask, type Entry } from './queries/jobs.ts';

/** How far a task is. `cursor` is where it goes on after a restart. */
export interface TaskProgress {
  readonly totalCount?: number;
  readonly doneCount?: number;
  readonly cursor?: bigint;
}

/** A kind of task, and how its tasks share the servers. */
export interface JobKind {
  readonly kind: string;
  /** Tasks of this kind that run at once, over all servers. Of one workspace always one. */
  readonly limit: number;
  /** Kinds of one lane have the same limit and share it: two of them never run at once in one workspace. Absent: a lane of its own. */
  readonly lane?: string;
  /** Attempts until the task is given up; absent: 4. */
  readonly attempts?: number;
  /** The pause after the first attempt that failed, in milliseconds; it doubles with each. Absent: 5 s. */
  readonly firstRetryMs?: number;
}

export interface Job extends JobKind {
  /**
   * Does the task, from its cursor on. Reports progress after each step; returns early once `signal` is aborted (the task
   * stays RUNNING and is taken up at the next start, or by another server). `live` announces what it has changed.
   */
  readonly run: (
    stores: Stores,
    task: BackgroundTask,
    report: (progress: TaskProgress) => Promise<void>,
    signal: AbortSignal,
    live: WorkContext['live'],
  ) => Promise<void>;
}

export interface JobRequest {
  readonly workspaceId: string;
  readonly input?: Prisma.InputJsonObject;
  readonly totalCount?: number;
}

/** A transaction of the caller, ours or Prisma's; or a store, for a transaction of its own. */
export type Transaction = Statements | PrismaTransaction;

/** The one name that all tasks have in the queue; what a task is, its row says. */
export const taskJob = 'task';
/** Of an entry in the queue. How often a task is tried is counted in its row. */
const entryAttempts = 32_767;
const longestRetryMs = 600_000;

/** Asks for a task, in the caller's transaction: it begins after the commit, or never. Returns its id. */
export async function enqueue(
  transaction: Transaction,
  kind: JobKind,
  { workspaceId, input = {}, totalCount = 0 }: JobRequest,
): Promise<string> {
  const statements = 'query' in transaction ? transaction : statementsOf(transaction);
  const [task] = await insertTask(statements, { workspaceId, kind: kind.kind, input, totalCount, entry: entryOf(kind, workspaceId) });
  return (task as { id: string }).id;
}

/** Puts a task into the queue again, in the caller's transaction: what stands there of it does not run any more. */
export async function enqueueAgain(
  transaction: Statements,
  kind: JobKind,
  task: Pick<BackgroundTask, 'id' | 'workspaceId'>,
  at: Date | null,
): Promise<void> {
  await insertEntry(transaction, { taskId: task.id, at, entry: entryOf(kind, task.workspaceId) });
}

const entryOf = (kind: JobKind, workspaceId: string): Entry => ({
  job: taskJob,
  queue: queueOf(kind, workspaceId),
  attempts: entryAttempts,
});

/** Entries of one queue run one after the other, over all servers. */
function queueOf({ kind, lane = kind, limit }: JobKind, workspaceId: string): string {
  return `${lane}:${Number.parseInt(workspaceId.slice(0, 8), 16) % limit}`;
}

export const attemptsOf = ({ attempts = 4 }: JobKind): number => attempts;

/** The pause before the next attempt. */
export const retryMsOf = ({ firstRetryMs = 5_000 }: JobKind, failedCount: number): number =>
  Math.min(longestRetryMs, firstRetryMs * 2 ** (failedCount - 1));
