import { RecentMap } from '../../../platform/ingest/remembered.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { readJob, type JobRow } from '../queries/jobs.ts';

/**
 * A job as the recording of points knows it. It may be a second old where another server changed it (record/progress.ts reads it again).
 */
export interface KnownJob extends JobRow {
  readonly workspaceId: string;
}

const rememberedCount = 20_000;
const jobs = new WeakMap<Stores['postgres'], RecentMap<KnownJob | null>>();

function jobsOf({ postgres }: Pick<Stores, 'postgres'>): RecentMap<KnownJob | null> {
  let known = jobs.get(postgres);
  if (known === undefined) jobs.set(postgres, (known = new RecentMap(rememberedCount)));
  return known;
}

/** The job with this id; null: the workspace has none. */
export async function knownJob(stores: Pick<Stores, 'postgres'>, workspaceId: string, jobId: string): Promise<KnownJob | null> {
  const remembered = jobsOf(stores).get(jobId);
  if (remembered !== undefined && remembered !== null) return remembered.workspaceId === workspaceId ? remembered : null;
  const [row] = await readJob(stores.postgres, { workspaceId, jobId });
  if (row === undefined) return null;
  const job = { ...row, workspaceId };
  jobsOf(stores).set(jobId, job);
  return job;
}

/** What was read of a job again. */
export function refreshJob(stores: Pick<Stores, 'postgres'>, jobId: string, read: Omit<KnownJob, 'firstStep'>): void {
  const remembered = jobsOf(stores).get(jobId);
  if (remembered === undefined || remembered === null) return;
  if (remembered.attempt !== read.attempt) return forgetJob(stores, jobId);
  jobsOf(stores).set(jobId, { ...remembered, ...read });
}

export function rememberFirstStep(stores: Pick<Stores, 'postgres'>, jobId: string, firstStep: number): void {
  const remembered = jobsOf(stores).get(jobId);
  if (remembered !== undefined && remembered !== null) jobsOf(stores).set(jobId, { ...remembered, firstStep });
}

/** The job was changed, or is gone. */
export function forgetJob(stores: Pick<Stores, 'postgres'>, jobId: string): void {
  if (jobsOf(stores).get(jobId) !== undefined) jobsOf(stores).set(jobId, null);
}
