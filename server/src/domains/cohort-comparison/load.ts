import { percentileOf, type Counted } from '../../platform/statistics/percentiles.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { landUsers, membersOfCohort } from '../cohorts/load.ts';
import { metricOf, type Metric } from '../experiments/pure/metrics.ts';
import { resultsOf, type MetricResult } from '../experiments/pure/results.ts';
import type { MetricSample } from '../experiments/pure/compare-metric.ts';
import { activeUsers, answerMoments, eventMoments, valueCounts, type Groups } from './queries.ts';
import type { CohortComparison, ComparisonOf } from './types.ts';

const significance = 0.05;
const noPercentiles = new Map<string, never>();

/** Metrics of a cohort beside those of everyone else, or of another cohort. */
export async function compareCohort(
  stores: Stores,
  workspaceId: string,
  { cohortId, againstId, metrics: keys, from, to }: ComparisonOf,
  now: Date,
): Promise<CohortComparison> {
  await landUsers(stores);
  const members = await membersOfCohort(stores, workspaceId, cohortId, 'input.cohortIds', now);
  const against = againstId === null ? null : await membersOfCohort(stores, workspaceId, againstId, 'input.againstId', now);
  const groups: Groups = { workspaceId, members, against, from, to };
  const metrics = keys.flatMap((key) => metricOf(key) ?? []);
  const counts = new Map((await activeUsers(stores.clickhouse, groups)).map(({ place, n }) => [place, n]));
  const samples = await samplesOf(stores, groups, metrics);
  const places = ['base', 'cohort'] as const;
  const sampleOf = (key: string, place: string): MetricSample => ({
    units: counts.get(place) ?? 0,
    moments: samples.get(key)?.moments.get(place) ?? null,
    counts: samples.get(key)?.values.get(place) ?? [],
  });
  const results = resultsOf({
    // Without weights: nothing says how many users a cohort should have.
    variants: places.map((key) => ({ key, weight: 0, units: counts.get(key) ?? 0 })),
    excludedUnits: counts.get('both') ?? 0,
    metrics: metrics.map((metric) => ({
      of: { metric: metric.key, role: 'GOAL', goal: null, minimalEffect: null },
      metric,
      samples: places.map((place) => sampleOf(metric.key, place)),
    })),
    method: 'FIXED',
    correction: 'HOLM',
    significance,
    plannedSamplePerVariant: null,
    isAa: false,
    days: null,
  });
  return {
    cohortId,
    userCount: counts.get('cohort') ?? 0,
    otherCount: counts.get('base') ?? 0,
    bothCount: counts.get('both') ?? 0,
    metrics: results.metrics.map(withWords),
  };
}

const withWords = (result: MetricResult) => ({ ...result, words: metricOf(result.metric)?.words ?? result.metric });

interface Sampled {
  readonly moments: ReadonlyMap<string, NonNullable<MetricSample['moments']>>;
  readonly values: ReadonlyMap<string, readonly Counted[]>;
}

async function samplesOf({ clickhouse }: Stores, groups: Groups, metrics: readonly Metric[]): Promise<ReadonlyMap<string, Sampled>> {
  const found = new Map<string, Sampled>();
  const values = new Map<string, Map<string, readonly Counted[]>>();
  for (const metric of metrics.filter(({ percentile }) => percentile !== null))
    values.set(metric.key, Map.groupBy(await valueCounts(clickhouse, { ...groups, metric }), ({ place }) => place));
  const percentiles = new Map(
    [...values].map(([key, byPlace]) => [key, new Map([...byPlace].flatMap(([place, counts]) => percentileIn(key, place, counts)))]),
  );
  for (const [source, read] of [
    ['ANSWERS', answerMoments],
    ['EVENTS', eventMoments],
  ] as const) {
    const some = metrics.filter((metric) => metric.source === source);
    if (some.length === 0) continue;
    const rows = await read(clickhouse, { ...groups, metrics: some, percentiles: source === 'ANSWERS' ? percentiles : noPercentiles });
    for (const [at, { key }] of some.entries())
      found.set(key, {
        moments: new Map(rows.flatMap(({ place, moments }) => (moments[at] === undefined ? [] : [[place, moments[at]] as const]))),
        values: values.get(key) ?? new Map<string, never>(),
      });
  }
  return found;
}

function percentileIn(key: string, place: string, counts: readonly Counted[]): readonly (readonly [string, number])[] {
  const found = percentileOf(counts, metricOf(key)?.percentile ?? 0.5);
  return found.ok ? [[place, found.value.value]] : [];
}
