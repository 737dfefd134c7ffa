import type { Stores } from '../../../platform/store/stores.ts';
import { settleProgress } from '../../training/load/jobs.ts';
import { landPoints } from '../../training/load/land.ts';
import { extentsOfJob } from '../../training/load/metrics.ts';
import { readCurves } from '../../training/load/series.ts';
import type { Curve } from '../../training/pure/curve.ts';
import { isActive } from '../../training/pure/transition.ts';
import { learningRatesSet } from '../hooks.ts';
import { hiddenNotANumber } from '../pure/detectors/not-a-number.ts';
import type { WarningKind } from '../pure/finding.ts';
import { judgedBy, judgedByMachine, lossOf } from '../pure/roles.ts';
import type { Run } from '../pure/run.ts';
import { seriesOf, type Series } from '../pure/series.ts';

/** Points of a metric up to which it is judged by all of them; of longer ones by the first, last, lowest and highest of each stretch. */
const maxPoints = 4_000;
const maxMetrics = 100;

/** A job as its health is judged by; null: there is none. */
export async function runOf(
  stores: Stores,
  workspaceId: string,
  jobId: string,
  raised: ReadonlySet<WarningKind>,
  now: Date,
): Promise<Run | null> {
  await Promise.all([settleProgress(stores), landPoints(stores)]);
  const job = await stores.prisma.trainingJob.findUnique({ where: { id: jobId, workspaceId } });
  if (job === null) return null;
  const [attempts, extents, rates] = await Promise.all([
    stores.prisma.trainingAttempt.findMany({ where: { jobId, workspaceId }, orderBy: { attempt: 'asc' } }),
    extentsOfJob(stores.clickhouse, { workspaceId, jobId }),
    Promise.all(learningRatesSet.reactions.map((rates) => rates(stores.postgres, workspaceId, jobId))),
  ]);
  const metrics = extents.filter(({ isSystem }) => !isSystem);
  const machine = new Set(extents.flatMap(({ isSystem, metric }) => (isSystem ? [metric] : [])));
  const broken = new Set(metrics.filter(({ firstNonFiniteStep }) => firstNonFiniteStep !== null).map(({ metric }) => metric));
  const read = async (
    names: readonly string[],
    fromStep: number | null = null,
    toStep: number | null = null,
  ): Promise<Map<string, Series>> => {
    const request = { metrics: names, maxPoints, fromStep, toStep, isCurrentOnly: true };
    const wanted = new Set(names);
    const known = extents.filter(({ metric }) => wanted.has(metric));
    const curves = (await readCurves(stores, workspaceId, [job], request, known)).get(jobId) ?? new Map<string, Curve>();
    return new Map([...curves].map(([metric, curve]) => [metric, ofCurve(curve)]));
  };
  const judged = judgedBy(
    metrics.map(({ metric }) => metric),
    broken,
  );
  const all = await read([...judged.slice(0, maxMetrics), ...judgedByMachine([...machine]).slice(0, maxMetrics)]);
  const curves = new Map([...all].filter(([metric]) => !machine.has(metric)));
  const system = new Map([...all].filter(([metric]) => machine.has(metric)));
  const isLong = metrics.some(({ receivedCount }) => receivedCount > maxPoints);
  const series = isLong ? await withFirstZero(curves, read) : curves;
  return {
    series,
    system,
    now: (isActive(job.status) ? now : (job.endedAt ?? now)).getTime(),
    isActive: isActive(job.status),
    periods: attempts.map(({ startedAt, endedAt }) => ({ startedAt: startedAt.getTime(), endedAt: endedAt?.getTime() ?? null })),
    heardAt: job.heardAt?.getTime() ?? null,
    isSilent: job.status === 'STALLED' || (job.status === 'FAILED' && job.endReason === 'SILENT'),
    currentStep: job.currentStep === null ? null : Number(job.currentStep),
    totalSteps: job.totalSteps === null ? null : Number(job.totalSteps),
    totalEpochs: job.totalEpochs,
    hyperparameters: job.hyperparameters as Readonly<Record<string, unknown>>,
    setLearningRates: rates.flat(),
    hourlyNanoUsd: job.hourlyNanoUsd,
    raised,
  };
}

/** Stretches keep the first NaN, not the first 0 that stands for one: where one does, its stretch is read whole. */
async function withFirstZero(
  series: ReadonlyMap<string, Series>,
  read: (names: readonly string[], fromStep: number, toStep: number) => Promise<Map<string, Series>>,
): Promise<ReadonlyMap<string, Series>> {
  const hidden = hiddenNotANumber(series);
  const lastStep = hidden?.evidence['lastLossStep'];
  if (hidden === null || typeof lastStep !== 'number') return series;
  const { metric, points } = lossOf(series);
  const fine = (await read([metric], lastStep, hidden.beganAtStep)).get(metric);
  if (fine === undefined) return series;
  const all = [points, fine].flatMap(({ steps, values, ats }) =>
    [...steps].map((step, index) => ({ step, value: values[index] ?? Number.NaN, at: ats[index] ?? Number.NaN })),
  );
  return new Map([...series, [metric, seriesOf(all)]]);
}

/** A metric that was logged several times at a step counts with its last value. */
const ofCurve = ({ step, value, at }: Curve): Series =>
  seriesOf(step.map((each, index) => ({ step: each, value: value[index] ?? Number.NaN, at: at[index] ?? Number.NaN })));
