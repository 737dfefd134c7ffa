import { IngestBusy } from '../../../platform/ingest/errors.ts';
import { GroupCommit } from '../../../platform/ingest/group-commit.ts';
import { pacing, type CallOfLines } from '../../../platform/ingest/logged-lines.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { pointsStored } from '../hooks.ts';
import { forgetSparklines } from '../load/sparklines.ts';
import { shownValue } from '../pure/curve.ts';
import { lowerFirstStep } from '../queries/jobs.ts';
import { noteStaleSummary } from '../queries/summary.ts';
import { trainingBatches } from '../tables.ts';
import type { CheckedPoint, PointColumns } from '../types.ts';
import { rememberFirstStep, type KnownJob } from './known-jobs.ts';
import { pointLines } from './point-log.ts';
import { ProgressKeeper } from './progress.ts';
import { noteSteps, seenSteps, type SeenSteps } from './seen.ts';

/** Points of one call, checked, each of an attempt that has begun. */
export interface PointBatch {
  readonly workspaceId: string;
  readonly jobId: string;
  readonly job: KnownJob;
  readonly points: readonly CheckedPoint[];
}

interface Prepared extends CallOfLines {
  readonly jobId: string;
  readonly job: KnownJob;
  readonly columns: PointColumns;
  readonly isSystem: readonly boolean[];
  /** As of `SentPoint`. */
  readonly nth: readonly number[];
  readonly version: number;
}

const refusals = {
  waiting: { reason: 'More points came in than could be written.', retryAfterS: 2 },
  write: { reason: 'The points could not be written.', retryAfterS: 5 },
  finish: { reason: 'The progress of the job could not be recorded.', retryAfterS: 5 },
} as const;
/**
 * Writes points in groups (platform/ingest/group-commit.ts). A call is answered when its points are durable. Cut off anywhere, nothing was
 * acknowledged, and the same points sent again are the same rows.
 */
export class PointWriter {
  readonly progress: ProgressKeeper;
  readonly #stores: Stores;
  readonly #live: LiveBus;
  readonly #commits: GroupCommit<Prepared>;
  #lastVersion = 0;

  constructor(stores: Stores, live: LiveBus) {
    this.#stores = stores;
    this.#live = live;
    this.progress = new ProgressKeeper(stores, live);
    this.#commits = new GroupCommit({
      ...pacing,
      write: (calls) => pointLines.writeGroup(this.#stores, calls),
      finish: async (_workspaceId, calls) => {
        for (const call of calls) await this.#finish(call);
      },
      refusal: (stage, cause) => new IngestBusy(refusals[stage].reason, refusals[stage].retryAfterS, cause),
    });
  }

  /** Resolves when all of it is durable. Errors: `IngestBusy` when too much waits, or when a store does not take it. */
  async write(batch: PointBatch): Promise<void> {
    this.#commits.assertRoom();
    try {
      await this.#commits.commit(this.#prepare(batch));
    } finally {
      forgetSparklines(this.#stores, batch.jobId);
    }
  }

  #prepare({ workspaceId, jobId, job, points }: PointBatch): Prepared {
    const version = this.#nextVersion();
    const columns: PointColumns = { metric: [], step: [], value: [], at: [], attempt: [] };
    const isSystem: boolean[] = [];
    const [metrics, spellings, places]: [string[], string[], number[]] = [[], [], []];
    const [nths, atsUs]: [number[], number[]] = [[], []];
    const known = new Map<string, number>();
    for (const point of points) {
      const { metric, sentAs, step, value, nth } = point;
      const atUs = point.atUs ?? version;
      let place = known.get(sentAs);
      if (place === undefined) {
        place = metrics.push(metric);
        spellings.push(sentAs);
        known.set(sentAs, place);
      }
      places.push(place);
      nths.push(nth);
      atsUs.push(atUs);
      columns.metric.push(metric);
      columns.step.push(step);
      columns.value.push(value);
      columns.at.push(atUs / 1_000);
      columns.attempt.push(point.attempt ?? job.attempt);
      isSystem.push(point.isSystem);
    }
    const line = trainingBatches.line({
      workspaceId,
      jobId,
      version,
      metrics,
      spellings,
      places,
      steps: columns.step,
      values: columns.value,
      attempts: oneForAll(columns.attempt),
      nths: oneForAll(nths),
      atsUs: oneForAll(atsUs),
    });
    const lines = Buffer.from(`${line}\n`);
    return { workspaceId, jobId, job, lines, byteCount: lines.length, columns, isSystem, nth: nths, version };
  }

  async #finish(call: Prepared): Promise<void> {
    const { workspaceId, jobId, job, columns, isSystem, version } = call;
    const seen = columns.attempt.every((of) => of === 1) ? null : await seenSteps(this.#stores, workspaceId, jobId);
    const moves = movesOf(call, seen);
    await this.#noteFirstSteps(call, seen);
    await noteSteps(this.#stores, jobId, columns);
    this.progress.add(jobId, job.attempt, columns, isSystem, moves);
    this.#live.publish('training.points', jobId, { version, points: { ...columns, value: shownValues(columns.value) } });
    for (const reaction of pointsStored.reactions)
      reaction({ stores: this.#stores, live: this.#live }, { workspaceId, jobId, points: columns });
  }

  /**
   * A restart supersedes earlier attempts from its first step on: written before the points are acknowledged, and only where it changes. A
   * metric that no earlier attempt has repeats nothing: one that is logged after the end, at step 0, leaves the curves as they are. Of
   * points with an `nth` (MLflow's, whose runs are reopened to add to them as well as to train on) only those count that repeat a curve,
   * and at a step that the trainer has named: its clients send 0 where it named none.
   */
  async #noteFirstSteps(
    { workspaceId, jobId, job, columns: { metric, step, attempt }, isSystem, nth }: Prepared,
    seen: SeenSteps | null,
  ): Promise<void> {
    const { firstStep } = job;
    if (firstStep !== null && step.every((at, index) => attempt[index] === job.attempt && at >= firstStep)) return;
    const isRestart = (index: number): boolean => {
      const [name, of] = [metric[index] as string, attempt[index] as number];
      if (of === 1 || seen === null) return true;
      return nth[index] === 0 ? seen.isRepeated(name, of) : step[index] !== 0 && seen.isCurve(name, of);
    };
    const least = new Map<number, number>();
    for (let index = 0; index < step.length; index += 1) {
      const of = attempt[index] as number;
      if (isSystem[index] === true || !isRestart(index)) continue;
      least.set(of, Math.min(least.get(of) ?? Infinity, step[index] as number));
    }
    for (const [of, first] of least) {
      if (of === job.attempt && job.firstStep !== null && job.firstStep <= first) continue;
      await lowerFirstStep(this.#stores.postgres, { workspaceId, jobId, attempt: of, step: first });
      if (of > 1) await noteStaleSummary(this.#stores.postgres, { workspaceId, jobId });
      if (of === job.attempt) rememberFirstStep(this.#stores, jobId, first);
    }
  }

  /** Microseconds since the epoch, always rising: of two sendings of one point the later wins, on whichever server. */
  #nextVersion(): number {
    this.#lastVersion = Math.max(this.#lastVersion + 1, Date.now() * 1_000);
    return this.#lastVersion;
  }
}

/**
 * Of each point whether its step is how far the trainer has come. Of MLflow's (with an `nth`) one at step 0 is not, and in a run that was
 * reopened only what goes on with a curve, or lies beyond all of them.
 */
function movesOf({ columns: { metric, step, attempt }, nth }: Prepared, seen: SeenSteps | null): boolean[] {
  let greatest: number | null = null;
  return step.map((at, index) => {
    const of = attempt[index] as number;
    if (nth[index] === 0) return true;
    if (at === 0 || of === 1 || seen === null) return at !== 0;
    greatest ??= seen.lastBefore(of);
    return at > greatest || seen.isCurve(metric[index] as string, of);
  });
}

/** A list in which all are equal as a list of one. */
const oneForAll = (numbers: readonly number[]): readonly number[] =>
  numbers.every((one) => one === numbers[0]) ? numbers.slice(0, 1) : numbers;

/** As JSON carries them: between servers, and to viewers. */
const shownValues = (values: readonly number[]): readonly (number | string)[] =>
  values.every(Number.isFinite) ? values : values.map(shownValue);

const writers = new WeakMap<Stores, PointWriter>();

/** The one writer of these stores in this process. */
export function pointWriterOf(stores: Stores, live: LiveBus): PointWriter {
  let writer = writers.get(stores);
  if (writer === undefined) writers.set(stores, (writer = new PointWriter(stores, live)));
  return writer;
}

/** Resolves when the progress of every point that was acknowledged here is in PostgreSQL. */
export const settleProgress = async (stores: Stores): Promise<void> => writers.get(stores)?.progress.flush();
