import { percentileOf } from '../../../platform/statistics/percentiles.ts';
import { noAnswer } from '../../../platform/statistics/answer.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { landEvents } from '../../events/load.ts';
import { armOf, type MetricSample } from '../pure/compare-metric.ts';
import type { Metric } from '../pure/metrics.ts';
import { spansWithin, trafficDays, unitsUntil, type MeasuredTraffic, type Traffic } from '../pure/traffic.ts';
import { answersOfSpans, answerValues, eventsOfSpans, firstUnit, newUnits, type TrafficQuery } from '../queries/traffic.ts';
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

const dayMs = 86_400_000;

/**
 * The units of the workspace's last 28 days, or of as many as it has any, and what they show of the metrics within each length of time: as
 * if an experiment had begun with the first of those days. Days are counted back from now, so that the first may be cut, and none is left out.
 */
export async function trafficOf(stores: Stores, workspaceId: string, request: TrafficRequest, now: Date): Promise<Traffic> {
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
      return { ...window, source: 'MESSAGES', unitsByDay: [], metrics: metrics.map((metric) => ({ metric, spans: [] })) };
    const days = Math.min(trafficDays, Math.max(1, Math.ceil((now.getTime() - first.at.getTime()) / dayMs)));
    query = { ...query, from: new Date(now.getTime() - days * dayMs) };
    const unitsByDay = untilEachDay(await newUnits(clickhouse, query), days);
    const measured = await measure(stores, { ...query, spans: spansWithin(days) }, metrics, unitsByDay);
    return { from: query.from, to: query.to, source: query.source, unitsByDay, metrics: measured };
  });
}

/** Whether events name units of the kind by the id that answers have. */
export const hasEvents = (unit: ExperimentUnit): boolean => unit === 'USER' || unit === 'SESSION';

function untilEachDay(found: readonly { readonly day: number; readonly n: number }[], days: number): readonly number[] {
  const byDay = new Map(found.map(({ day, n }) => [day, n]));
  let sum = 0;
  return Array.from({ length: days }, (_, day) => (sum += byDay.get(day) ?? 0));
}

async function measure(
  { clickhouse }: Stores,
  query: TrafficQuery & { readonly spans: readonly number[] },
  metrics: readonly Metric[],
  unitsByDay: readonly number[],
): Promise<readonly MeasuredTraffic[]> {
  const ofSource = (source: Metric['source']) => metrics.filter((metric) => metric.source === source);
  const [answered, reported] = [query.source === 'MESSAGES' ? ofSource('ANSWERS') : [], ofSource('EVENTS')];
  const values = new Map<string, MetricSample['counts']>();
  for (const metric of answered.filter(({ percentile }) => percentile !== null))
    values.set(metric.key, await answerValues(clickhouse, { ...query, metric }));
  const percentiles = new Map(
    answered.flatMap(({ key, percentile }) => {
      const found = percentileOf(values.get(key) ?? [], percentile ?? 0.5);
      return found.ok ? [[key, found.value.value] as const] : [];
    }),
  );
  const rows = {
    ANSWERS: answered.length === 0 ? [] : await answersOfSpans(clickhouse, { ...query, metrics: answered, percentiles }),
    EVENTS: reported.length === 0 ? [] : await eventsOfSpans(clickhouse, { ...query, metrics: reported, percentiles }),
  };
  const places = { ANSWERS: answered, EVENTS: reported };
  return metrics.map((metric) => {
    const place = places[metric.source].indexOf(metric);
    const moments = new Map(rows[metric.source].map((row) => [row.span, row.moments[place]]));
    return {
      metric,
      spans: query.spans.map((days) => {
        if (place === -1) return { days, arm: noAnswer('NO_UNITS') };
        // A percentile is that of all days, since the answers of a few say little of it; how exactly it is known follows from the span.
        const [units, counts] = [unitsUntil({ unitsByDay }, days), values.get(metric.key) ?? []];
        return { days, arm: armOf(metric, { units, moments: moments.get(days) ?? null, counts }) };
      }),
    };
  });
}
