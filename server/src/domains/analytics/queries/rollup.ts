import { z } from 'zod';
import { defineCommand, defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, uint, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { instant } from '../decode.ts';
import { rollupDimensions, type Key } from '../pure/dimensions.ts';
import { anyOf } from '../pure/filter.ts';
import { dayMs, hourMs, type Range } from '../pure/interval.ts';
import { everyMeasure } from '../pure/measures.ts';
import { columns, factsAsRows } from './source.ts';

const dimensionKeys: readonly Key[] = rollupDimensions.map((name) => ({ name, of: () => raw(`m.${name}`), needsFacts: false }));
const keyNames = dimensionKeys.map(({ name }) => name);
const measureNames = everyMeasure.map(({ column }) => column);

type Grain = 'HOUR' | 'DAY';

/** Rows of the rollup that are computed again. */
interface Rebuild {
  readonly workspaceId: string;
  /** When the hours or days begin, in order, ms since 1970. */
  readonly starts: readonly number[];
  /** Above that of every rebuild of these rows before. */
  readonly version: bigint;
}

const timeoutMs = 120_000;

/** From the facts of these hours. */
export const rebuildHours = defineCommand({
  name: 'rollup.hours',
  timeoutMs,
  sql: (rebuild: Rebuild) =>
    replaceRows(
      'HOUR',
      rebuild,
      factsAsRows(
        { workspaceId: rebuild.workspaceId, where: raw('true'), ranges: contiguous(rebuild.starts, hourMs) },
        [startKey('HOUR'), ...dimensionKeys],
        everyMeasure,
      ),
    ),
});

/** From the hours of these days. */
export const rebuildDays = defineCommand({
  name: 'rollup.days',
  timeoutMs,
  sql: (rebuild: Rebuild) => replaceRows('DAY', rebuild, hoursOf(rebuild.workspaceId, rebuild.starts)),
});

/** Hours with a row that holds fewer messages in its newer columns than in its older ones, newest first. */
export const hoursWithoutDetails = defineQuery({
  name: 'rollup.incomplete',
  acrossWorkspaces: 'One server rebuilds the hours of all workspaces.',
  timeoutMs,
  row: z.object({ workspaceId: z.string(), hour: instant }),
  sql: ({ limit }: { limit: number }): Sql => sql`
    SELECT workspace_id AS workspaceId, toUnixTimestamp(started_at) AS hour
    FROM message_rollup FINAL WHERE grain = 'HOUR' AND detailed_count < message_count
    GROUP BY workspace_id, started_at ORDER BY started_at DESC LIMIT ${uint(limit)}`,
});

/** Hours and days before `cutoff` that were summed up under an older version. */
export const rollupBefore = (workspaceId: string, cutoff: Date, version: number): Sql =>
  sql`workspace_id = ${uuid(workspaceId)} AND started_at < ${utc(cutoff)} AND version < ${uint(version)}`;

/**
 * Writes the rows there are now, and a removal for every combination that stands in the table and is not among them: both come
 * from one aggregation, in which rows that stand add nothing but their key.
 */
function replaceRows(grain: Grain, { workspaceId, starts, version }: Rebuild, rows: Sql): Sql {
  const emptyMeasures = everyMeasure.map(({ column }) => raw(`defaultValueOfArgumentType(m.${column}) AS ${column}`));
  return sql`
    INSERT INTO message_rollup (workspace_id, grain, started_at, ${raw([...keyNames, ...measureNames].join(', '))}, version, is_deleted)
    SELECT ${uuid(workspaceId)}, '${raw(grain)}', ${raw(['start_key', ...keyNames.map((name) => `m.${name} AS ${name}`)].join(', '))},
           ${columns(everyMeasure.map(({ column, merged }) => raw(`${stored(column, merged)} AS ${column}`)))},
           ${uint(version)}, sum(m.is_standing) = count() AS is_deleted
    FROM (
      SELECT *, 0 AS is_standing FROM (${rows})
      UNION ALL
      SELECT m.started_at AS start_key, ${raw(keyNames.map((name) => `m.${name} AS ${name}`).join(', '))}, ${columns(emptyMeasures)}, 1 AS is_standing
      FROM message_rollup AS m FINAL
      WHERE ${standing(grain, workspaceId, starts)}
    ) AS m
    GROUP BY ${raw(['start_key', ...keyNames].join(', '))}`;
}

/** Sorted, numbers close to each other are small to store. */
const stored = (column: string, merged: string): string => (column.endsWith('_ms') ? `arraySort(${merged})` : merged);

const hoursOf = (workspaceId: string, days: readonly number[]): Sql => sql`
  SELECT toStartOfDay(m.started_at) AS start_key, ${raw([...keyNames, ...measureNames].map((name) => `m.${name} AS ${name}`).join(', '))}
  FROM message_rollup AS m FINAL
  WHERE m.workspace_id = ${uuid(workspaceId)} AND m.grain = 'HOUR' AND ${startsWithin(contiguous(days, dayMs))}`;

const standing = (grain: Grain, workspaceId: string, starts: readonly number[]): Sql =>
  sql`m.workspace_id = ${uuid(workspaceId)} AND m.grain = '${raw(grain)}' AND ${startsWithin(contiguous(starts, grain === 'HOUR' ? hourMs : dayMs))}`;

const startsWithin = (ranges: readonly Range[]): Sql =>
  anyOf(ranges.map(({ from, to }) => sql`(m.started_at >= ${utc(from)} AND m.started_at < ${utc(to)})`));

const startKey = (grain: Grain): Key => ({
  name: 'start_key',
  of: (time) => (grain === 'HOUR' ? sql`toDateTime(toStartOfHour(${time}), 'UTC')` : sql`toStartOfDay(${time})`),
  needsFacts: false,
});

/** Starts that follow each other, as ranges. */
function contiguous(starts: readonly number[], unitMs: number): Range[] {
  const ranges: { from: Date; to: Date }[] = [];
  for (const start of starts) {
    const last = ranges.at(-1);
    if (last?.to.getTime() === start) last.to = new Date(start + unitMs);
    else ranges.push({ from: new Date(start), to: new Date(start + unitMs) });
  }
  return ranges;
}
