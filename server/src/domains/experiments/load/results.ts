import { inWorkspace } from '../../../platform/store/scope.ts';
import { raw } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { landEvents } from '../../events/load.ts';
import { countSums, sampleUnits, type Placed, type Samples, type UnitGroups } from '../../metrics/load.ts';
import { isRatio, type MetricSample } from '../../metrics/pure/sample.ts';
import { compareRanks, type RankResult } from '../pure/ranks.ts';
import { resultsOf, type Measured, type MetricResult, type Results } from '../pure/results.ts';
import type { MetricRole } from '../types.ts';
import { landExposures } from './exposures.ts';
import { experimentOf, phaseQueryOf, type ResultsOf } from './phase.ts';
import { phaseRows } from './sums.ts';

export interface DatedMetricResult extends MetricResult {
  /** Mann and Whitney's test beside Welch's, counted when it is asked for; null: the metric is no mean of units. */
  readonly ranks: (() => Promise<readonly RankResult[]>) | null;
}

export interface DatedResults extends Omit<Results, 'metrics'> {
  readonly metrics: readonly DatedMetricResult[];
  readonly asOf: Date;
  readonly phase: number;
}

export interface ResultsOptions {
  /** Only metrics with one of these roles are counted; absent: all. */
  readonly roles?: readonly MetricRole[];
}

/** The results of the present phase of an experiment: all that was acknowledged counts, evaluations that came late too. */
export async function resultsById(
  stores: Stores,
  workspaceId: string,
  id: string,
  now: Date,
  { roles }: ResultsOptions = {},
): Promise<DatedResults> {
  const whole = await experimentOf(stores, workspaceId, id);
  const judged = roles === undefined ? whole.judged : whole.judged.filter(({ of }) => roles.includes(of.role));
  const experiment = { ...whole, judged };
  const { phase, present } = experiment;
  if (present === null) {
    const results = resultsOf(measuredOf(experiment, noSamples, null));
    return { ...results, metrics: results.metrics.map((one) => ({ ...one, ranks: null })), asOf: now, phase };
  }
  await Promise.all([landExposures(stores), landEvents(stores)]);
  return inWorkspace(workspaceId, async () => {
    const query = await phaseQueryOf(stores, workspaceId, experiment, present, now);
    const metrics = judged.map(({ metric }) => metric);
    const { rows, placeOf } = await phaseRows(
      stores,
      query,
      whole.judged.map(({ metric }) => metric),
      metrics,
    );
    const placed = metrics.map((metric): Placed => ({ metric, place: placeOf(metric.key) }));
    const at = new Date(Math.min(now.getTime(), query.to.getTime()));
    const groups: UnitGroups = {
      workspaceId,
      rows,
      group: raw('r.variant'),
      compared: raw("r.variant != ''"),
      at,
    };
    const samples = await sampleUnits(stores.clickhouse, groups, placed);
    const days = Math.max(0, (at.getTime() - present.startedAt.getTime()) / 86_400_000);
    const results = resultsOf(measuredOf(experiment, samples, days));
    return { ...results, metrics: results.metrics.map((one, nth) => withRanks(stores, groups, one, placed[nth])), asOf: now, phase };
  });
}

const noSamples: Samples = { units: new Map(), metrics: [] };

function withRanks({ clickhouse }: Stores, groups: UnitGroups, result: MetricResult, placed: Placed | undefined): DatedMetricResult {
  if (placed === undefined || isRatio(placed.metric)) return { ...result, ranks: null };
  const keys = result.variants.map(({ variant }) => variant);
  return {
    ...result,
    ranks: async () => compareRanks(keys, await inWorkspace(groups.workspaceId, () => countSums(clickhouse, groups, placed))),
  };
}

function measuredOf(experiment: ResultsOf, samples: Samples, days: number | null): Measured {
  const { method, correction, significance, plannedSamplePerVariant, isAa, present, judged } = experiment;
  const variants = (present?.variants ?? experiment.variants).map(({ key, weight }) => ({
    key,
    weight,
    units: samples.units.get(key) ?? 0,
  }));
  return {
    variants,
    excludedUnits: samples.units.get('') ?? 0,
    metrics: judged.map(({ of, metric }, nth) => ({
      of,
      metric,
      samples: variants.map(({ key }) => samples.metrics[nth]?.samples.get(key) ?? noUnits),
    })),
    method,
    correction,
    significance,
    plannedSamplePerVariant,
    isAa,
    days,
  };
}

const noUnits: MetricSample = { units: 0, moments: null, counts: [] };
