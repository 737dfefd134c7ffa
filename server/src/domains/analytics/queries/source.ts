import { join, raw, sql, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import type { Key } from '../pure/dimensions.ts';
import { anyOf } from '../pure/filter.ts';
import type { Range } from '../pure/interval.ts';
import type { Measure } from '../pure/measures.ts';
import type { SourcePlan } from '../plan.ts';

/** Which assistant messages numbers are taken over, and from where. */
export interface Source {
  readonly workspaceId: string;
  /** All that is asked for, in no order. */
  readonly ranges: readonly Range[];
  /** The compiled filter, over rows `m`. */
  readonly where: Sql;
  readonly plan: SourcePlan;
}

/** The same messages from the facts alone. */
export const factsOnly = (source: Source): Source => ({ ...source, plan: { days: [], hours: [], facts: source.ranges } });

/**
 * Assistant messages as rows of `keys` and `measures`, whichever the source: several rows may have the same keys, and are
 * merged by the measures' own `merged`.
 */
export function rowsOf({ workspaceId, where, plan }: Source, keys: readonly Key[], measures: readonly Measure[]): Sql {
  const grains = (['DAY', 'HOUR'] as const).flatMap((grain) => {
    const ranges = grain === 'DAY' ? plan.days : plan.hours;
    return ranges.length === 0 ? [] : [sql`(m.grain = '${raw(grain)}' AND ${within('m.started_at', ranges)})`];
  });
  // Days and hours in one selection: each selection of a statement costs ClickHouse's planner some milliseconds.
  const rollup = sql`
    SELECT ${columns([...keyColumns(keys, raw('m.started_at')), ...measures.map(({ column }) => raw(`m.${column} AS ${column}`))])}
    FROM message_rollup AS m FINAL
    WHERE m.workspace_id = ${uuid(workspaceId)} AND ${anyOf(grains)} AND ${where}`;
  const facts = factsAsRows({ workspaceId, where, ranges: plan.facts }, keys, measures);
  return grains.length === 0 ? facts : join([rollup, ...(plan.facts.length === 0 ? [] : [facts])], ' UNION ALL ');
}

/** The facts of assistant messages in these ranges, summed up to rows of `keys` and `measures`: what the rollup is made by too. */
export function factsAsRows(
  { workspaceId, where, ranges }: { workspaceId: string; where: Sql; ranges: readonly Range[] },
  keys: readonly Key[],
  measures: readonly Measure[],
): Sql {
  // Without keys an aggregation answers an empty range with one row of zeros, which merges as nothing.
  return sql`
    SELECT ${columns([...keyColumns(keys, raw('m.created_at')), ...measures.map(({ column, ofFacts }) => raw(`${ofFacts} AS ${column}`))])}
    FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.role = 'ASSISTANT' AND ${within('m.created_at', ranges)} AND ${where}
    ${groupBy(keys)}`;
}

/** Rows `m` merged to one for each combination of the keys. */
export function mergeRows(rows: Sql, keys: readonly Key[], measures: readonly Measure[]): Sql {
  return sql`
    SELECT ${columns([...keys.map(({ name }) => raw(`m.${name} AS ${name}`)), ...measures.map(({ column, merged }) => raw(`${merged} AS ${column}`))])}
    FROM (${rows}) AS m
    ${groupBy(keys)}`;
}

export const columns = (list: readonly Sql[]): Sql => join(list, ', ');

const groupBy = (keys: readonly Key[]): Sql => (keys.length === 0 ? raw('') : raw(`GROUP BY ${keys.map(({ name }) => name).join(', ')}`));

const keyColumns = (keys: readonly Key[], time: Sql): Sql[] => keys.map(({ name, of }) => sql`${of(time)} AS ${raw(name)}`);

const within = (column: string, ranges: readonly Range[]): Sql =>
  anyOf(ranges.map(({ from, to }) => sql`(${raw(column)} >= ${utc(from)} AND ${raw(column)} < ${utc(to)})`));
