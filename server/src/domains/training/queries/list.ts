import { z } from 'zod';
import { foldedInPostgres, foldedText } from '../../../platform/store/folded.ts';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, type PgParam, type PgSql } from '../../../platform/store/pg-sql.ts';
import { trainingStatuses, type TrainingSource, type TrainingStatus } from '../types.ts';

/** The texts of a job that are searched. */
const searched =
  "concat_ws(E'\\n', j.name, j.external_id, j.project, j.group_name, j.base_model, j.output_model, j.dataset_name, j.user_name, array_to_string(j.tags, E'\\n'), j.notes)";

export const jobOrders = ['CREATED', 'NAME', 'STATUS', 'LAST_LOSS', 'BEST_EVAL_LOSS', 'DURATION'] as const;
export type JobOrder = (typeof jobOrders)[number];

/** Absent or empty: any. */
export interface JobFilter {
  readonly ids: readonly string[];
  readonly statuses: readonly TrainingStatus[];
  readonly projects: readonly string[];
  readonly groupNames: readonly string[];
  readonly tags: readonly string[];
  readonly sources: readonly TrainingSource[];
  readonly trainingMethods: readonly string[];
  readonly baseModels: readonly string[];
  readonly configurationIds: readonly string[];
  readonly runnerIds: readonly string[];
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface JobSortKey {
  readonly id: string;
  /** Sort key as text; null: the job has none, and stands at the end. */
  readonly key: string | null;
}

export interface JobStretch {
  readonly filter: JobFilter;
  /** Every word must be contained in a text of the job. */
  readonly words: readonly string[];
  readonly order: JobOrder;
  readonly isDescending: boolean;
  /** Whether the list is read from its end. */
  readonly isInverted: boolean;
  readonly after: JobSortKey | null;
  readonly before: JobSortKey | null;
  readonly limit: number;
  /** At which durations are counted. */
  readonly now: Date;
}

const ranked = pg.raw(`array_position(ARRAY[${trainingStatuses.map((status) => `'${status}'`).join(', ')}], j.status::text)::float8`);
const millis = (instant: PgSql): PgSql => pg`(extract(epoch FROM ${instant}) * 1000)::float8`;

/** The key of each order, and its type: a number, or a text. */
export const isTextOrder = (order: JobOrder): boolean => order === 'NAME';

function keyOf(order: JobOrder, now: Date): PgSql {
  switch (order) {
    case 'CREATED':
      return millis(pg.raw('j.created_at'));
    case 'NAME':
      return pg.raw('lower(j.name) COLLATE "C"');
    case 'STATUS':
      return ranked;
    case 'LAST_LOSS':
      return pg.raw('j.last_loss');
    case 'BEST_EVAL_LOSS':
      return pg.raw('j.best_eval_loss');
    case 'DURATION':
      return millis(pg`COALESCE(j.ended_at, ${pg.at(now)}) - j.started_at`);
    default:
      return order satisfies never;
  }
}

const amongTexts = (column: PgSql, values: readonly string[]): PgSql[] =>
  values.length === 0 ? [] : [pg`${column} = ANY(${pg.texts(values)})`];
const amongIds = (column: PgSql, ids: readonly string[]): PgSql[] => (ids.length === 0 ? [] : [pg`${column} = ANY(${pg.uuids(ids)})`]);

/** What must hold of a job `j` of the filter. */
export function jobConditions(filter: JobFilter, words: readonly string[], workspace: PgParam): PgSql[] {
  return [
    pg`j.workspace_id = ${workspace} AND j.deleted_at IS NULL`,
    ...amongIds(pg.raw('j.id'), filter.ids),
    ...amongTexts(pg.raw('j.status::text'), filter.statuses),
    ...amongTexts(pg.raw('j.project'), filter.projects),
    ...amongTexts(pg.raw('j.group_name'), filter.groupNames),
    ...amongTexts(pg.raw('j.source::text'), filter.sources),
    ...amongTexts(pg.raw('j.training_method::text'), filter.trainingMethods),
    ...amongTexts(pg.raw('j.base_model'), filter.baseModels),
    ...amongIds(pg.raw('j.configuration_id'), filter.configurationIds),
    ...amongIds(pg.raw('j.runner_id'), filter.runnerIds),
    ...(filter.tags.length === 0 ? [] : [pg`j.tags && ${pg.texts(filter.tags)}`]),
    ...(filter.from === null ? [] : [pg`j.created_at >= ${pg.at(filter.from)}`]),
    ...(filter.to === null ? [] : [pg`j.created_at < ${pg.at(filter.to)}`]),
    ...words.map(
      (word) => pg`
        position(${pg.text(foldedText(word))} IN ${foldedInPostgres(pg.raw(searched))}) > 0`,
    ),
  ];
}

/** Jobs that stand beyond a place, in the direction of the list: keys in order, then those without one. */
function beyond({ id, key }: JobSortKey, order: JobOrder, value: PgSql, isAfter: boolean, isDescending: boolean): PgSql {
  const than = pg.raw(isAfter === isDescending ? '<' : '>');
  const place = pg.uuid(id);
  if (key === null) return isAfter ? pg`(${value} IS NULL AND j.id ${than} ${place})` : pg`(${value} IS NOT NULL OR j.id ${than} ${place})`;
  const given = isTextOrder(order) ? pg`${pg.text(key)}` : pg`${pg.text(key)}::float8`;
  const rest = pg.raw(isAfter ? 'true' : 'false');
  return pg`(${value} ${than} ${given} OR (${value} = ${given} AND j.id ${than} ${place}) OR (${value} IS NULL AND ${rest}))`;
}

/** One page of a list of jobs: their ids and sort keys, in the direction in which it is read. */
export const jobPage = definePgQuery({
  name: 'training.jobPage',
  row: z.object({ id: z.string(), key: z.string().nullable() }),
  sql: ({ filter, words, order, isDescending, isInverted, after, before, limit, now }: JobStretch, workspace) => {
    const value = keyOf(order, now);
    const direction = pg.raw(isDescending === isInverted ? 'ASC' : 'DESC');
    const where = [
      ...jobConditions(filter, words, workspace),
      ...(after === null ? [] : [beyond(after, order, value, true, isDescending)]),
      ...(before === null ? [] : [beyond(before, order, value, false, isDescending)]),
    ];
    return pg`
      SELECT j.id, (${value})::text AS key FROM training_jobs j WHERE ${pg.join(where, ' AND ')}
      ORDER BY (${value}) IS NULL ${pg.raw(isInverted ? 'DESC' : 'ASC')}, ${value} ${direction}, j.id ${direction} LIMIT ${pg.int8(limit)}`;
  },
});

/** How many jobs there are, whatever page is looked at. */
export const jobCount = definePgQuery({
  name: 'training.jobCount',
  row: z.object({ count: z.number() }),
  sql: ({ filter, words }: Pick<JobStretch, 'filter' | 'words'>, workspace) => pg`
    SELECT count(*)::int4 AS count FROM training_jobs j WHERE ${pg.join(jobConditions(filter, words, workspace), ' AND ')}`,
});

/** Different values of the filter's fields, at most 200 of each, most used first. */
export const jobOptions = definePgQuery({
  name: 'training.jobOptions',
  row: z.object({ kind: z.string(), value: z.string() }),
  sql: (_none: unknown, workspace) => pg`
    SELECT kind, value FROM (
      SELECT kind, value, row_number() OVER (PARTITION BY kind ORDER BY count(*) DESC, value) AS place
      FROM training_jobs j CROSS JOIN LATERAL (
        SELECT 'projects' AS kind, j.project AS value UNION ALL SELECT 'groupNames', j.group_name UNION ALL SELECT 'baseModels', j.base_model
        UNION ALL SELECT 'sources', j.source::text UNION ALL SELECT 'statuses', j.status::text UNION ALL SELECT 'trainingMethods', j.training_method::text
        UNION ALL SELECT 'tags', unnest(j.tags)) AS of
      WHERE j.workspace_id = ${workspace} AND j.deleted_at IS NULL AND value IS NOT NULL GROUP BY kind, value) AS counted
    WHERE place <= 200 ORDER BY kind, place`,
});
