import { z } from 'zod';
import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, uint, uuid } from '../../../platform/store/sql.ts';
import { compileTraceFilter } from './filter.ts';

const names = z.array(z.string()).transform((values) => values.filter((value) => value !== ''));

/** What the list of traces can be filtered by, each most used first. */
const Options = z.object({ names, services: names, environments: names, models: names, providers: names, tools: names, tags: names, errorTypes: names });
export type TraceFilterOptions = z.infer<typeof Options>;

const maxOptions = 200;
/** Of a window with more traces, the newest say what is used. */
const maxTraces = 200_000;

/** Of each value at most so many, by use: exact up to three times as many values, beyond that what is used most is still there. */
const optionRow = defineQuery({
  name: 'traces.filterOptions',
  timeoutMs: 10_000,
  row: Options,
  sql: ({ workspaceId, from, to }: { workspaceId: string; from: Date | null; to: Date | null }) => {
    const isInWindow = sql`t.workspace_id = ${uuid(workspaceId)} AND t.is_deleted = 0 AND ${compileTraceFilter({ from, to }, new Date(0))}`;
    const top = raw(`topK(${maxOptions})`);
    const topOfLists = raw(`topKArray(${maxOptions})`);
    return sql`
      SELECT ${top}(t.name) AS names, ${topOfLists}(t.services) AS services, ${top}(t.environment) AS environments, ${topOfLists}(t.models) AS models,
        ${topOfLists}(t.providers) AS providers, ${topOfLists}(t.tool_names) AS tools, ${topOfLists}(t.tags) AS tags, ${topOfLists}(t.error_types) AS errorTypes
      FROM traces AS t FINAL
      WHERE ${isInWindow} AND t.started_at >= (
        SELECT min(at) FROM (SELECT t.started_at AS at FROM traces AS t WHERE ${isInWindow} ORDER BY t.workspace_id DESC, t.started_at DESC LIMIT 1 OFFSET ${uint(maxTraces)}))`;
  },
});

/** At most 200 of each, of the traces that began in a window, as they stand. */
export async function traceFilterOptions(clickhouse: ClickHouse, workspaceId: string, window: { from: Date | null; to: Date | null }): Promise<TraceFilterOptions> {
  const [options] = await optionRow(clickhouse, { workspaceId, ...window });
  return options ?? Options.parse({ names: [], services: [], environments: [], models: [], providers: [], tools: [], tags: [], errorTypes: [] });
}
