import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, type PgParam, type PgSql } from '../../../platform/store/pg-sql.ts';

/** Judgments that are compared: of items that are complete, and made before those of others could be seen. */
const compared = (queueId: string, workspace: PgParam): PgSql => pg`
  compared AS MATERIALIZED (
    SELECT a.* FROM annotation_queue_assignments a JOIN annotation_queue_items i ON i.id = a.item_id
    WHERE a.workspace_id = ${workspace} AND a.queue_id = ${pg.uuid(queueId)} AND a.state = 'SUBMITTED' AND NOT a.is_revised AND i.completed_at IS NOT NULL
  )`;

/**
 * For each field (rating, success, `tag:` and `field:` with a name) the values that items were given by two people or more, and how many
 * items were given the same.
 */
export const patternsOfQueue = definePgQuery({
  name: 'annotationQueues.patterns',
  row: z.object({ field: z.string(), values: z.array(z.string()), count: z.number() }),
  sql: ({ queueId, tags }: { queueId: string; tags: readonly string[] }, workspace) => pg`
    WITH ${compared(queueId, workspace)},
    judged AS (
      SELECT item_id, 'rating' AS field, rating::text AS value FROM compared WHERE rating IS NOT NULL
      UNION ALL SELECT item_id, 'success', success::text FROM compared WHERE success IS NOT NULL
      UNION ALL SELECT item_id, 'tag:' || tag, (tag = ANY(failure_tags))::text FROM compared CROSS JOIN unnest(${pg.texts(tags)}) AS tag
      UNION ALL SELECT item_id, 'field:' || choice.key, choice.value FROM compared CROSS JOIN LATERAL jsonb_each_text(choices) AS choice
    ), items AS (
      SELECT field, array_agg(value ORDER BY value) AS values FROM judged GROUP BY item_id, field HAVING count(*) > 1
    )
    SELECT field, values, count(*)::int AS count FROM items GROUP BY field, values`,
});

const Pair = z.object({
  one: z.string(),
  other: z.string(),
  itemCount: z.number(),
  ratedCount: z.number(),
  sameRatingCount: z.number(),
  ratingDifference: z.number().nullable(),
  judgedCount: z.number(),
  sameVerdictCount: z.number(),
});
export type AnnotatorPair = z.infer<typeof Pair>;

/** Pairs of people who judged the same items, most items first; at most 100. */
export const pairsOfQueue = definePgQuery({
  name: 'annotationQueues.pairs',
  row: Pair,
  sql: ({ queueId }: { queueId: string }, workspace) => pg`
    WITH ${compared(queueId, workspace)}
    SELECT max(a.annotator_name) AS one, max(b.annotator_name) AS other, count(*)::int AS "itemCount",
      count(a.rating + b.rating)::int AS "ratedCount", count(*) FILTER (WHERE a.rating = b.rating)::int AS "sameRatingCount",
      avg(abs(a.rating - b.rating))::float8 AS "ratingDifference",
      count(*) FILTER (WHERE a.success IS NOT NULL AND b.success IS NOT NULL)::int AS "judgedCount",
      count(*) FILTER (WHERE a.success = b.success)::int AS "sameVerdictCount"
    FROM compared a JOIN compared b ON b.item_id = a.item_id AND a.annotator < b.annotator
    GROUP BY a.annotator, b.annotator ORDER BY 3 DESC, a.annotator, b.annotator LIMIT 100`,
});

/**
 * Items on which people differ, most first. Disagreement of two: the mean, over what both say, of the ratings' difference in quarters, of
 * whether verdicts differ, and of the share of failure tags that only one gives; of an item: the mean over its pairs.
 */
export const disagreementsOfQueue = definePgQuery({
  name: 'annotationQueues.disagreements',
  row: z.object({ itemId: z.string(), disagreement: z.number() }),
  sql: ({ queueId, limit }: { queueId: string; limit: number }, workspace) => pg`
    WITH ${compared(queueId, workspace)}, pairs AS (
      SELECT a.item_id, abs(a.rating - b.rating) / 4.0 AS of_rating, (a.success <> b.success)::int AS of_verdict,
        CASE WHEN a.failure_tags = '{}' AND b.failure_tags = '{}' THEN NULL ELSE 1 - (
          SELECT count(*) FILTER (WHERE tag = ANY(a.failure_tags) AND tag = ANY(b.failure_tags))::float8 / count(*)
          FROM (SELECT unnest(a.failure_tags) AS tag UNION SELECT unnest(b.failure_tags)) both_tags) END AS of_tags
      FROM compared a JOIN compared b ON b.item_id = a.item_id AND a.annotator < b.annotator
    ), items AS (
      SELECT item_id, avg((COALESCE(of_rating, 0) + COALESCE(of_verdict, 0) + COALESCE(of_tags, 0))
        / nullif(num_nonnulls(of_rating, of_verdict, of_tags), 0))::float8 AS disagreement
      FROM pairs GROUP BY item_id
    )
    SELECT item_id::text AS "itemId", disagreement FROM items WHERE disagreement > 0 ORDER BY disagreement DESC, item_id LIMIT ${pg.int8(limit)}`,
});
