import type { WorkContext } from '../../../platform/jobs/context.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { pause } from '../../../platform/store/pause.ts';
import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { ChangedJob, StoredPoints } from '../../training/hooks.ts';
import { judgeJob } from '../judge.ts';
import { dueJobs, setDue } from '../queries.ts';

/** A job whose points come all the time is judged again so much later at the earliest. */
const paceMs = 5_000;
/** Judgments take one part of the time in so many. */
const timeParts = 5;
const idleMs = 1_000;
const failedMs = 5_000;

interface Mark {
  readonly workspaceId: string;
  /** Whether something came that is not finite: such a job is next. */
  readonly isUrgent: boolean;
}

/**
 * Jobs of which points came here that no judgment has seen. A server that dies takes the list along: the next points, or the end of the
 * job, bring it back.
 */
class Marks {
  readonly #marks = new Map<string, Mark>();
  readonly #judgedAt = new Map<string, number>();

  add(jobId: string, mark: Mark): void {
    this.#marks.set(jobId, { ...mark, isUrgent: mark.isUrgent || this.#marks.get(jobId)?.isUrgent === true });
  }

  /** The job to judge now: an urgent one, else the one that has waited longest; none before its pace allows it, unless `isHasty`. */
  take(now: number, isHasty = false): { jobId: string; workspaceId: string } | null {
    for (const [jobId, judgedAt] of this.#judgedAt) if (now - judgedAt >= paceMs) this.#judgedAt.delete(jobId);
    let next: string | null = null;
    for (const [jobId, { isUrgent }] of this.#marks) {
      if (this.#judgedAt.has(jobId) && !isHasty) continue;
      next ??= jobId;
      if (!isUrgent) continue;
      next = jobId;
      break;
    }
    const mark = next === null ? undefined : this.#marks.get(next);
    if (next === null || mark === undefined) return null;
    this.#marks.delete(next);
    return { jobId: next, workspaceId: mark.workspaceId };
  }

  judged(jobId: string, now: number): void {
    this.#judgedAt.set(jobId, now);
  }
}

const marksOf = new WeakMap<Stores['postgres'], Marks>();
function marks({ postgres }: Pick<Stores, 'postgres'>): Marks {
  let known = marksOf.get(postgres);
  if (known === undefined) marksOf.set(postgres, (known = new Marks()));
  return known;
}

/** Points of a job are stored: it is to be judged soon. */
export function markJob({ stores }: { readonly stores: Stores }, { workspaceId, jobId, points }: StoredPoints): void {
  marks(stores).add(jobId, { workspaceId, isUrgent: points.value.some((value) => !Number.isFinite(value)) });
}

/** A job's state changes: it is to be judged whatever happens to this server. */
export async function dueJob(session: Statements, { workspaceId, jobId, now }: ChangedJob): Promise<void> {
  await setDue(session, { workspaceId, jobId, now });
}

/** Judges the job that is next; says whether there was one. */
async function judgeNext(context: { readonly stores: Stores; readonly live: Pick<LiveBus, 'publish'> }, isHasty = false): Promise<boolean> {
  const { stores } = context;
  const waiting = marks(stores);
  const [due] = await dueJobs(stores.postgres, { limit: 1 });
  const next = due ?? waiting.take(Date.now(), isHasty);
  if (next === null) return false;
  try {
    await judgeJob(context, next.workspaceId, next.jobId, new Date());
  } catch (error) {
    // The others come first.
    if (due === undefined) waiting.add(next.jobId, { workspaceId: next.workspaceId, isUrgent: false });
    else await setDue(stores.postgres, { ...due, now: new Date() });
    throw error;
  }
  waiting.judged(next.jobId, Date.now());
  return true;
}

/** Judges until nothing waits. */
export async function drainJudgments(context: { readonly stores: Stores; readonly live: Pick<LiveBus, 'publish'> }): Promise<void> {
  while (await judgeNext(context, true));
}

/** Judges jobs as they change, until stopped. Any number of servers may run one. */
export function startJudging({ stores, live, onPassed, onError }: WorkContext & { readonly onPassed: () => void }): {
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  const judge = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      const pauseMs = await judgeNext({ stores, live }).then(
        (judged) => {
          onPassed();
          return judged ? (timeParts - 1) * (performance.now() - startedAt) : idleMs;
        },
        (error: unknown) => {
          onError(error);
          return failedMs;
        },
      );
      await pause(pauseMs, stopping.signal);
    }
  };
  const done = judge();
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}
