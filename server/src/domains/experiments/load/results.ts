import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { landEvents } from '../../events/load.ts';
import { policyOf } from '../../policies/load.ts';
import { maskerOf } from '../../policies/pure/masker.ts';
import { percentileOf } from '../../../platform/statistics/percentiles.ts';
import { metricOf, type Metric } from '../pure/metrics.ts';
import { resultsOf, type Measured, type Results } from '../pure/results.ts';
import {
  answerMoments,
  eventMoments,
  exposedIds,
  unitCounts,
  valueCounts,
  type MomentsQuery,
  type PhaseQuery,
} from '../queries/results.ts';
import { factIds } from '../queries/units.ts';
import type { ExperimentCorrection, ExperimentMethod, ExperimentMetric, ExperimentUnit, Variant } from '../types.ts';
import { definitionOf } from './definition.ts';
import { landExposures } from './exposures.ts';

/** What of an experiment its results need. */
export interface ResultsOf {
  readonly id: string;
  readonly key: string;
  readonly unit: ExperimentUnit;
  readonly phase: number;
  readonly variants: readonly Variant[];
  readonly metrics: readonly ExperimentMetric[];
  readonly method: ExperimentMethod;
  readonly correction: ExperimentCorrection;
  readonly significance: number;
  readonly plannedSamplePerVariant: number | null;
  readonly isAa: boolean;
  readonly overrides: readonly { readonly unitId: string }[];
  /** The present one; null: the experiment was not started. */
  readonly present: { readonly startedAt: Date; readonly endedAt: Date | null; readonly variants: readonly Variant[] } | null;
}

export interface DatedResults extends Results {
  readonly asOf: Date;
  readonly phase: number;
}

const noMoments = new Map<string, never>();

/** The results of an experiment by its id. */
export async function resultsById(stores: Stores, workspaceId: string, id: string, now: Date): Promise<DatedResults> {
  return readResults(stores, workspaceId, await experimentById(stores, workspaceId, id), now);
}

/** What of an experiment its results, and the check of its units, need. */
export async function experimentById(stores: Stores, workspaceId: string, id: string): Promise<ResultsOf> {
  const row = await stores.prisma.experiment.findUniqueOrThrow({
    where: { id, workspaceId },
    include: { phases: { orderBy: { number: 'desc' }, take: 1 }, overrides: { select: { unitId: true } } },
  });
  const [present] = row.phases;
  const { key, phase, overrides } = row;
  return {
    ...definitionOf(row),
    id,
    key,
    phase,
    overrides,
    present: present === undefined ? null : { ...present, variants: present.variants as unknown as readonly Variant[] },
  };
}

/** The results of the present phase: all that was acknowledged counts, evaluations that came late too. */
async function readResults(stores: Stores, workspaceId: string, experiment: ResultsOf, now: Date): Promise<DatedResults> {
  const { phase, present } = experiment;
  if (present === null) return { ...resultsOf(measuredOf(experiment, new Map(), [], null)), asOf: now, phase };
  await Promise.all([landExposures(stores), landEvents(stores)]);
  return inWorkspace(workspaceId, async () => {
    const query = await phaseQuery(stores, workspaceId, experiment, present, now);
    const { clickhouse } = stores;
    const metrics = experiment.metrics.flatMap(({ metric }) => metricOf(metric) ?? []);
    const counts = new Map((await unitCounts(clickhouse, query)).map(({ variant, n }) => [variant, n]));
    const sampled = [
      ...(await answersOf(stores, query, metrics)),
      ...(await sampledBy(metrics, 'EVENTS', (some) => eventMoments(clickhouse, { ...query, metrics: some, percentiles: noMoments }))),
    ];
    const end = Math.min(now.getTime(), query.to.getTime());
    const days = (end - present.startedAt.getTime()) / 86_400_000;
    return { ...resultsOf(measuredOf(experiment, counts, sampled, Math.max(0, days))), asOf: now, phase };
  });
}

interface Sampled {
  readonly metric: Metric;
  readonly moments: ReadonlyMap<string, Awaited<ReturnType<typeof answerMoments>>[number]['moments'][number]>;
  readonly values: ReadonlyMap<string, readonly { readonly value: number; readonly count: number }[]>;
}

async function sampledBy(
  metrics: readonly Metric[],
  source: Metric['source'],
  read: (metrics: readonly Metric[]) => ReturnType<typeof answerMoments>,
): Promise<Sampled[]> {
  const some = metrics.filter((metric) => metric.source === source);
  if (some.length === 0) return [];
  const rows = await read(some);
  return some.map((metric, at) => ({
    metric,
    moments: new Map(rows.flatMap(({ variant, moments }) => (moments[at] === undefined ? [] : [[variant, moments[at]] as const]))),
    values: new Map(),
  }));
}

/** Percentiles come first: what is at or below them is then counted unit by unit, with everything else. */
async function answersOf({ clickhouse }: Stores, query: PhaseQuery, metrics: readonly Metric[]): Promise<Sampled[]> {
  const values = new Map<string, Map<string, { value: number; count: number }[]>>();
  for (const metric of metrics.filter(({ percentile }) => percentile !== null)) {
    const ofVariants = Map.groupBy(await valueCounts(clickhouse, { ...query, metric }), ({ variant }) => variant);
    values.set(metric.key, ofVariants);
  }
  const percentiles: MomentsQuery['percentiles'] = new Map(
    [...values].map(([key, ofVariants]) => [
      key,
      new Map(
        [...ofVariants].flatMap(([variant, counts]) => {
          const found = percentileOf(counts, metricOf(key)?.percentile ?? 0.5);
          return found.ok ? [[variant, found.value.value] as const] : [];
        }),
      ),
    ]),
  );
  const sampled = await sampledBy(metrics, 'ANSWERS', (some) => answerMoments(clickhouse, { ...query, metrics: some, percentiles }));
  return sampled.map((one) => ({ ...one, values: values.get(one.metric.key) ?? one.values }));
}

/** The phase as its statements take it; ids of units as they are stored, masked where messages are. */
export async function phaseQuery(
  stores: Stores,
  workspaceId: string,
  { id, key, unit, phase, overrides }: ResultsOf,
  { startedAt, endedAt, variants }: NonNullable<ResultsOf['present']>,
  now: Date,
): Promise<PhaseQuery> {
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const leftOut = overrides.map(({ unitId }) => (masker === null ? unitId : masker.id(unitId)));
  const known =
    unit === 'USER' || unit === 'SESSION' ? [] : await knownIds(stores, { workspaceId, experimentId: id, phase }, unit, leftOut);
  return {
    workspaceId,
    experimentId: id,
    key,
    unit,
    phase,
    from: startedAt,
    to: endedAt ?? new Date(now.getTime() + 86_400_000),
    variants: variants.map((variant) => variant.key),
    leftOut,
    known,
  };
}

const idsAtOnce = 20_000;

async function knownIds(
  { postgres, clickhouse }: Stores,
  of: Pick<PhaseQuery, 'workspaceId' | 'experimentId' | 'phase'>,
  unit: 'CONVERSATION' | 'REQUEST',
  leftOut: readonly string[],
): Promise<PhaseQuery['known']> {
  const ids = [...new Set([...(await exposedIds(clickhouse, of)).map(({ unitId }) => unitId), ...leftOut])];
  const known: (readonly [string, string])[] = [];
  for (let at = 0; at < ids.length; at += idsAtOnce) {
    const rows = await factIds[unit](postgres, { workspaceId: of.workspaceId, externalIds: ids.slice(at, at + idsAtOnce) });
    for (const { externalId, id } of rows) known.push([externalId, id]);
  }
  return known;
}

function measuredOf(
  experiment: ResultsOf,
  counts: ReadonlyMap<string, number>,
  sampled: readonly Sampled[],
  days: number | null,
): Measured {
  const { method, correction, significance, plannedSamplePerVariant, isAa, present, metrics } = experiment;
  const variants = (present?.variants ?? experiment.variants).map(({ key, weight }) => ({ key, weight, units: counts.get(key) ?? 0 }));
  const byKey = new Map(sampled.map((one) => [one.metric.key, one]));
  return {
    variants,
    excludedUnits: counts.get('') ?? 0,
    metrics: metrics.flatMap((of) => {
      const metric = metricOf(of.metric);
      const one = byKey.get(of.metric);
      if (metric === null) return [];
      const samples = variants.map(({ key, units }) => ({
        units,
        moments: one?.moments.get(key) ?? null,
        counts: one?.values.get(key) ?? [],
      }));
      return [{ of, metric, samples }];
    }),
    method,
    correction,
    significance,
    plannedSamplePerVariant,
    isAa,
    days,
  };
}
