import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import type { QuadMoments } from '../../../platform/statistics/moments.ts';
import { percentileOf, type Counted } from '../../../platform/statistics/percentiles.ts';
import type { MetricSample } from '../pure/sample.ts';
import type { PlacedMetric } from '../queries/moments.ts';
import { capsOfUnits, countedBelow, momentsOfGroups, sumsOfUnits, valuesOfUnits, type UnitGroups } from '../queries/samples.ts';
import type { Metric } from '../types.ts';

/** A metric and its place (from 1) in the lists of the rows. */
export interface Placed {
  readonly metric: Metric;
  readonly place: number;
}

export interface SampledMetric {
  readonly metric: Metric;
  /** By the name of the group; one that is absent has no unit. */
  readonly samples: ReadonlyMap<string, MetricSample>;
}

export interface Samples {
  /** Units of each group, those without any answer or event too. */
  readonly units: ReadonlyMap<string, number>;
  /** In the order of the metrics. */
  readonly metrics: readonly SampledMetric[];
}

/**
 * What is counted of metrics in groups of units: three statements at most, of which the first two are only sent where a metric has a cap or
 * is a percentile.
 */
export async function sampleUnits(clickhouse: ClickHouse, groups: UnitGroups, metrics: readonly Placed[]): Promise<Samples> {
  const caps = await capsOf(clickhouse, groups, metrics);
  const values = new Map<string, ReadonlyMap<string, readonly Counted[]>>();
  for (const { metric, place } of metrics)
    if (metric.percentile !== null) values.set(metric.key, byGroup(await valuesOfUnits(clickhouse, { ...groups, place })));
  const placed = metrics.map(({ metric, place }): PlacedMetric => {
    const { percentile, key } = metric;
    return {
      metric,
      place,
      cap: caps.get(key) ?? null,
      below: percentile === null ? null : countedBelow(place, groups.group, percentilesOf(values.get(key) ?? new Map(), percentile)),
    };
  });
  const fast = await momentsOfGroups(clickhouse, { ...groups, metrics: placed, isStable: false });
  const rows = fast.some(({ moments }) => moments.some(isBlurred))
    ? await momentsOfGroups(clickhouse, { ...groups, metrics: placed, isStable: true })
    : fast;
  return {
    units: new Map(rows.map(({ name, n }) => [name, n])),
    metrics: metrics.map(({ metric }, nth) => ({
      metric,
      samples: new Map(
        rows.map(({ name, n, moments }) => [
          name,
          { units: n, moments: moments[nth] ?? null, counts: values.get(metric.key)?.get(name) ?? [] },
        ]),
      ),
    })),
  };
}

/** Of so small a variance beside the square of the mean, sums of squares keep six digits at most. */
const leastRelativeVariance = 1e-9;

/** Whether values differ so little that sums of squares have lost what is between them. */
const isBlurred = ({ n, mean, squares }: QuadMoments): boolean =>
  n > 1 && (['y', 'x', 'b', 'a'] as const).some((of) => mean[of] !== 0 && squares[of] / n < leastRelativeVariance * mean[of] ** 2);

/** How often units of each group have each sum of a mean, with its cap. */
export async function countSums(
  clickhouse: ClickHouse,
  groups: UnitGroups,
  placed: Placed,
): Promise<ReadonlyMap<string, readonly Counted[]>> {
  const cap = (await capsOf(clickhouse, groups, [placed])).get(placed.metric.key) ?? null;
  return byGroup(await sumsOfUnits(clickhouse, { ...groups, place: placed.place, cap }));
}

async function capsOf(clickhouse: ClickHouse, groups: UnitGroups, metrics: readonly Placed[]): Promise<Map<string, number | null>> {
  const fixed = metrics.flatMap(({ metric: { key, cap } }) => (cap !== null && 'value' in cap ? [[key, cap.value] as const] : []));
  const asked = metrics.flatMap(({ place, metric: { key, cap } }) =>
    cap !== null && 'percentile' in cap ? [{ key, place, percentile: cap.percentile }] : [],
  );
  if (asked.length === 0) return new Map(fixed);
  const [found] = await capsOfUnits(clickhouse, { ...groups, caps: asked });
  return new Map([...fixed, ...asked.map(({ key }, nth) => [key, found?.caps[nth] ?? null] as const)]);
}

type Values = readonly { readonly name: string; readonly value: number; readonly count: number }[];

const byGroup = (values: Values): ReadonlyMap<string, readonly Counted[]> => Map.groupBy(values, ({ name }) => name);

function percentilesOf(counts: ReadonlyMap<string, readonly Counted[]>, percentile: number): ReadonlyMap<string, number> {
  return new Map(
    [...counts].flatMap(([name, values]) => {
      const found = percentileOf(values, percentile);
      return found.ok ? [[name, found.value.value] as const] : [];
    }),
  );
}
