import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, unnest, type PgParam, type PgSql } from '../../../platform/store/pg-sql.ts';

const searchColumns = ['RUN_ID', 'NAME', 'STATUS', 'STARTED_AT', 'ENDED_AT', 'DELETED_AT', 'USER_NAME'] as const;
export type SearchColumn = (typeof searchColumns)[number];

/** What a job is compared or ordered by. Times are in milliseconds since the epoch. */
export type SearchField =
  | { readonly kind: 'COLUMN'; readonly name: SearchColumn }
  /** A hyperparameter, as text. */
  | { readonly kind: 'PARAMETER'; readonly name: string }
  /** An entry of `attributes`, as text. */
  | { readonly kind: 'ATTRIBUTE'; readonly name: string }
  /** The latest value of a metric, by its canonical name. */
  | { readonly kind: 'METRIC'; readonly name: string };

const comparators = ['=', '!=', '>', '>=', '<', '<=', 'LIKE', 'ILIKE'] as const;
type Comparator = (typeof comparators)[number];

export type SearchCondition =
  | { readonly field: SearchField; readonly operator: Comparator; readonly value: string | number }
  | { readonly field: SearchField; readonly operator: 'IN' | 'NOT IN'; readonly values: readonly string[] }
  | { readonly field: SearchField; readonly operator: 'IS NULL' | 'IS NOT NULL' };

export interface SearchOrder {
  readonly field: SearchField;
  readonly isDescending: boolean;
}

/** Latest values of one metric, by job. */
export interface MetricValues {
  readonly name: string;
  readonly values: readonly { readonly jobId: string; readonly value: number }[];
}

export interface JobSearch {
  /** Null stands for jobs without a project. */
  readonly projects: readonly (string | null)[];
  /** Every one must hold; a field that a job lacks satisfies `IS NULL` alone. */
  readonly conditions: readonly SearchCondition[];
  /** Then by the start, newest first, and by id. */
  readonly order: readonly SearchOrder[];
  readonly limit: number;
  readonly offset: number;
}

/** The id by which another system knows a job; one that has none has its own, without dashes. */
const runId = pg.raw("COALESCE(j.external_id, replace(j.id::text, '-', ''))");
const millis = (instant: string): PgSql => pg.raw(`floor(extract(epoch FROM ${instant}) * 1000)::float8`);
const columns: Readonly<Record<SearchColumn, PgSql>> = {
  RUN_ID: runId,
  NAME: pg.raw('j.name'),
  STATUS: pg.raw('j.status::text'),
  STARTED_AT: millis('COALESCE(j.started_at, j.created_at)'),
  ENDED_AT: millis('j.ended_at'),
  DELETED_AT: millis('j.deleted_at'),
  USER_NAME: pg.raw('j.user_name'),
};
const operators = Object.fromEntries(comparators.map((operator) => [operator, pg.raw(operator)])) as Record<Comparator, PgSql>;

function keyOf(field: SearchField, metrics: readonly MetricValues[]): PgSql {
  switch (field.kind) {
    case 'COLUMN':
      return columns[field.name];
    case 'PARAMETER':
      return pg`(j.hyperparameters ->> ${pg.text(field.name)})`;
    case 'ATTRIBUTE':
      return pg`(j.attributes ->> ${pg.text(field.name)})`;
    case 'METRIC':
      return pg.raw(`m${metrics.findIndex(({ name }) => name === field.name)}.value`);
    default:
      return field satisfies never;
  }
}

function holds(condition: SearchCondition, metrics: readonly MetricValues[]): PgSql {
  const key = keyOf(condition.field, metrics);
  switch (condition.operator) {
    case 'IS NULL':
    case 'IS NOT NULL':
      return pg`${key} ${pg.raw(condition.operator)}`;
    case 'IN':
      return pg`${key} = ANY(${pg.texts(condition.values)})`;
    case 'NOT IN':
      return pg`NOT ${key} = ANY(${pg.texts(condition.values)})`;
    default: {
      const { operator, value } = condition;
      if (typeof value === 'string') return pg`${key} ${operators[operator]} ${pg.text(value)}`;
      // PostgreSQL holds NaN for the greatest number; it compares with none.
      return pg`(${key} <> 'NaN' AND ${key} ${operators[operator]} ${pg.text(String(value))}::float8)`;
    }
  }
}

/** NaN, then a field that a job lacks, stand at the end in both directions. */
function ordered({ field, isDescending }: SearchOrder, metrics: readonly MetricValues[]): PgSql {
  const key = keyOf(field, metrics);
  const direction = pg.raw(isDescending ? 'DESC' : 'ASC');
  if (field.kind === 'METRIC') return pg`CASE WHEN ${key} IS NULL THEN 2 WHEN ${key} = 'NaN' THEN 1 ELSE 0 END, ${key} ${direction}`;
  return pg`${key} IS NULL, ${key} ${direction}`;
}

const valueColumns = [
  textColumn<MetricValues['values'][number]>('id', ({ jobId }) => jobId, 'uuid'),
  plainColumn<MetricValues['values'][number]>('value', 'float8', ({ value }) => value),
];

function among(projects: readonly (string | null)[]): PgSql {
  const named = projects.filter((project) => project !== null);
  return projects.length === named.length
    ? pg`j.project = ANY(${pg.texts(named)})`
    : pg`(j.project IS NULL OR j.project = ANY(${pg.texts(named)}))`;
}

/** Ids of the jobs that a search finds, in its order. `metrics`: latest values of every metric that it names. */
export const foundJobs = definePgQuery({
  name: 'training.search',
  row: z.object({ id: z.string() }),
  sql: ({ search, metrics }: { search: JobSearch; metrics: readonly MetricValues[] }, workspace: PgParam) => {
    const joins = metrics.map(
      ({ values }, place) => pg`LEFT JOIN ${unnest(valueColumns, values, `m${place}`)} ON ${pg.raw(`m${place}`)}.id = j.id`,
    );
    const where = [
      pg`j.workspace_id = ${workspace}`,
      among(search.projects),
      ...search.conditions.map((condition) => holds(condition, metrics)),
    ];
    const order = [...search.order.map((by) => ordered(by, metrics)), pg.raw('COALESCE(j.started_at, j.created_at) DESC'), runId];
    return pg`
      SELECT j.id FROM training_jobs j ${pg.join(joins, ' ')} WHERE ${pg.join(where, ' AND ')}
      ORDER BY ${pg.join(order, ', ')} LIMIT ${pg.int8(search.limit)} OFFSET ${pg.int8(search.offset)}`;
  },
});

/** Moves every job of a project into another one. */
export const moveJobs = definePgCommand({
  name: 'training.moveJobs',
  sql: ({ from, to }: { from: string; to: string }, workspace) =>
    pg`UPDATE training_jobs SET project = ${pg.text(to)} WHERE workspace_id = ${workspace} AND project = ${pg.text(from)}`,
});

/** Which of these ids are those of jobs, of whichever workspace. */
export const knownJobIds = definePgQuery({
  name: 'training.knownIds',
  acrossWorkspaces: 'Files of deleted jobs are looked for in the folders of all workspaces.',
  row: z.object({ id: z.string() }),
  sql: ({ ids }: { ids: readonly string[] }) => pg`SELECT id FROM training_jobs WHERE id = ANY(${pg.uuids(ids)})`,
});
