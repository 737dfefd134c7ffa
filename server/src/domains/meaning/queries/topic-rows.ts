import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

const Topic = z.object({ number: z.number(), terms: z.array(z.string()), centroid: z.array(z.number()), firstFoundAt: z.date() });

/** Topics of a workspace that are not retired, by their numbers. */
export const standingTopics = definePgQuery({
  name: 'meaning.topics',
  row: Topic,
  sql: (_none: unknown, workspace) => pg`
    SELECT number, terms, centroid, first_found_at AS "firstFoundAt" FROM topics
    WHERE workspace_id = ${workspace} AND retired_at IS NULL ORDER BY number`,
});

/** The largest number that was ever given, and when topics were last found; 0 and null: never. */
export const topicState = definePgQuery({
  name: 'meaning.topicState',
  row: z.object({ largest: z.number(), foundAt: z.date().nullable() }),
  sql: (_none: unknown, workspace) => pg`
    SELECT coalesce(max(number), 0) AS largest, max(found_at) AS "foundAt" FROM topics WHERE workspace_id = ${workspace}`,
});

/** Retires the topics that are not among these. */
export const retireOthers = definePgCommand({
  name: 'meaning.retireTopics',
  sql: ({ numbers, now }: { numbers: readonly number[]; now: Date }, workspace) => pg`
    UPDATE topics SET retired_at = ${pg.at(now)}
    WHERE workspace_id = ${workspace} AND retired_at IS NULL AND number <> ALL(${pg.int4s(numbers)})`,
});

/** Writes what a run found; a topic that is there keeps when it was first found. */
export const saveTopic = definePgCommand({
  name: 'meaning.saveTopic',
  sql: (
    { number, terms, centroid, now }: { number: number; terms: readonly string[]; centroid: readonly number[]; now: Date },
    workspace,
  ) => pg`
    INSERT INTO topics (workspace_id, number, terms, centroid, first_found_at, found_at)
    VALUES (${workspace}, ${pg.int4(number)}, ${pg.texts(terms)},
      ARRAY(SELECT value::float8 FROM jsonb_array_elements_text(${pg.json(centroid)}) WITH ORDINALITY AS t (value, place) ORDER BY place), ${pg.at(now)}, ${pg.at(now)})
    ON CONFLICT (workspace_id, number) DO UPDATE
    SET terms = excluded.terms, centroid = excluded.centroid, found_at = excluded.found_at, retired_at = NULL`,
});

/** Forgets the terms of all topics: they are found again by the next run. */
export const forgetTerms = definePgCommand({
  name: 'meaning.forgetTerms',
  sql: (_none: unknown, workspace) => pg`UPDATE topics SET terms = '{}', found_at = 'epoch' WHERE workspace_id = ${workspace}`,
});

/** Topics are found by the next run, whenever they were found last. */
export const findTopicsAgain = definePgCommand({
  name: 'meaning.findTopicsAgain',
  sql: (_none: unknown, workspace) => pg`UPDATE topics SET found_at = 'epoch' WHERE workspace_id = ${workspace}`,
});

/** Retires all topics: their directions are of other vectors. */
export const retireAll = definePgCommand({
  name: 'meaning.retireAll',
  sql: ({ now }: { now: Date }, workspace) => pg`
    UPDATE topics SET retired_at = ${pg.at(now)}, found_at = 'epoch' WHERE workspace_id = ${workspace} AND retired_at IS NULL`,
});
