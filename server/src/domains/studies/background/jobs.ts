import { cancelJob } from '../../steering/commands.ts';
import { metricsOfJobs } from '../../training/load/metrics.ts';
import { landPoints } from '../../training/load/land.ts';
import { readCurves } from '../../training/load/series.ts';
import { canonicalMetric } from '../../training/pure/metric-name.ts';
import { isEnded } from '../../training/pure/transition.ts';
import { tellTrial } from '../commands/tell.ts';
import type { KnownStudy } from '../load/study.ts';
import type { StoredTrial } from '../queries.ts';
import type { Driving } from './trials.ts';

/** Points of the objective that a trial takes from its job as reports. */
const mostReports = 500;

type Job = Awaited<ReturnType<typeof jobsOf>>[number];

const jobsOf = (context: Driving, workspaceId: string, ids: readonly string[]) =>
  context.stores.prisma.trainingJob.findMany({
    where: { workspaceId, id: { in: [...ids] } },
    select: { id: true, status: true, attempt: true, startedAt: true, createdAt: true, errorDetails: true },
  });

/** Passes on what the jobs of trials that run have reached. */
export async function followJobs(context: Driving, study: KnownStudy, trials: readonly StoredTrial[], now: Date): Promise<void> {
  const { workspaceId, id: studyId } = study;
  const ids = trials.flatMap(({ jobId }) => jobId ?? []);
  if (ids.length === 0) return;
  const jobs = new Map((await jobsOf(context, workspaceId, ids)).map((job) => [job.id, job]));
  const curves = await reportsOf(context, study, [...jobs.values()]);
  for (const trial of trials) {
    const job = jobs.get(trial.jobId ?? '');
    if (job === undefined) {
      await tellTrial(
        context,
        workspaceId,
        { studyId, number: trial.number, state: 'FAILED', reason: 'The training job was deleted.' },
        now,
      );
      continue;
    }
    const isPruned = await reportSteps(context, study, trial, curves.get(job.id) ?? [], now);
    if (isPruned !== null && !isEnded(job.status)) {
      await cancelJob(context, { workspaceId, keyId: null }, { id: job.id }, now);
      await tellTrial(context, workspaceId, { studyId, number: trial.number, state: 'PRUNED', reason: isPruned }, now);
    } else if (isEnded(job.status)) await endTrial(context, study, trial, job, now);
  }
}

type Reports = readonly (readonly [step: number, value: number])[];

/** Points of the first objective, where a pruner looks at them or the page shows them. */
async function reportsOf({ stores }: Driving, study: KnownStudy, jobs: readonly Job[]): Promise<ReadonlyMap<string, Reports>> {
  const metric = canonicalMetric(study.objectives[0] ?? '');
  const request = { metrics: [metric], maxPoints: mostReports, fromStep: null, toStep: null, isCurrentOnly: true };
  const curves = await readCurves(stores, study.workspaceId, jobs, request);
  return new Map(
    jobs.map(({ id }) => {
      const curve = curves.get(id)?.get(metric);
      return [id, (curve?.step ?? []).map((step, index) => [step, curve?.value[index] ?? NaN] as const)];
    }),
  );
}

/** Sends the steps that are new; the reason why the trial is to end, or null. */
async function reportSteps(context: Driving, study: KnownStudy, trial: StoredTrial, reports: Reports, now: Date): Promise<string | null> {
  const { workspaceId, id: studyId } = study;
  for (const [step, value] of reports) {
    if (trial.lastStep !== null && step <= trial.lastStep) continue;
    const sent = await tellTrial(context, workspaceId, { studyId, number: trial.number, step, value }, now);
    if (sent.ok && sent.value.shouldPrune) return sent.value.reason ?? 'The pruner ended the trial.';
  }
  return null;
}

/** The value of each objective is the best that the metric has reached; a job that did not finish, or lacks a metric, is a failure. */
async function endTrial(context: Driving, study: KnownStudy, trial: StoredTrial, job: Job, now: Date): Promise<void> {
  const { workspaceId, id: studyId } = study;
  const { number } = trial;
  if (job.status !== 'FINISHED') {
    const reason = `The training job is ${job.status.toLowerCase()}${job.errorDetails === null ? '' : `: ${job.errorDetails.slice(0, 2_000)}`}`;
    await tellTrial(context, workspaceId, { studyId, number, state: 'FAILED', reason }, now);
    return;
  }
  await landPoints(context.stores);
  const known = await metricsOfJobs(context.stores.clickhouse, { workspaceId, jobIds: [job.id], isSystem: false, pattern: null });
  const values = study.objectives.map((objective, place) => {
    const metric = known.find((row) => row.metric === canonicalMetric(objective));
    return (study.directions[place] === 'MAXIMIZE' ? metric?.greatest : metric?.least) ?? null;
  });
  const missing = values.indexOf(null);
  if (missing < 0) {
    await tellTrial(context, workspaceId, { studyId, number, values }, now);
    return;
  }
  const reason = `The training job has no number of the metric ${JSON.stringify(study.objectives[missing])}.`;
  await tellTrial(context, workspaceId, { studyId, number, state: 'FAILED', reason }, now);
}
