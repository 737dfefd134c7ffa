import { Hook } from '../../platform/hooks.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Statements } from '../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../platform/store/stores.ts';
import type { JobState } from './pure/transition.ts';
import type { PointColumns } from './types.ts';

export interface ChangedJob {
  readonly workspaceId: string;
  readonly jobId: string;
  readonly before: JobState;
  readonly after: JobState;
  readonly now: Date;
}

/** A job has come to an end: in the transaction that stores its state. */
export const jobEnded = new Hook<(session: Statements, job: ChangedJob) => Promise<void>>('training.jobEnded');

/** A job's state changes, its end included: in the transaction that stores it. */
export const jobChanged = new Hook<(session: Statements, job: ChangedJob) => Promise<void>>('training.jobChanged');

export interface DescribedJob {
  readonly workspaceId: string;
  readonly jobId: string;
  readonly now: Date;
}

/** Fields of a job that has ended were changed: in the transaction that stores them. */
export const jobDescribed = new Hook<(session: Statements, job: DescribedJob) => Promise<void>>('training.jobDescribed');

export interface StoredPoints {
  readonly workspaceId: string;
  readonly jobId: string;
  /** Points of the model and of the machine, in the order in which they came. */
  readonly points: PointColumns;
}

/**
 * Points are durable, and their sender has not been answered yet. A reaction returns at once: what takes time it does later. It may come
 * twice for the same points.
 */
export const pointsStored = new Hook<(context: { stores: Stores; live: Pick<LiveBus, 'publish'> }, stored: StoredPoints) => void>(
  'training.pointsStored',
);

/** A job is deleted: in the transaction that deletes its row. */
export const jobDeleted = new Hook<(session: Statements, job: { workspaceId: string; jobId: string }) => Promise<void>>(
  'training.jobDeleted',
);

/** A job's row is gone: what is kept of it in ClickHouse is made unreadable before the deletion is answered. */
export const jobErased = new Hook<(stores: Stores, job: { workspaceId: string; jobId: string }) => Promise<void>>('training.jobErased');
