import { createHash } from 'node:crypto';
import { canonicalMetric } from '../../../domains/training/pure/metric-name.ts';
import { sendOperation, ServerProblem, type ServerAddress } from 'importer/client';
import type { RunIdentity, RunPoint } from './types.ts';

/** The job that a run already is. */
export interface KnownJob {
  readonly id: string;
  readonly status: string;
  /** The current attempt, from 1. */
  readonly attempt: number;
}

export interface Identified {
  readonly externalId: string;
  /** Null: the run is new. */
  readonly job: KnownJob | null;
}

const maxAlike = 100;
/** Metrics that are compared, and points of each that are asked for. */
const comparedMetrics = 20;
const comparedPoints = 1_000;
/** A job is another run if more than one point in so many differs; in some files a step comes twice with two values. */
const sharedOfOne = 100;

/**
 * The job of a run, found by its external id. For a run that is recognised by how its file begins, `points`, its first ones, must be
 * those that are stored: trainings of one seed begin alike, and each of them is a job of its own.
 * Errors: throws `ServerProblem`.
 */
export async function identify(server: ServerAddress, identity: RunIdentity, points: readonly RunPoint[]): Promise<Identified> {
  if (identity.kind === 'id') return { externalId: identity.externalId, job: await jobOf(server, identity.externalId) };
  const base = `${identity.format}/${createHash('sha256').update(identity.beginning).digest('hex').slice(0, 20)}`;
  for (let number = 1; number <= maxAlike; number += 1) {
    const externalId = number === 1 ? base : `${base}-${number}`;
    const job = await jobOf(server, externalId);
    if (job === null || (await agrees(server, job.id, points))) return { externalId, job };
  }
  throw new ServerProblem(`${maxAlike} runs begin as this one does, and it is none of them; it is not imported.`);
}

const jobQuery = 'query JobOfRun($externalId: String!) { job: trainingJobByExternalId(externalId: $externalId) { id status attempt } }';

export const jobOf = async (server: ServerAddress, externalId: string): Promise<KnownJob | null> =>
  (await sendOperation<{ job: KnownJob | null }>(server, jobQuery, { externalId })).job;

const seriesQuery = `query PointsOfRun($id: ID!, $metrics: [String!]!, $from: Step, $to: Step, $maxPoints: Int) {
  trainingJob(id: $id) { seriesColumns(metrics: $metrics, fromStep: $from, toStep: $to, maxPoints: $maxPoints, attempts: ALL) }
}`;

interface SeriesAnswer {
  readonly trainingJob: {
    readonly seriesColumns: Readonly<Record<string, { readonly step: readonly number[]; readonly value: readonly unknown[] }>>;
  } | null;
}

/** Whether the stored points are those of the file, at the steps that both have. */
async function agrees(server: ServerAddress, id: string, points: readonly RunPoint[]): Promise<boolean> {
  const metrics = [...new Set(points.map(({ metric }) => canonicalMetric(metric)))].slice(0, comparedMetrics);
  if (metrics.length === 0) return true;
  const steps = points.map(({ step }) => step);
  const from = steps.reduce((least, step) => Math.min(least, step));
  const to = steps.reduce((most, step) => Math.max(most, step));
  const { trainingJob } = await sendOperation<SeriesAnswer>(server, seriesQuery, { id, metrics, from, to, maxPoints: comparedPoints });
  const own = new Map<string, Set<number>>();
  for (const { metric, step, value } of points) {
    const key = `${step} ${canonicalMetric(metric)}`;
    own.set(key, (own.get(key) ?? new Set<number>()).add(value));
  }
  let comparedCount = 0;
  let differentCount = 0;
  for (const [metric, { step, value }] of Object.entries(trainingJob?.seriesColumns ?? {})) {
    // A step of several attempts has several values: one of them must be the file's.
    const stored = new Map<number, Set<number>>();
    for (const [index, one] of step.entries()) stored.set(one, (stored.get(one) ?? new Set<number>()).add(Number(value[index])));
    for (const [one, values] of stored) {
      const ownValues = own.get(`${one} ${metric}`);
      if (ownValues === undefined) continue;
      comparedCount += 1;
      if (![...ownValues].some((each) => values.has(each))) differentCount += 1;
    }
  }
  return differentCount * sharedOfOne <= comparedCount;
}
