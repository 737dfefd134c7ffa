import { sendOperation, ServerProblem, type ServerAddress } from 'importer/client';
import { identify, jobOf, type KnownJob } from './identity.ts';
import type { BadRecord, RunEnd, RunFacts, RunIdentity, RunPoint, SystemPoint } from './types.ts';

/** What the server takes in one call. */
const batchSize = 5_000;

const operations = {
  create: 'mutation ImportRun($input: TrainingJobInput!) { createTrainingJob(input: $input) { id status attempt } }',
  attempt: 'mutation ImportAttempt($input: StartTrainingAttemptInput!) { startTrainingAttempt(input: $input) { id status attempt } }',
  points:
    'mutation ImportPoints($jobId: ID!, $points: [TrainingPointInput!]!) { result: logTrainingSteps(jobId: $jobId, points: $points) { rejected { index field reason } } }',
  system:
    'mutation ImportSystemMetrics($jobId: ID!, $points: [SystemPointInput!]!) { result: logSystemMetrics(jobId: $jobId, points: $points) { rejected { index field reason } } }',
  status: 'mutation ImportEnd($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { id status attempt } }',
} as const;

interface IngestAnswer {
  readonly result: { readonly rejected: readonly { readonly index: number; readonly field: string; readonly reason: string }[] };
}

export interface RunListener {
  rejected(record: Omit<BadRecord, 'kind'>): void;
  remark(text: string): void;
  /** Points that the server has taken. */
  taken(pointCount: number): void;
}

/** What became of a run. */
export interface RunSent {
  readonly name: string;
  readonly pointCount: number;
  readonly systemPointCount: number;
  readonly metricCount: number;
  readonly attemptCount: number;
  readonly end: RunEnd | null;
}

/** A run on its way to the server. Every method rejects with `ServerProblem` where the server cannot go on. */
export interface Run {
  learn(facts: RunFacts): void;
  restart(attempt: number, fromStep: number, at: Date): Promise<void>;
  add(point: RunPoint): Promise<void>;
  addSystem(point: SystemPoint): Promise<void>;
  end(end: RunEnd, at: Date | null): void;
  /** Sends what is left, and how the run ended. Null: it holds nothing, and became no job. */
  finish(): Promise<RunSent | null>;
}

/**
 * Points go in batches one after the other, and while the next is read, so that of two values of one step the later holds; at most
 * two batches are held.
 */
export function openRun(server: ServerAddress, identity: RunIdentity, first: RunFacts, on: RunListener): Run {
  let facts = first;
  let isLearned = false;
  let isNew = false;
  let job: KnownJob | null = null;
  let externalId = '';
  let points: RunPoint[] = [];
  let systemPoints: SystemPoint[] = [];
  let sending: Promise<unknown> = Promise.resolve();
  let ending: { end: RunEnd; at: Date | null } | null = null;
  let lastPointAt: Date | null = null;
  let attempt = 1;
  const counts = { point: 0, system: 0 };
  const metrics = new Set<string>();

  /** The job; made, or found by the first points of the file. */
  async function jobFor(beginning: readonly RunPoint[]): Promise<KnownJob> {
    if (job !== null) return job;
    const identified = await identify(server, identity, beginning);
    externalId = identified.externalId;
    isNew = identified.job === null;
    job = await save({ externalId, source: 'IMPORT', ...(isNew ? facts : measured(facts)) });
    isLearned = false;
    return job;
  }

  /** Fields that the server does not take are left out, with its reason. */
  async function save(input: Readonly<Record<string, unknown>>): Promise<KnownJob> {
    try {
      return (await sendOperation<{ createTrainingJob: KnownJob }>(server, operations.create, { input })).createTrainingJob;
    } catch (error) {
      if (!(error instanceof ServerProblem) || error.failure?.code !== 'BAD_TRAINING_JOB') throw error;
      const bad = error.failure.problems.map(({ field, reason }) => ({ name: field.replace(/^input\./, '').replace(/\W.*$/, ''), reason }));
      const rest = Object.fromEntries(
        Object.entries(input).filter(([name]) => name === 'externalId' || bad.every((one) => one.name !== name)),
      );
      if (Object.keys(rest).length === Object.keys(input).length) throw error;
      for (const { name, reason } of bad) on.remark(`${facts.name ?? 'the run'}: ${name} is left out: it ${reason}`);
      return save(rest);
    }
  }

  async function send(): Promise<void> {
    const [batch, systemBatch] = [points, systemPoints];
    [points, systemPoints] = [[], []];
    const { id } = await jobFor(batch);
    if (batch.length > 0) {
      const values = batch.map((point) => ({
        metric: point.metric,
        step: point.step,
        value: worded(point.value),
        at: point.at,
        attempt: point.attempt,
      }));
      report(batch, await sendOperation<IngestAnswer>(server, operations.points, { jobId: id, points: values }), 'point');
    }
    if (systemBatch.length > 0) {
      const values = systemBatch.map((point) => ({ metric: point.metric, value: worded(point.value), at: point.at }));
      report(systemBatch, await sendOperation<IngestAnswer>(server, operations.system, { jobId: id, points: values }), 'system');
    }
  }

  function report(batch: readonly (RunPoint | SystemPoint)[], { result }: IngestAnswer, kind: keyof typeof counts): void {
    for (const { index, field, reason } of result.rejected) on.rejected({ place: (batch[index] as RunPoint).place, field, reason });
    const takenCount = batch.length - result.rejected.length;
    counts[kind] += takenCount;
    on.taken(takenCount);
  }

  async function flush(): Promise<void> {
    await sending;
    sending = send();
    sending.catch(() => undefined); // The next one that waits for it gets the failure.
  }

  async function settle(): Promise<void> {
    if (points.length > 0 || systemPoints.length > 0) await flush();
    await sending;
  }

  /** An attempt that the job has already is not started again. A start whose answer was lost is looked up before it is repeated. */
  async function start(wanted: number, fromStep: number, at: Date): Promise<void> {
    let current = await jobFor([]);
    for (let failures = 0; current.attempt < wanted; job = current) {
      const input = { jobId: current.id, startedAt: at, ...(fromStep > 0 && { resumedFromStep: fromStep - 1 }) };
      try {
        current = (await sendOperation<{ startTrainingAttempt: KnownJob }>(server, operations.attempt, { input }, { attempts: 1 }))
          .startTrainingAttempt;
      } catch (error) {
        failures += 1;
        if (!(error instanceof ServerProblem) || !error.isTemporary || failures > maxFailures) throw error;
        current = (await jobOf(server, externalId)) ?? current;
      }
    }
  }

  const run: Run = {
    learn(more) {
      const hyperparameters = { ...facts.hyperparameters, ...more.hyperparameters };
      const hardware = { ...facts.hardware, ...more.hardware };
      facts = {
        ...facts,
        ...more,
        ...(Object.keys(hyperparameters).length > 0 && { hyperparameters }),
        ...(Object.keys(hardware).length > 0 && { hardware }),
      };
      isLearned = true;
    },
    async restart(next, fromStep, at) {
      await settle();
      attempt = Math.max(attempt, next);
      await start(next, fromStep, at);
    },
    async add(point) {
      if (point.attempt > attempt) await run.restart(point.attempt, point.step, point.at);
      metrics.add(point.metric);
      if (lastPointAt === null || point.at > lastPointAt) lastPointAt = point.at;
      points.push(point);
      if (points.length >= batchSize) await flush();
    },
    async addSystem(point) {
      systemPoints.push(point);
      if (systemPoints.length >= batchSize) await flush();
    },
    end(end, at) {
      ending = { end, at };
    },
    async finish() {
      await settle();
      if (job === null && identity.kind === 'content') return null;
      const { id, status } = await jobFor([]);
      if (isLearned) {
        await save({ externalId, ...(isNew ? facts : measured(facts)) });
      }
      if (ending !== null) await reportEnd(id, status, ending);
      return {
        name: facts.name ?? externalId,
        pointCount: counts.point,
        systemPointCount: counts.system,
        metricCount: metrics.size,
        attemptCount: attempt,
        end: ending?.end ?? null,
      };
    },
  };

  async function reportEnd(jobId: string, status: string, { end, at }: { end: RunEnd; at: Date | null }): Promise<void> {
    if (end.status === 'INTERRUPTED' && endedStatuses.has(status)) return;
    // A run that was killed has no end in its file: nothing is known of it after its last point.
    const endedAt = at ?? lastPointAt;
    const input = { jobId, ...statusOf(end), ...(endedAt !== null && { endedAt }) };
    try {
      await sendOperation(server, operations.status, { input });
    } catch (error) {
      if (at !== null && error instanceof ServerProblem && error.failure?.code === 'BAD_TRAINING_JOB') {
        on.remark(`${facts.name ?? externalId}: its end time is left out: ${error.message}`);
        return reportEnd(jobId, status, { end, at: null });
      }
      if (!(error instanceof ServerProblem) || error.failure?.code !== 'ILLEGAL_TRAINING_STATUS') throw error;
      on.remark(`${facts.name ?? externalId}: its end in the file is not taken: ${error.message}`);
    }
  }
  return run;
}

/** What a person may have edited since is not set again. */
const edited: ReadonlySet<string> = new Set(['name', 'tags', 'notes', 'groupName', 'project']);
const measured = (facts: RunFacts): Record<string, unknown> =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !edited.has(name)));

const maxFailures = 5;
/** What a file that stops in the middle does not take back. */
const endedStatuses = new Set(['FINISHED', 'CANCELLED']);

/** The status of a job is what its trainer reports; of a file that stops in the middle, nothing more was heard. */
function statusOf(end: RunEnd): { status: string; endReason: string; errorDetails?: string } {
  switch (end.status) {
    case 'INTERRUPTED':
      return { status: 'FAILED', endReason: 'SILENT', errorDetails: end.details };
    case 'UNKNOWN':
      return { status: 'FINISHED', endReason: 'REPORTED' };
    case 'FAILED':
      return { status: 'FAILED', endReason: end.reason, errorDetails: end.details };
    default:
      return { status: end.status, endReason: end.reason };
  }
}

const worded = (value: number): number | string => (Number.isFinite(value) ? value : String(value));
