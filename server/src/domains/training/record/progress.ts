import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { storeProgress, type Progress } from '../queries/progress.ts';
import type { PointColumns } from '../types.ts';
import { refreshJob } from './known-jobs.ts';
import { refreshSummary } from './summary.ts';

/** A job's row is written at most so often. */
const everyMs = 1_000;
/** Times between steps from which the median is taken. */
const gapCount = 64;
/** Counters of tokens, by the names that trainers give them. */
const tokenMetrics: ReadonlySet<string> = new Set(['num_input_tokens_seen', 'num_tokens', 'tokens/total', 'total_tokens']);

type Mutable<Fields> = { -readonly [Key in keyof Fields]: Fields[Key] };

/** What is remembered of a job's pace between flushes. */
interface Pace {
  attempt: number;
  lastStep: number;
  lastAtMs: number;
  lastHeardMs: number;
  /** Times of a step, and between the calls that brought a new one. */
  readonly stepsMs: number[];
  readonly gapsMs: number[];
}

/**
 * How far jobs have come, gathered from their points and written for all jobs together, each at most once a second. The points themselves
 * are durable: what is lost here when the server is killed comes with the next point.
 */
export class ProgressKeeper {
  readonly #stores: Stores;
  readonly #live: Pick<LiveBus, 'publish'>;
  readonly #waiting = new Map<string, Mutable<Progress>>();
  readonly #paces = new Map<string, Pace>();
  #timer: NodeJS.Timeout | null = null;
  #underWay: Promise<void> = Promise.resolve();

  constructor(stores: Stores, live: Pick<LiveBus, 'publish'>) {
    this.#stores = stores;
    this.#live = live;
  }

  /** Something came of the trainer that is no point: a beat, a query. */
  heard(jobId: string): void {
    this.#waitingOf(jobId).heardAt = new Date();
    this.#flushSoon();
  }

  /**
   * `current`: the attempt that runs; points of earlier ones are no progress. `moves`: of each point whether its step is how far the trainer
   * has come.
   */
  add(
    jobId: string,
    current: number,
    { metric, step, value, at, attempt }: PointColumns,
    isSystem: readonly boolean[],
    moves: readonly boolean[],
  ): void {
    if (attempt.every((of) => of < current)) return;
    const progress = this.#waitingOf(jobId);
    let [greatest, greatestAtMs] = [-1, 0];
    for (let index = 0; index < metric.length; index += 1) {
      if (isSystem[index] === true || (attempt[index] as number) < current) continue;
      const [name, stepOf, valueOf] = [metric[index] as string, step[index] as number, value[index] as number];
      if (moves[index] !== true) progress.isAtStart = true;
      else if (stepOf >= greatest) [greatest, greatestAtMs] = [stepOf, at[index] as number];
      if (name === 'loss') progress.loss = valueOf;
      else if (name === 'epoch') progress.epoch = Number.isFinite(valueOf) ? valueOf : progress.epoch;
      else if (name === 'eval_loss') {
        progress.evalLoss = valueOf;
        if (Number.isFinite(valueOf) && valueOf < (progress.bestEvalLoss ?? Infinity))
          [progress.bestEvalLoss, progress.bestEvalStep] = [valueOf, stepOf];
      } else if (tokenMetrics.has(name) && Number.isFinite(valueOf)) progress.tokens = Math.round(valueOf);
    }
    progress.heardAt = new Date();
    if (greatest >= 0) {
      progress.step = progress.attempt === current ? Math.max(progress.step ?? 0, greatest) : greatest;
      progress.attempt = current;
      this.#notePace(jobId, current, greatest, greatestAtMs);
    }
    this.#flushSoon();
  }

  #waitingOf(jobId: string): Mutable<Progress> {
    let progress = this.#waiting.get(jobId);
    if (progress === undefined) this.#waiting.set(jobId, (progress = nothing(jobId)));
    return progress;
  }

  #flushSoon(): void {
    this.#timer ??= setTimeout(() => void this.flush().catch(() => {}), everyMs).unref();
  }

  /** Resolves when everything that came until now is written. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const progress = [...this.#waiting.values()];
    this.#waiting.clear();
    if (progress.length === 0) return this.#underWay;
    const written = this.#underWay.catch(() => {}).then(() => this.#write(progress));
    this.#underWay = written;
    return written;
  }

  async #write(waiting: readonly Progress[]): Promise<void> {
    const progress = waiting.map((one) => (one.step === null ? one : { ...one, ...this.#paceOf(one.jobId) }));
    const stored = await storeProgress(this.#stores.postgres, { progress });
    for (const { id, isSummaryStale, ...job } of stored) {
      refreshJob(this.#stores, id, job);
      // Where the points cannot be read now, the job stays marked, and background/summaries.ts tries again.
      if (isSummaryStale) await refreshSummary(this.#stores, job.workspaceId, id).catch(() => {});
    }
    for (const [workspaceId, jobs] of Map.groupBy(stored, (job) => job.workspaceId))
      this.#live.publish('training.changed', workspaceId, { jobIds: jobs.map(({ id }) => id) });
    const known = new Set(stored.map(({ id }) => id));
    for (const { jobId } of progress) if (!known.has(jobId)) this.#paces.delete(jobId);
  }

  #notePace(jobId: string, attempt: number, step: number, atMs: number): void {
    const nowMs = performance.now();
    const pace = this.#paces.get(jobId) ?? { attempt, lastStep: step, lastAtMs: atMs, lastHeardMs: nowMs, stepsMs: [], gapsMs: [] };
    this.#paces.set(jobId, pace);
    if (step > pace.lastStep) {
      if (atMs >= pace.lastAtMs) pushed(pace.stepsMs, (atMs - pace.lastAtMs) / (step - pace.lastStep));
      pushed(pace.gapsMs, nowMs - pace.lastHeardMs);
      pace.lastHeardMs = nowMs;
    }
    if (step >= pace.lastStep || attempt !== pace.attempt) [pace.attempt, pace.lastStep, pace.lastAtMs] = [attempt, step, atMs];
  }

  /** Median times in the last steps that came; null: fewer than two came. */
  #paceOf(jobId: string): Pick<Progress, 'stepMs' | 'gapMs'> {
    const { stepsMs = [], gapsMs = [] } = this.#paces.get(jobId) ?? {};
    return { stepMs: median(stepsMs), gapMs: median(gapsMs) };
  }
}

function pushed(times: number[], ms: number): void {
  times.push(ms);
  if (times.length > gapCount) times.shift();
}

function median(times: readonly number[]): number | null {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

const nothing = (jobId: string): Mutable<Progress> => ({
  jobId,
  heardAt: new Date(),
  step: null,
  attempt: null,
  isAtStart: false,
  epoch: null,
  tokens: null,
  loss: null,
  evalLoss: null,
  bestEvalLoss: null,
  bestEvalStep: null,
  stepMs: null,
  gapMs: null,
});
