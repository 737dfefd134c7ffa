import type { LiveBus } from '../../platform/live/bus.ts';
import { iteratorOf } from '../../platform/live/readers.ts';

/** A viewer receives at most ten batches of live points a second, and one change of a job. */
const batchEveryMs = 100;
const changeEveryMs = 1_000;
/** Points of one batch. */
const batchSize = 5_000;
/** Points that wait for a slow viewer; beyond, it reads from the store what it has missed. */
const keptCount = 20_000;
/** Commits may end in another order than they began: what the store gives begins so much before the last version that was seen. */
const overlapUs = 5_000_000;

/** Points as they travel: `value` holds what JSON has no form for as its name. */
export interface ShownPoints {
  readonly metric: readonly string[];
  readonly step: readonly number[];
  readonly value: readonly (number | string)[];
  readonly at: readonly number[];
  readonly attempt: readonly number[];
}

export interface StepBatch {
  readonly points: ShownPoints;
  /** Where a viewer that comes back goes on. */
  readonly place: StepPlace;
}

/** How far a viewer has read. */
export interface StepPlace {
  /** Steps greater than this one are still to be replayed; null: none are. */
  readonly afterStep: number | null;
  /** What has a greater version, in microseconds, may not have been seen; null: the viewer comes for the first time. */
  readonly version: number | null;
}

/** A page of stored points, and how the next page is asked for; null: it was the last one. */
export interface StoredPage {
  readonly points: ShownPoints;
  readonly next: (() => Promise<StoredPage>) | null;
  /** The step of which not all points were given, where steps are replayed. */
  readonly step: number;
}

/** What of the stored points a feed asks for, a page at a time. */
export interface StoredSteps {
  readonly afterStep: (step: number) => Promise<StoredPage>;
  readonly sinceVersion: (version: number) => Promise<StoredPage>;
}

/**
 * The points of one job: replayed from a place on, then as they are stored, at most ten batches a second. Nothing is lost to a slow viewer:
 * when more waits than is kept, what was missed is read from the store, and points may come twice.
 *
 * Ends at once on `return()`, also while it waits.
 */
export function stepsOf(
  live: Pick<LiveBus, 'subscribe'>,
  jobId: string,
  stored: StoredSteps,
  place: StepPlace | null,
  now: () => number = Date.now,
): AsyncIterableIterator<StepBatch, undefined> {
  let waiting: { version: number; points: ShownPoints }[] = [];
  let waitingCount = 0;
  /** Set where points were dropped: what has a greater version must be read. */
  let missedFrom: number | null = place === null || place.version === null ? null : place.version - overlapUs;
  let replay: { page: () => Promise<StoredPage>; afterStep: number | null; version: number } | null = null;
  let version = place?.version ?? now() * 1_000;
  let deliveredAtMs = -Infinity;
  let isOver = false;
  let wake: (() => void) | null = null;

  const stop = live.subscribe('training.points', jobId, (payload) => {
    waiting.push(payload);
    waitingCount += payload.points.step.length;
    if (waitingCount > keptCount) {
      missedFrom = Math.min(missedFrom ?? Infinity, version - overlapUs, ...waiting.map((one) => one.version - overlapUs));
      [waiting, waitingCount] = [[], 0];
    }
    wake?.();
  });

  if (place !== null && place.afterStep !== null) {
    const { afterStep } = place;
    replay = { page: () => stored.afterStep(afterStep), afterStep, version };
  }

  /** Resolves after `ms`, when something comes (`ms` null: no sooner), or when the reading ends. */
  const signal = (ms: number | null): Promise<void> =>
    new Promise((resolve) => {
      const timer = ms === null ? null : setTimeout(() => done(), ms);
      const done = (): void => {
        if (timer !== null) clearTimeout(timer);
        wake = null;
        resolve();
      };
      wake = ms === null ? done : () => isOver && done();
    });

  async function nextStored(): Promise<StepBatch | null> {
    if (replay === null) {
      if (missedFrom === null) return null;
      const from = missedFrom;
      missedFrom = null;
      replay = { page: () => stored.sinceVersion(from), afterStep: null, version: Math.max(version, from + overlapUs) };
    }
    const { page, version: at } = replay;
    const wasSteps = replay.afterStep !== null;
    const { points, next, step } = await page();
    replay = next === null ? null : { page: next, afterStep: wasSteps ? step - 1 : null, version: at };
    if (points.step.length === 0) return null;
    return { points, place: { afterStep: replay?.afterStep ?? null, version: at - (replay === null ? 0 : overlapUs) } };
  }

  function nextLive(): StepBatch {
    const taken = { metric: [], step: [], value: [], at: [], attempt: [] } as Taken;
    let count = 0;
    while (count < waiting.length && (count === 0 || taken.step.length + (waiting[count]?.points.step.length ?? 0) <= batchSize)) {
      const one = waiting[count++] as (typeof waiting)[number];
      append(taken, one.points);
      version = Math.max(version, one.version);
    }
    waiting = waiting.slice(count);
    waitingCount -= taken.step.length;
    deliveredAtMs = now();
    return { points: taken, place: { afterStep: null, version } };
  }

  async function next(): Promise<IteratorResult<StepBatch, undefined>> {
    while (!isOver) {
      if (replay !== null || missedFrom !== null) {
        const batch = await nextStored();
        if (batch !== null && !isOver) return { value: batch, done: false };
      } else if (waiting.length === 0) await signal(null);
      else {
        const waitMs = deliveredAtMs + batchEveryMs - now();
        if (waitMs <= 0) return { value: nextLive(), done: false };
        await signal(waitMs);
      }
    }
    return { value: undefined, done: true };
  }

  const finish = (): void => {
    isOver = true;
    stop();
    [waiting, waitingCount] = [[], 0];
    wake?.();
  };
  return iteratorOf(next, finish);
}

interface Taken extends ShownPoints {
  readonly metric: string[];
  readonly step: number[];
  readonly value: (number | string)[];
  readonly at: number[];
  readonly attempt: number[];
}

function append(taken: Taken, { metric, step, value, at, attempt }: ShownPoints): void {
  taken.metric.push(...metric);
  taken.step.push(...step);
  taken.value.push(...value);
  taken.at.push(...at);
  taken.attempt.push(...attempt);
}

/** Ids of jobs when they change, each at most once a second; of one job, or of all of a workspace. */
export function changesOfJobs(
  live: Pick<LiveBus, 'subscribe'>,
  workspaceId: string,
  jobId: string | null,
  now: () => number = Date.now,
): AsyncIterableIterator<string, undefined> {
  /** By job: the earliest time of its next delivery, in the order in which they changed. */
  const waiting = new Map<string, number>();
  const delivered = new Map<string, number>();
  let isOver = false;
  let wake: (() => void) | null = null;
  const stop = live.subscribe('training.changed', workspaceId, ({ jobIds }) => {
    for (const id of jobIds)
      if ((jobId === null || id === jobId) && !waiting.has(id)) waiting.set(id, (delivered.get(id) ?? -Infinity) + changeEveryMs);
    if (waiting.size > 0) wake?.();
  });

  async function next(): Promise<IteratorResult<string, undefined>> {
    while (!isOver) {
      const atMs = now();
      for (const [id, deliveredAtMs] of delivered) if (deliveredAtMs + changeEveryMs <= atMs && !waiting.has(id)) delivered.delete(id);
      const due = [...waiting].find(([, dueMs]) => dueMs <= atMs);
      if (due !== undefined) {
        waiting.delete(due[0]);
        delivered.set(due[0], atMs);
        return { value: due[0], done: false };
      }
      const earliest = Math.min(...waiting.values());
      await new Promise<void>((resolve) => {
        const timer = Number.isFinite(earliest) ? setTimeout(resolve, earliest - atMs) : null;
        wake = () => {
          if (timer !== null) clearTimeout(timer);
          resolve();
        };
      });
      wake = null;
    }
    return { value: undefined, done: true };
  }
  return iteratorOf(next, () => {
    isOver = true;
    stop();
    wake?.();
  });
}
