import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { defineCommand, defineQuery } from '../../../platform/store/query.ts';
import {
  floatListLists,
  floatLists,
  int,
  raw,
  sql,
  string,
  strings,
  uint,
  utc,
  utcs,
  uuid,
  type Param,
  type Sql,
} from '../../../platform/store/sql.ts';
import { answerUnit, eventNames } from '../../metrics/load.ts';
import type { Metric } from '../../metrics/types.ts';
import { daysBefore, exposedUnits, phaseUnits, unitGiven, type PhaseQuery, type Restriction } from './results.ts';

/** Up to where a count goes. What is newer than any of these may have changed its unit. */
export interface Marks {
  readonly factsVersion: bigint;
  readonly eventsVersion: bigint;
  readonly exposedAt: Date;
}

/** The oldest that waits to be written: of messages the place in the queue, of events the time when they came. Null: nothing waits. */
export const oldestWaiting = definePgQuery({
  name: 'experiments.waiting',
  row: z.object({ message: z.string().transform(BigInt).nullable(), eventAt: z.date().nullable() }),
  sql: (_none: unknown, workspace) => pg`
    SELECT (SELECT min(id)::text FROM projection_queue WHERE workspace_id = ${workspace}) AS message,
      (SELECT min(logged_at) FROM event_log WHERE workspace_id = ${workspace}) AS "eventAt"`,
});

export interface Counted extends PhaseQuery {
  /** The count of all units. */
  readonly generation: bigint;
  /** That of those that changed since; null: there is none. */
  readonly newer: bigint | null;
  readonly metrics: readonly Metric[];
}

/** Ids by which the units of a phase fall into parts of about so many. */
export const partsOfUnits = defineQuery({
  name: 'experiments.parts',
  timeoutMs: 120_000,
  row: z.object({ unit: z.string() }),
  sql: ({ every, ...query }: PhaseQuery & { readonly every: number }) => sql`
    SELECT p.unit AS unit FROM (
      SELECT o.unit AS unit, rowNumberInAllBlocks() AS nth FROM (SELECT w.unit AS unit FROM (${exposedUnits(query)}) AS w ORDER BY w.unit) AS o
    ) AS p WHERE p.nth > 0 AND p.nth % ${int(every)} = 0 ORDER BY unit`,
});

/** Which units a statement counts: from one id to below another, or those of a list. */
export type Part = readonly [first: string, end: string | null] | { readonly units: readonly string[] };

const inPart =
  (part: Part): Restriction =>
  (unit) => {
    if ('units' in part) return sql`${unit} IN ${strings(part.units)}`;
    const [first, end] = part;
    return end === null ? sql`${unit} >= ${string(first)}` : sql`${unit} >= ${string(first)} AND ${unit} < ${string(end)}`;
  };

/** Counts some units, and stores what they have. */
export const storeUnits = defineCommand({
  name: 'experiments.storeUnits',
  timeoutMs: 120_000,
  sql: ({ into, metrics, part, ...query }: Counted & { readonly part: Part; readonly into: bigint }) => sql`
      INSERT INTO experiment_units (workspace_id, experiment_id, generation, unit_id, variant, since, ys, xs, ys_before, xs_before, lists)
      SELECT ${uuid(query.workspaceId)}, ${uuid(query.experimentId)}, ${uint(into)}, n.unit, n.variant, n.since, n.ys, n.xs, n.ys_before, n.xs_before, n.lists
      FROM (${phaseUnits(query, metrics, inPart(part))}) AS n`,
});

/** How many units a count has. */
export const storedCount = defineQuery({
  name: 'experiments.storedCount',
  timeoutMs: 20_000,
  row: z.object({ n: z.coerce.number() }),
  sql: ({ workspaceId, experimentId, generation }: Pick<Counted, 'workspaceId' | 'experimentId' | 'generation'>) => sql`
    SELECT count() AS n FROM experiment_units
    WHERE workspace_id = ${uuid(workspaceId)} AND experiment_id = ${uuid(experimentId)} AND generation = ${uint(generation)}`,
});

/** How many units were exposed in a phase, those that saw several variants more than once. */
export const exposedCount = defineQuery({
  name: 'experiments.exposedCount',
  timeoutMs: 20_000,
  row: z.object({ n: z.coerce.number() }),
  sql: (query: PhaseQuery) => sql`SELECT count() AS n FROM (${exposedUnits(query)}) AS w`,
});

/** Units of a count that may have changed since, and those that are new; at most `limit`. */
export const changedUnits = defineQuery({
  name: 'experiments.changedUnits',
  timeoutMs: 20_000,
  row: z.object({ unit: z.string() }),
  sql: ({ marks, limit, ...query }: Counted & { readonly marks: Marks; readonly limit: number }) => {
    const { workspaceId, experimentId, phase, key, unit, metrics } = query;
    const id = raw(answerUnit[unit]);
    const newer = sql`m.workspace_id = ${uuid(workspaceId)} AND m.version > ${uint(marks.factsVersion)}
      AND m.created_at >= ${utc(new Date(query.from.getTime() - daysBefore * 86_400_000))} AND m.created_at < ${utc(query.to)} AND ${id} != ''`;
    return sql`
      SELECT DISTINCT d.unit AS unit FROM (
        SELECT ${unitGiven(query, 'x.unit_id')} AS unit FROM exposures AS x
        WHERE x.workspace_id = ${uuid(workspaceId)} AND x.experiment_id = ${uuid(experimentId)} AND x.phase = ${int(phase)}
          AND x.recorded_at > ${utc(marks.exposedAt)}
        UNION ALL
        SELECT ${id} AS unit FROM message_facts AS m WHERE ${newer} AND m.experiment_name = ${string(key)}
        UNION ALL
        SELECT s.unit_id AS unit FROM experiment_units AS s
        WHERE s.workspace_id = ${uuid(workspaceId)} AND s.experiment_id = ${uuid(experimentId)} AND ${ofCount(query)}
          AND s.unit_id IN (
            SELECT ${id} FROM message_facts AS m WHERE ${newer}
            UNION ALL
            SELECT ${unitGiven(query, 'v.unit_id')} FROM events AS v
            WHERE v.workspace_id = ${uuid(workspaceId)} AND v.name IN ${strings(eventNames(metrics))} AND v.version > ${uint(marks.eventsVersion)})
      ) AS d LIMIT ${int(limit)}`;
  },
});

/**
 * Ids that callers give of units that may have changed since a count, and of those that it has under no id of the facts (`isOpen`): for those
 * that the facts name otherwise.
 */
export const changedGiven = defineQuery({
  name: 'experiments.changedGiven',
  timeoutMs: 20_000,
  row: z.object({ unit: z.string(), isOpen: z.coerce.boolean() }),
  sql: ({ marks, limit, ...query }: Counted & { readonly marks: Marks; readonly limit: number }) => {
    const { workspaceId, experimentId, phase, metrics } = query;
    return sql`
      SELECT d.unit AS unit, max(d.isOpen) AS isOpen FROM (
        SELECT x.unit_id AS unit, 0 AS isOpen FROM exposures AS x
        WHERE x.workspace_id = ${uuid(workspaceId)} AND x.experiment_id = ${uuid(experimentId)} AND x.phase = ${int(phase)}
          AND x.recorded_at > ${utc(marks.exposedAt)}
        UNION ALL
        SELECT v.unit_id AS unit, 0 AS isOpen FROM events AS v
        WHERE v.workspace_id = ${uuid(workspaceId)} AND v.name IN ${strings(eventNames(metrics))} AND v.version > ${uint(marks.eventsVersion)}
        UNION ALL
        SELECT substring(s.unit_id, 2) AS unit, 1 AS isOpen FROM experiment_units AS s
        WHERE s.workspace_id = ${uuid(workspaceId)} AND s.experiment_id = ${uuid(experimentId)} AND ${ofCount(query)} AND startsWith(s.unit_id, '?')
      ) AS d GROUP BY d.unit LIMIT ${int(limit)}`;
  },
});

/** Rows of a count `s`: of all units, and of those that changed since. */
const ofCount = ({ generation, newer }: Pick<Counted, 'generation' | 'newer'>): Sql =>
  sql`s.generation IN (${uint(generation)}, ${uint(newer ?? generation)})`;

const lists = z.array(z.array(z.number()));

/** What some units have, counted again. */
export const countedAgain = defineQuery({
  name: 'experiments.countedAgain',
  timeoutMs: 20_000,
  row: z.object({
    unit: z.string(),
    sinceMs: z.coerce.number(),
    variant: z.string(),
    ofMetrics: lists,
    lists,
  }),
  sql: ({ units, ...query }: Counted & { readonly units: readonly string[] }) => sql`
    SELECT n.unit AS unit, toUnixTimestamp64Milli(n.since) AS sinceMs, n.variant AS variant, [n.ys, n.xs, n.ys_before, n.xs_before] AS ofMetrics,
      n.lists AS lists
    FROM (${phaseUnits(query, query.metrics, inPart({ units }))}) AS n`,
});
export type UnitCountedAgain = Awaited<ReturnType<typeof countedAgain>>[number];

/** Units at hand as a SELECT with the columns of `phaseUnits`. */
function rowsOf(units: readonly UnitCountedAgain[]): Sql {
  const column = (nth: number): Param => floatLists(units.map(({ ofMetrics }) => ofMetrics[nth] ?? []));
  return sql`
    SELECT t.1 AS unit, t.2 AS since, t.3 AS variant, t.4 AS ys, t.5 AS xs, t.6 AS ys_before, t.7 AS xs_before, t.8 AS lists
    FROM (SELECT arrayJoin(arrayZip(${strings(units.map(({ unit }) => unit))}, ${utcs(units.map(({ sinceMs }) => new Date(sinceMs)))},
      ${strings(units.map(({ variant }) => variant))}, ${column(0)}, ${column(1)}, ${column(2)}, ${column(3)},
      ${floatListLists(units.map((unit) => unit.lists))})) AS t)`;
}

/**
 * The rows of a count as `phaseUnits` has them, those of units that may have changed since counted again: `again` has them where they are at
 * hand, so that several statements need not count them each.
 */
export function storedUnits(query: Counted, changed: readonly string[], again: readonly UnitCountedAgain[] | null): Sql {
  const { workspaceId, experimentId, generation, newer, metrics } = query;
  const own = sql`s.workspace_id = ${uuid(workspaceId)} AND s.experiment_id = ${uuid(experimentId)}`;
  const superseded =
    newer === null
      ? raw('1')
      : sql`(s.generation = ${uint(newer)} OR s.unit_id NOT IN (SELECT s.unit_id FROM experiment_units AS s WHERE ${own} AND s.generation = ${uint(newer)}))`;
  const stored = sql`
    SELECT s.unit_id AS unit, s.since AS since, toString(s.variant) AS variant, s.ys AS ys, s.xs AS xs, s.ys_before AS ys_before,
      s.xs_before AS xs_before, s.lists AS lists
    FROM experiment_units AS s WHERE ${own} AND ${ofCount({ generation, newer })} AND ${superseded}`;
  if (changed.length === 0) return stored;
  const unchanged = sql`${stored} AND s.unit_id NOT IN ${strings(changed)}`;
  if (again === null) return sql`${unchanged} UNION ALL ${phaseUnits(query, metrics, inPart({ units: changed }))}`;
  return again.length === 0 ? unchanged : sql`${unchanged} UNION ALL ${rowsOf(again)}`;
}

/** The units of rows as `phaseUnits` has them, without what they have. */
export const unitsOf = (rows: Sql): Sql => sql`SELECT k.unit AS unit, k.variant AS variant, k.since AS since FROM (${rows}) AS k`;

/** Rows of counts that are removed. */
export const ofGenerations = (generations: readonly bigint[]): Sql => sql`generation IN (${raw(generations.map(String).join(', '))})`;
