import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { BadInput, fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { holdsText } from '../../../platform/store/folded.ts';
import { raw, sql, string, uint, uuid, type Sql } from '../../../platform/store/sql.ts';
import type { TraceTree } from '../tree/tree.ts';
import { uuidOfTrace } from './uuid.ts';

const maxSearchLength = 512;
const maxFound = 1_000;

/** What is searched for, without the spaces around it; or why it is refused: it has more than 512 characters. `field`: the argument. */
export function checkSpanSearch(text: string, field: string): Result<string, BadInput> {
  const asked = text.trim();
  return asked.length <= maxSearchLength
    ? succeed(asked)
    : fail(new BadInput(field, `has ${asked.length} characters; at most ${maxSearchLength} are possible.`));
}

/**
 * Places of the spans that hold a text in their name, error, attributes or texts, in whatever case and form of its letters; depth first, at
 * most 1,000.
 *
 * `asked`  a text that `checkSpanSearch` has passed.
 */
export async function searchTrace(clickhouse: ClickHouse, workspaceId: string, tree: TraceTree, asked: string): Promise<number[]> {
  if (asked === '' || asked.includes('\u0000') || !asked.isWellFormed()) return [];
  const { ids } = await clickhouse.queryColumns('traces.searchTrace', foundSpans(workspaceId, tree.traceId, asked), {
    workspaceId,
    timeoutMs: 10_000,
  });
  const places = new Set<number>();
  for (const id of (ids ?? []) as readonly string[]) {
    const place = tree.placeOf(id);
    if (place !== undefined) places.add(place);
  }
  return Array.from(places)
    .sort((one, other) => one - other)
    .slice(0, maxFound);
}

const holds = (column: string, text: string): Sql => holdsText(raw(column), string(text));

/**
 * The texts that hold it are found first, each once however many spans name it. Texts of attributes stand escaped in `details`, so
 * what is looked for is escaped the same way.
 */
function foundSpans(workspaceId: string, traceId: string, text: string): Sql {
  const isOfTrace = sql`workspace_id = ${uuid(workspaceId)} AND trace_id = ${uuid(uuidOfTrace(traceId))}`;
  const escaped = JSON.stringify(text).slice(1, -1);
  return sql`
    WITH named AS (SELECT DISTINCT arrayJoin(arrayConcat(input, output)) AS piece FROM spans WHERE ${isOfTrace}),
      matching AS (
        SELECT DISTINCT hash FROM contents
        WHERE workspace_id = ${uuid(workspaceId)} AND (at, hash) IN (SELECT piece.1, piece.2 FROM named)
          AND (${holds('text', text)} OR ${holds('text', escaped)}))
    SELECT DISTINCT span_id AS ids FROM spans
    WHERE ${isOfTrace} AND (
      ${holds('name', text)} OR ${holds('error_type', text)} OR ${holds('error_message', text)} OR ${holds('model', text)} OR ${holds('tool_name', text)}
      OR ${holds('details', escaped)} OR startsWith(span_id, lower(${string(text)}))
      OR hasAny(arrayConcat(input.2, output.2), (SELECT groupArray(hash) FROM matching)))
    LIMIT ${uint(400_000)}`;
}
