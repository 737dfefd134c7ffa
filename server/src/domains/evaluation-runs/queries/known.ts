import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

/** What a version of a judge has judged of the same answer to the same row; no row: nothing. */
export const knownScore = definePgQuery({
  name: 'evaluationRuns.knownScore',
  row: z.object({
    value: z.number().nullable(),
    label: z.string().nullable(),
    passed: z.boolean().nullable(),
    comment: z.string().nullable(),
  }),
  sql: (
    { requestHash, inputHash, scorer, version }: { requestHash: string; inputHash: string; scorer: string; version: number },
    workspace,
  ) => pg`
    SELECT s.value, s.label, s.passed, s.comment FROM evaluation_run_items i JOIN evaluation_scores s ON s.item_id = i.id
    WHERE i.workspace_id = ${workspace} AND i.request_hash = ${pg.text(requestHash)} AND i.input_hash = ${pg.text(inputHash)}
      AND s.scorer = ${pg.text(scorer)} AND s.version = ${pg.int4(version)} AND s.error IS NULL ORDER BY s.id DESC LIMIT 1`,
});
