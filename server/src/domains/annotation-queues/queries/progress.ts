import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

const QueueCounts = z.object({ queueId: z.string(), itemCount: z.number(), completedCount: z.number(), submittedCount: z.number() });
export type QueueCounts = z.infer<typeof QueueCounts>;

export const countsOfQueues = definePgQuery({
  name: 'annotationQueues.counts',
  row: QueueCounts,
  sql: ({ queueIds }: { queueIds: readonly string[] }, workspace) => pg`
    SELECT queue_id AS "queueId", count(*)::int AS "itemCount", count(completed_at)::int AS "completedCount", COALESCE(sum(submitted_count), 0)::int AS "submittedCount"
    FROM annotation_queue_items WHERE workspace_id = ${workspace} AND queue_id = ANY(${pg.uuids(queueIds)}) GROUP BY queue_id`,
});

const AnnotatorProgress = z.object({
  queueId: z.string(),
  annotator: z.string(),
  name: z.string(),
  submittedCount: z.number(),
  skippedCount: z.number(),
  extraCount: z.number(),
  heldCount: z.number(),
  freeAt: z.date().nullable(),
  lastAt: z.date().nullable(),
});
export type AnnotatorProgress = z.infer<typeof AnnotatorProgress>;

/** How far each person of each queue is, most judgments first. */
export const progressOfQueues = definePgQuery({
  name: 'annotationQueues.progress',
  row: AnnotatorProgress,
  sql: ({ queueIds, now }: { queueIds: readonly string[]; now: Date }, workspace) => pg`
    SELECT queue_id AS "queueId", annotator, (array_agg(annotator_name ORDER BY id DESC))[1] AS name,
      count(*) FILTER (WHERE state = 'SUBMITTED')::int AS "submittedCount", count(*) FILTER (WHERE state = 'SKIPPED')::int AS "skippedCount",
      count(*) FILTER (WHERE state = 'EXTRA')::int AS "extraCount",
      count(*) FILTER (WHERE state = 'LEASED' AND leased_until > ${pg.at(now)})::int AS "heldCount",
      min(leased_until) FILTER (WHERE state = 'LEASED' AND leased_until > ${pg.at(now)}) AS "freeAt", max(ended_at) AS "lastAt"
    FROM annotation_queue_assignments WHERE workspace_id = ${workspace} AND queue_id = ANY(${pg.uuids(queueIds)})
    GROUP BY queue_id, annotator ORDER BY 4 DESC, annotator`,
});
