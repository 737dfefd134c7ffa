import type { Stores } from '../../../platform/store/stores.ts';
import { builtInMetricOf, builtInMetrics, metricOf } from '../pure/built-in.ts';
import { maxDefinitions, type Metric } from '../types.ts';
import { definitionOf } from './definition.ts';

/** The metrics of a workspace. */
export interface MetricBook {
  /** Built-in ones, then those that were defined, by name. Metrics of events by their names (`event:<name>`) are not listed. */
  readonly all: readonly Metric[];
  /** The metric of a key; null: there is none. */
  readonly find: (key: string) => Metric | null;
}

/** A book of built-in metrics and these. */
function bookFrom(defined: readonly Metric[]): MetricBook {
  const byKey = new Map(defined.map((metric) => [metric.key, metric]));
  return { all: [...builtInMetrics, ...defined], find: (key) => byKey.get(key) ?? builtInMetricOf(key) };
}

/** All metrics of a workspace as they are defined now. `prisma`: that of the stores, or of a transaction. */
export async function metricBookOf(
  { prisma }: { readonly prisma: Pick<Stores['prisma'], 'metric'> },
  workspaceId: string,
): Promise<MetricBook> {
  const rows = await prisma.metric.findMany({ where: { workspaceId }, orderBy: [{ name: 'asc' }, { key: 'asc' }], take: maxDefinitions });
  return bookFrom(rows.map((row) => metricOf(definitionOf(row))));
}
