import { z } from 'zod';
import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { int, sql, strings, uuid } from '../../../platform/store/sql.ts';
import { placeKey } from './content.ts';
import type { ContentPlace } from './span.ts';

const contentRows = defineQuery({
  name: 'traces.contents',
  timeoutMs: 10_000,
  row: z.object({ at: z.string(), hash: z.string(), text: z.string() }),
  sql: ({ workspaceId, places }: { workspaceId: string; places: readonly ContentPlace[] }) => sql`
    SELECT toString(c.at) AS at, toString(c.hash) AS hash, c.text AS text FROM contents AS c
    WHERE c.workspace_id = ${uuid(workspaceId)}
      AND (c.at, c.hash) IN (
        SELECT pair.1, pair.2 FROM (
          SELECT arrayJoin(arrayZip(
            CAST(${strings(places.map(({ at }) => at))}, 'Array(DateTime64(6, \\'UTC\\'))'), CAST(${strings(places.map(({ hash }) => hash))}, 'Array(UUID)'))) AS pair))
    LIMIT 1 BY c.at, c.hash`,
});

/** The texts at these places, by `placeKey`; one that is not kept any more is absent. */
export async function contentsOf(
  clickhouse: ClickHouse,
  workspaceId: string,
  places: readonly ContentPlace[],
): Promise<Map<string, string>> {
  if (places.length === 0) return new Map();
  const rows = await contentRows(clickhouse, { workspaceId, places });
  return new Map(rows.map((row) => [placeKey(row), row.text]));
}

const seenDays = 30;

/** In how many spans a text with each of these hashes stands, by hash. Few spans name one of them: those are found first. */
export const seenCounts = defineQuery({
  name: 'traces.seenInSpans',
  timeoutMs: 2_000,
  row: z.object({ hash: z.string(), count: z.coerce.number() }),
  sql: ({ workspaceId, hashes }: { workspaceId: string; hashes: readonly string[] }) => {
    const asked = sql`CAST(${strings(hashes)}, 'Array(UUID)')`;
    return sql`
      SELECT toString(hash) AS hash, uniqExact(trace_id, span_id) AS count FROM (
        SELECT trace_id, span_id, arrayJoin(arrayIntersect(arrayConcat(input.2, output.2), ${asked})) AS hash FROM spans
        WHERE workspace_id = ${uuid(workspaceId)} AND started_at >= now() - toIntervalDay(${int(seenDays)}) AND (hasAny(input.2, ${asked}) OR hasAny(output.2, ${asked})))
      GROUP BY hash`;
  },
});
