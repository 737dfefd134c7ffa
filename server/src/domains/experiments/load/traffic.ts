import { dayMs } from '../../../platform/ingest/time.ts';
import { noAnswer } from '../../../platform/statistics/answer.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import { raw } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { landEvents } from '../../events/load.ts';
import { sampleUnits, type Placed, type Samples } from '../../metrics/load.ts';
import { armOf, savedOfSample } from '../../metrics/pure/sample.ts';
import type { Metric } from '../../metrics/types.ts';
import { spansWithin, trafficDays, type MeasuredTraffic, type Traffic } from '../pure/traffic.ts';
import { firstUnit, newUnits, trafficSums, type TrafficQuery } from '../queries/traffic.ts';
import type { ExperimentUnit } from '../types.ts';

/** Whose traffic is looked at, checked. */
export interface TrafficRequest {
  readonly unit: ExperimentUnit;
  /** Empty: any. */
  readonly environments: readonly string[];
  /** null: either. */
  readonly widget: boolean | null;
  readonly metrics: readonly Metric[];
}

/** Traffic with the query of its units. */
export interface QueriedTraffic extends Traffic {
  readonly query: TrafficQuery;
}

/**
 * The units of the workspace's last 28 days, or of as many as it has any, and what they show of the metrics within each length of time: as
 * if an experiment had begun with the first of those days. Days are counted back from now, so that the first may be cut, and none is left out.
 */
export async function trafficOf(stores: Stores, workspaceId: string, request: TrafficRequest, now: Date): Promise<QueriedTraffic> {
  await landEvents(stores);
  return inWorkspace(workspaceId, async () => {
    const { clickhouse } = stores;
    const { unit, environments, widget, metrics } = request;
    const window = { workspaceId, unit, environments, widget, from: new Date(now.getTime() - trafficDays * dayMs), to: now };
    const asked = { ...window, source: 'MESSAGES' as const };
    let query: TrafficQuery = asked;
    let [first] = await firstUnit(clickhouse, asked);
    // Events name neither an environment nor a widget.
    if (first === undefined && environments.length === 0 && widget === null && hasEvents(unit)) {
      query = { ...window, source: 'EVENTS' };
      [first] = await firstUnit(clickhouse, query);
    }
    if (first === undefined)
      return { ...window, source: 'MESSAGES', query, unitsByDay: [], metrics: metrics.map((metric) => ({ metric, spans: [] })) };
    const days = Math.min(trafficDays, Math.max(1, Math.ceil((now.getTime() - first.at.getTime()) / dayMs)));
    query = { ...query, from: new Date(now.getTime() - days * dayMs) };
    const unitsByDay = untilEachDay(await newUnits(clickhouse, query), days);
    const measured = await measure(stores, query, metrics, spansWithin(days));
    return { from: query.from, to: query.to, source: query.source, query, unitsByDay, metrics: measured };
  });
}

/** Whether events name units of the kind by the id that answers have. */
export const hasEvents = (unit: ExperimentUnit): boolean => unit === 'USER' || unit === 'SESSION';

function untilEachDay(found: readonly { readonly day: number; readonly n: number }[], days: number): readonly number[] {
  const byDay = new Map(found.map(({ day, n }) => [day, n]));
  let sum = 0;
  return Array.from({ length: days }, (_, day) => (sum += byDay.get(day) ?? 0));
}

/** Each metric of the units of each span. */
async function measure(
  { clickhouse }: Stores,
  query: TrafficQuery,
  metrics: readonly Metric[],
  spans: readonly number[],
): Promise<readonly MeasuredTraffic[]> {
  const placed = metrics.map((metric, nth): Placed => ({ metric, place: nth + 1 }));
  const found: { readonly days: number; readonly samples: Samples }[] = [];
  for (const days of spans) {
    const to = new Date(query.from.getTime() + days * dayMs);
    const rows = trafficSums({ ...query, to }, metrics);
    const groups = { workspaceId: query.workspaceId, rows, group: raw("''"), compared: raw('1'), at: to };
    found.push({ days, samples: await sampleUnits(clickhouse, groups, placed) });
  }
  return metrics.map((metric, nth) => ({
    metric,
    spans: found.map(({ days, samples }) => {
      const sample = samples.metrics[nth]?.samples.get('');
      return sample === undefined
        ? { days, arm: noAnswer('NO_UNITS'), saved: 0 }
        : { days, arm: armOf(metric, sample), saved: savedOfSample(metric, sample) };
    }),
  }));
}
