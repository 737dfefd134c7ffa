import { z } from 'zod';
import type { ClickHouse } from '../../store/clickhouse/client.ts';
import { defineQuery } from '../../store/query.ts';
import { raw, sql, uint, uuid } from '../../store/sql.ts';
import { compileTraceFilter } from './filter.ts';

/** What the list of traces can be filtered by, each most used first. */
export interface TraceFilterOptions {
  readonly names: readonly string[];
  readonly services: readonly string[];
  readonly environments: readonly string[];
  readonly models: readonly string[];
  readonly providers: readonly string[];
  readonly tools: readonly string[];
  readonly tags: readonly string[];
  readonly errorTypes: readonly string[];
}

export const maxOptions = 200;
/** Of a window with more traces, the newest say what is used. */
const maxTraces = 200_000;

const dimensions = {
  names: '[t.name]', services: 't.services', environments: '[toString(t.environment)]', models: 't.models', providers: 't.providers', tools: 't.tool_names', tags: 't.tags',
  errorTypes: 't.error_types',
} as const satisfies Record<keyof TraceFilterOptions, string>;

const optionRows = defineQuery({
  name: 'traces.filterOptions',
  timeoutMs: 10_000,
  row: z.object({ dimension: z.string(), value: z.string() }),
  sql: ({ workspaceId, from, to }: { workspaceId: string; from: Date | null; to: Date | null }) => sql`
    SELECT pair.1 AS dimension, pair.2 AS value FROM (
      SELECT t.* FROM traces AS t
      WHERE t.workspace_id = ${uuid(workspaceId)} AND t.is_deleted = 0 AND ${compileTraceFilter({ from, to }, new Date(0))}
      ORDER BY t.workspace_id DESC, t.started_at DESC LIMIT ${uint(maxTraces)}) AS t
    ARRAY JOIN arrayConcat(${raw(Object.entries(dimensions).map(([name, values]) => `arrayMap(value -> ('${name}', toString(value)), ${values})`).join(', '))}) AS pair
    WHERE value != ''
    GROUP BY dimension, value ORDER BY count() DESC, value LIMIT ${uint(maxOptions)} BY dimension`,
});

/** At most 200 of each, of the traces that began in a window. Former versions of a trace are counted with it: the order is by use, the numbers are not shown. */
export async function traceFilterOptions(clickhouse: ClickHouse, workspaceId: string, { from, to }: { from: Date | null; to: Date | null }): Promise<TraceFilterOptions> {
  const rows = await optionRows(clickhouse, { workspaceId, from, to });
  const of = (dimension: keyof TraceFilterOptions): string[] => rows.filter((row) => row.dimension === dimension).map(({ value }) => value);
  return {
    names: of('names'), services: of('services'), environments: of('environments'), models: of('models'), providers: of('providers'), tools: of('tools'), tags: of('tags'),
    errorTypes: of('errorTypes'),
  };
}
