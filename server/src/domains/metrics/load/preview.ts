import { valueOf } from '../../../platform/statistics/answer.ts';
import { normalQuantile } from '../../../platform/statistics/distributions/normal.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import { raw } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { landEvents } from '../../events/load.ts';
import { metricOf } from '../pure/built-in.ts';
import { armOf, valueOfSample, type MetricSample } from '../pure/sample.ts';
import { activeUnits } from '../queries/active-units.ts';
import { unitSums } from '../queries/unit-sums.ts';
import type { Metric, MetricDefinition } from '../types.ts';
import { sampleUnits } from './samples.ts';

export const previewDays = 28;

/** What a definition gives now: over the users with an answer or an event of the last days. */
export interface MetricPreview {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unitCount: number;
  readonly from: Date;
  readonly to: Date;
}

/** Of retention the denominator of a user is 1 where their days are over, else 0. */
const countedOf = ({ kind }: Metric, { units, moments }: MetricSample): number =>
  kind === 'RETENTION' ? Math.round((moments?.n ?? 0) * (moments?.mean.x ?? 0)) : units;

export async function previewMetric(stores: Stores, workspaceId: string, definition: MetricDefinition, now: Date): Promise<MetricPreview> {
  await landEvents(stores);
  const metric = metricOf(definition);
  const range = { from: new Date(now.getTime() - previewDays * 86_400_000), to: now };
  const query = { workspaceId, unit: 'USER' as const, ...range };
  const rows = unitSums({
    ...query,
    units: activeUnits(query, [metric]),
    carried: [],
    metrics: [metric],
    beforeDays: 0,
    eventUnit: raw('v.unit_id'),
  });
  const groups = { workspaceId, rows, group: raw("''"), compared: raw('1'), at: now };
  const samples = await inWorkspace(workspaceId, () => sampleUnits(stores.clickhouse, groups, [{ metric, place: 1 }]));
  const sample = samples.metrics[0]?.samples.get('');
  if (sample === undefined) return { value: null, low: null, high: null, unitCount: 0, ...range };
  const arm = valueOf(armOf(metric, sample));
  const half = arm === null ? null : normalQuantile({ above: 0.025 }) * Math.sqrt(arm.variance / arm.n);
  return {
    value: valueOfSample(metric, sample),
    low: arm === null || half === null ? null : arm.mean - half,
    high: arm === null || half === null ? null : arm.mean + half,
    unitCount: countedOf(metric, sample),
    ...range,
  };
}
