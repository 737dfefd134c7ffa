import { createOrUpdateJob, editJob, findJobByExternalId, type JobOrigin } from '../../domains/training/commands/job.ts';
import { recordPoints } from '../../domains/training/commands/points.ts';
import { latestByJob } from '../../domains/training/load/history.ts';
import { settleProgress } from '../../domains/training/load/jobs.ts';
import { outlineOf } from '../../domains/training/pure/outline.ts';
import { alertPrefix, maxStep, type Alert, type SentPoint } from '../../domains/training/types.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { RecentMap } from '../../platform/ingest/remembered.ts';
import { shown, type Fields } from '../../platform/ingest/values.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { TrainingJob } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { alertOf, configIn, pointsOf, runsIn, systemPointsOf, type RunEntries } from './entries.ts';
import { InvalidCall } from './errors.ts';

export interface Called {
  readonly stores: Stores;
  readonly live: LiveBus;
  readonly workspaceId: string;
  readonly kwargs: Fields;
  readonly now: Date;
}

async function jobOf({ stores, live, workspaceId, now }: Called, { project, run, externalId }: RunEntries): Promise<TrainingJob> {
  const known = await findJobByExternalId(stores, workspaceId, externalId);
  if (known !== null) return known;
  const origin = { source: 'TRACKIO', now } satisfies JobOrigin;
  return unwrap(await createOrUpdateJob({ stores, live }, workspaceId, { externalId, name: run, project }, origin)).job;
}

/** Points of runs, each made with its first ones. Sent again they are the same. */
export async function bulkLog(called: Called): Promise<null> {
  const { stores, now } = called;
  for (const run of runsIn(called.kwargs, 'logs')) {
    const job = await jobOf(called, run);
    await keepConfig(called, job, run);
    const points: SentPoint[] = [];
    const faults: string[] = [];
    let nextStep = (job.currentStep === null ? -1 : Number(job.currentStep)) + 1;
    for (const entry of run.entries) {
      const sent = faultless(faults, () => stepOf(entry));
      if (sent === undefined) continue;
      const step = sent ?? stepsIn(stores).get(keyOf(run, entry)) ?? nextStep;
      nextStep = Math.max(nextStep, step + 1);
      // An entry without a step has the same one when it is sent again.
      if (typeof entry['log_id'] === 'string') stepsIn(stores).set(keyOf(run, entry), step);
      points.push(...(faultless(faults, () => pointsOf(entry, step, now)) ?? []));
    }
    await store(called, job, points, faults);
  }
  return null;
}

export async function bulkLogSystem(called: Called): Promise<null> {
  for (const run of runsIn(called.kwargs, 'logs')) {
    const job = await jobOf(called, run);
    const faults: string[] = [];
    const points = run.entries.flatMap((entry) => faultless(faults, () => systemPointsOf(entry, called.now)) ?? []);
    await store(called, job, points, faults);
  }
  return null;
}

/** What a trainer wants a person to know: kept with the job, each once. */
export async function bulkAlert(called: Called): Promise<null> {
  const { stores, live, workspaceId, now } = called;
  for (const run of runsIn(called.kwargs, 'alerts')) {
    const job = await jobOf(called, run);
    const alerts = run.entries.map((entry) => alertOf(entry, now));
    const attributes = Object.fromEntries(alerts.map((alert) => [`${alertPrefix}${alert.id ?? `${alert.at} ${alert.title}`}`, alert]));
    unwrap(await editJob({ stores, live }, workspaceId, job.id, {}, { now, attributes }));
  }
  return null;
}

/** What is read of an entry; undefined: it is at fault, which joins `faults`. */
function faultless<Value>(faults: string[], read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidCall)) throw error;
    faults.push(error.message);
    return undefined;
  }
}

/**
 * Stores the good points. Where there are any, an alert of the job names the bad ones: a client that was refused would send all of them
 * again without end.
 */
async function store(called: Called, job: TrainingJob, points: readonly SentPoint[], unread: readonly string[]): Promise<void> {
  const rejected = points.length === 0 ? [] : unwrap(await recordPoints(called, called.workspaceId, job.id, points, called.now)).rejected;
  const faults = [...unread, ...rejected.map(({ field, reason }) => `${field} ${reason}.`)];
  const [first] = faults;
  if (first === undefined) return;
  if (rejected.length === points.length) throw new InvalidCall(first);
  const { stores, live, workspaceId, now } = called;
  const alert = {
    id: leftOutId,
    title: 'Points were left out',
    text: first,
    level: 'warn',
    step: null,
    at: now.toISOString(),
  } satisfies Alert;
  unwrap(await editJob({ stores, live }, workspaceId, job.id, {}, { now, attributes: { [alertPrefix + leftOutId]: alert } }));
}
/** The last such alert of a job stands. */
const leftOutId = 'left out';

async function keepConfig({ stores, live, workspaceId, now }: Called, job: TrainingJob, { entries }: RunEntries): Promise<void> {
  const { params, own } = configIn(entries);
  if (Object.keys(params).length === 0 && Object.keys(own).length === 0) return;
  const group = own['_Group'];
  const user = own['_Username'];
  const { totalSteps, totalEpochs, baseModel } = outlineOf(
    new Map(
      Object.entries({ ...own, ...params }).flatMap(([name, value]) =>
        typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
      ),
    ),
  );
  const fields = {
    hyperparameters: params,
    ...(job.totalSteps === null && totalSteps !== undefined && { totalSteps }),
    ...(job.totalEpochs === null && totalEpochs !== undefined && { totalEpochs }),
    ...(job.baseModel === null && baseModel !== undefined && { baseModel }),
    ...(typeof group === 'string' && group !== '' && { groupName: group }),
    ...(typeof user === 'string' && user !== '' && { userName: user }),
  };
  unwrap(await editJob({ stores, live }, workspaceId, job.id, fields, { now, attributes: { 'trackio:config': own } }));
}

/** Hugging Face's Trainer counts its calls as steps, and logs the step of the training beside them. */
const stepMetric = 'train/global_step';

function stepOf(entry: Fields): number | null {
  const trained = (entry['metrics'] as Fields | null | undefined)?.[stepMetric];
  const step = typeof trained === 'number' && Number.isSafeInteger(trained) && trained >= 0 ? trained : entry['step'];
  if (step === undefined || step === null) return null;
  if (typeof step !== 'number' || !Number.isInteger(step) || step < 0 || step > maxStep)
    throw new InvalidCall(`step is ${shown(step)}; a whole number from 0 to ${maxStep} is taken.`);
  return step;
}

const rememberedCount = 50_000;
const steps = new WeakMap<Stores['postgres'], RecentMap<number>>();
function stepsIn({ postgres }: Pick<Stores, 'postgres'>): RecentMap<number> {
  let known = steps.get(postgres);
  if (known === undefined) steps.set(postgres, (known = new RecentMap(rememberedCount)));
  return known;
}
const keyOf = ({ externalId }: RunEntries, entry: Fields): string => `${externalId} ${String(entry['log_id'])}`;

const maxRuns = 1_000;

/** The runs of a project that Trackio's clients made, newest first: one of them looks there for the run that it resumes, by its name. */
export async function runsForProject({ stores, workspaceId, kwargs }: Called): Promise<object[]> {
  const jobs = await stores.prisma.trainingJob.findMany({
    where: { workspaceId, project: textIn(kwargs, 'project'), source: 'TRACKIO' },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: maxRuns,
    select: { id: true, externalId: true, name: true, createdAt: true },
  });
  return jobs.map(({ id, externalId, name, createdAt }) => ({ id: externalId ?? id, name, created_at: createdAt.toISOString() }));
}

/** What a client asks of the run that it resumes. */
export async function runSummary({ stores, workspaceId, kwargs }: Called): Promise<object> {
  const project = textIn(kwargs, 'project');
  const runId = typeof kwargs['run_id'] === 'string' ? kwargs['run_id'] : null;
  const name = runId === null ? textIn(kwargs, 'run') : null;
  await settleProgress(stores);
  const job =
    runId === null
      ? await stores.prisma.trainingJob.findFirst({
          where: { workspaceId, project, source: 'TRACKIO', name: name ?? '' },
          orderBy: { createdAt: 'desc' },
        })
      : await findJobByExternalId(stores, workspaceId, runId);
  const points = job === null ? [] : ((await latestByJob(stores, workspaceId, [job.id])).get(job.id) ?? []);
  return {
    project,
    run: job?.name ?? name,
    run_id: job?.externalId ?? runId,
    num_logs: points.length === 0 ? 0 : Number(job?.currentStep ?? 0) + 1,
    metrics: points.flatMap(({ names }) => names),
    config: job?.hyperparameters ?? null,
    last_step: job?.currentStep == null ? null : Number(job.currentStep),
  };
}

function textIn(kwargs: Fields, name: string): string {
  const value = kwargs[name];
  if (typeof value !== 'string' || badText(value)) throw new InvalidCall(`kwargs.${name} is ${shown(value)}; a text is taken.`);
  return value;
}
const badText = (text: string): boolean => text.includes('\u0000') || !text.isWellFormed();
