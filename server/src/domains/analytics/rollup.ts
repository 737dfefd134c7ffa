import type { ClickHouse } from '../../platform/store/clickhouse/client.ts';
import { raw, sql, uint, utc, uuid, type Sql } from '../../platform/store/sql.ts';
import { rollupDimensions, type Key } from './dimensions.ts';
import { anyOf } from './pure/filter.ts';
import { dayMs, hourMs, type Range } from './pure/interval.ts';
import { everyMeasure } from './pure/measures.ts';
import { columns, factsAsRows } from './source.ts';

/** Days in one statement: enough to be quick, few enough that what it writes becomes visible as one. */
const MAX_DAYS = 2;
const LIMITS = { timeoutMs: 120_000, maxThreads: 1 };

const dimensionKeys: readonly Key[] = rollupDimensions.map((name) => ({ name, of: () => raw(`m.${name}`), needsFacts: false }));
const keyNames = dimensionKeys.map(({ name }) => name);
const measureNames = everyMeasure.map(({ column }) => column);

type Grain = 'HOUR' | 'DAY';

/**
 * Computes the rollup of these hours, and of the days they belong to, again: hours from their facts, days from their hours.
 * Combinations that vanished are removed, so whatever stood there before, it is right afterwards.
 *
 * `version`  above that of every rebuild of these hours before.
 */
export async function rebuildRollupHours(clickhouse: ClickHouse, workspaceId: string, hours: readonly Date[], version: bigint): Promise<void> {
  const starts = [...new Set(hours.map((hour) => Math.floor(hour.getTime() / hourMs) * hourMs))].sort((a, b) => a - b);
  for (const batch of inBatches(starts)) {
    const facts = factsAsRows({ workspaceId, where: raw('true'), ranges: contiguous(batch, hourMs) }, [startKey('HOUR'), ...dimensionKeys], everyMeasure);
    await clickhouse.command('rollup.hours', replaceRows('HOUR', { workspaceId, starts: batch, version, rows: facts }), LIMITS);
    const days = [...new Set(batch.map((hour) => Math.floor(hour / dayMs) * dayMs))];
    await clickhouse.command('rollup.days', replaceRows('DAY', { workspaceId, starts: days, version, rows: hoursOf(workspaceId, days) }), LIMITS);
  }
}

/**
 * Writes the rows there are now, and a removal for every combination that stands in the table and is not among them: both come
 * from one aggregation, in which rows that stand add nothing but their key.
 */
function replaceRows(grain: Grain, rebuild: { workspaceId: string; starts: readonly number[]; version: bigint; rows: Sql }): Sql {
  const { workspaceId, starts, version, rows } = rebuild;
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

/** Batches of whole days, none across the border of a month: what lies in one partition becomes visible at once. */
function inBatches(starts: readonly number[]): number[][] {
  const batches: number[][] = [];
  for (const start of starts) {
    const first = batches.at(-1)?.[0];
    const continues = first !== undefined && month(first) === month(start) && Math.floor(start / dayMs) - Math.floor(first / dayMs) < MAX_DAYS;
    if (continues) batches.at(-1)?.push(start);
    else batches.push([start]);
  }
  return batches;
}

const month = (ms: number): string => new Date(ms).toISOString().slice(0, 7);

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
