import { z } from 'zod';
import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { kept } from '../../../platform/store/kept.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { foldedText, holdsText } from '../../../platform/store/folded.ts';
import { join, raw, sql, string, strings, uint, uuid, type Sql } from '../../../platform/store/sql.ts';

/** Where a trace holds names: columns of `traces`. */
const holders = ['name', 'span_names', 'tool_names', 'models'] as const;
type Holder = (typeof holders)[number];

/** More different names than this are looked at one by one. */
const maxNames = 20_000;

const nameRows = defineQuery({
  name: 'traces.knownNames',
  timeoutMs: 10_000,
  row: z.object({ holder: z.enum(holders), value: z.string() }),
  sql: ({ workspaceId }: { workspaceId: string }) => {
    const ofHolder = (holder: Holder): Sql => sql`
      SELECT ${raw(`'${holder}'`)} AS holder, toString(value) AS value FROM (
        SELECT DISTINCT ${raw(holder === 'name' ? 'name AS value' : `arrayJoin(${holder}) AS value`)} FROM traces WHERE workspace_id = ${uuid(workspaceId)} LIMIT ${uint(maxNames + 1)})`;
    return join(holders.map(ofHolder), ' UNION ALL ');
  },
});

/** Names in use: a few hundred stand for millions of spans. Up to half a minute old (platform/store/kept.ts). */
const knownNames = kept(async (clickhouse: ClickHouse, workspaceId: string): Promise<Map<Holder, string[]>> => {
  const rows = await nameRows(clickhouse, { workspaceId });
  return new Map(holders.map((holder) => [holder, rows.filter((row) => row.holder === holder).map(({ value }) => value)]));
});

/**
 * Holds for rows `t` of `traces` that have a name with this text in it, in whatever case and form of its letters: looks at every name of
 * each row.
 */
export const holdsName = (text: string): readonly Sql[] => holders.map((holder) => lookedAt(holder, text));

/** The same for many rows, by the names that are in use; empty: none has it. */
export async function holdsKnownName(clickhouse: ClickHouse, workspaceId: string, text: string): Promise<readonly Sql[]> {
  const names = await knownNames(clickhouse, workspaceId);
  const part = foldedText(text);
  return holders.flatMap((holder) => {
    const known = names.get(holder) ?? [];
    if (known.length > maxNames) return [lookedAt(holder, text)];
    const matching = known.filter((name) => foldedText(name).includes(part));
    if (matching.length === 0) return [];
    return [holder === 'name' ? sql`t.name IN ${strings(matching)}` : sql`hasAny(${raw(`t.${holder}`)}, ${strings(matching)})`];
  });
}

const holds = (column: string, text: string): Sql => holdsText(raw(column), string(text));
const lookedAt = (holder: Holder, text: string): Sql =>
  holder === 'name' ? holds('t.name', text) : sql`arrayExists(value -> ${holds('value', text)}, ${raw(`t.${holder}`)})`;
