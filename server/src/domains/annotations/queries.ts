import { z } from 'zod';
import { definePgQuery } from '../../platform/store/pg-query.ts';
import { pg, type PgParam, type PgSql } from '../../platform/store/pg-sql.ts';
import { annotationKinds, type Annotation } from './types.ts';

const Row = z.object({
  id: z.string(),
  kind: z.enum(annotationKinds),
  label: z.string(),
  at: z.date(),
  endAt: z.date().nullable(),
  isAutomatic: z.boolean(),
  model: z.string().nullable(),
}) satisfies z.ZodType<Annotation>;

/** Every mark of a workspace: those that were made, and those that follow from models, their versions and prices. Ids of these are made of what they follow from. */
const all = (workspace: PgParam): PgSql => pg`
  SELECT id, kind::text AS kind, label, at, end_at AS "endAt", false AS "isAutomatic", NULL::text AS model
  FROM annotations WHERE workspace_id = ${workspace}
  UNION ALL
  SELECT md5(concat_ws(' ', 'version', v.model_id, v.version))::uuid, 'MODEL_VERSION', concat(m.name, ' ', coalesce(v.label, concat('v', v.version))),
         v.made_at, NULL, true, m.name
  FROM model_versions AS v JOIN models AS m ON m.id = v.model_id AND m.workspace_id = v.workspace_id WHERE v.workspace_id = ${workspace}
  UNION ALL
  SELECT md5(concat_ws(' ', 'mark', d.id))::uuid, 'DEPLOYMENT', concat(m.name, ' ', coalesce(v.label, concat('v', v.version)), ' deployed'),
         d.deployed_at, NULL, true, m.name
  FROM model_deployments AS d JOIN model_versions AS v ON v.id = d.version_id AND v.workspace_id = d.workspace_id
  JOIN models AS m ON m.id = v.model_id AND m.workspace_id = v.workspace_id WHERE d.workspace_id = ${workspace}
  UNION ALL
  SELECT md5(concat_ws(' ', 'deployed', id))::uuid, 'DEPLOYMENT', concat(name, ' deployed'), deployed_at, NULL, true, name
  FROM models WHERE workspace_id = ${workspace} AND deployed_at IS NOT NULL
  UNION ALL
  SELECT md5(concat_ws(' ', 'price', p.id))::uuid, 'PRICE_CHANGE', concat('price of ', p.model), p.effective_from, NULL, true, p.model
  FROM prices AS p JOIN models AS m ON m.name = p.model AND m.workspace_id = p.workspace_id
  WHERE p.workspace_id = ${workspace} AND p.scope = 'MODEL' AND p.effective_from > '1970-01-01'`;

/** Marks that touch a stretch of time, the latest first. */
export const annotationsIn = definePgQuery({
  name: 'annotations.in',
  row: Row,
  sql: ({ from, to, limit }: { from: Date | null; to: Date | null; limit: number }, workspace) => pg`
    SELECT * FROM (${all(workspace)}) AS marks
    WHERE (${pg.at(from)} IS NULL OR coalesce("endAt", at) >= ${pg.at(from)}) AND (${pg.at(to)} IS NULL OR at < ${pg.at(to)})
    ORDER BY at DESC, id LIMIT ${pg.int4(limit)}`,
});

/** Those of the marks with these ids that exist, in no order. */
export const annotationsByIds = definePgQuery({
  name: 'annotations.byIds',
  row: Row,
  sql: ({ ids }: { ids: readonly string[] }, workspace) => pg`SELECT * FROM (${all(workspace)}) AS marks WHERE id = ANY(${pg.uuids(ids)})`,
});
