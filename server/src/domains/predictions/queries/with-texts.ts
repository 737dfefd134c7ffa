import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, strings, uuid, type Sql } from '../../../platform/store/sql.ts';

/** Predictions whose prompt, reference or answer has one of these texts in it; ClickHouse looks for at most 255 at once. */
export const withTexts = (workspaceId: string, texts: readonly string[]): Sql => sql`workspace_id = ${uuid(workspaceId)} AND (
  multiSearchAny(prompt, ${strings(texts)}) OR multiSearchAny(ifNull(reference, ''), ${strings(texts)}) OR multiSearchAny(prediction, ${strings(texts)}))`;

/** Those predictions, as they are stored. */
export const predictionsWithTexts = defineQuery({
  name: 'predictions.withTexts',
  timeoutMs: 600_000,
  row: z.object({
    jobId: z.string(),
    sampleIndex: z.number(),
    epoch: z.number(),
    step: z.coerce.number(),
    attempt: z.number(),
    prompt: z.string(),
    reference: z.string().nullable(),
    prediction: z.string(),
  }),
  sql: ({ workspaceId, texts }: { workspaceId: string; texts: readonly string[] }) => sql`
    SELECT job_id AS jobId, sample_index AS sampleIndex, epoch, step, attempt, prompt, reference, prediction FROM training_predictions FINAL
    WHERE ${withTexts(workspaceId, texts)} ORDER BY job_id, sample_index, epoch, step, attempt`,
});

export const countWithTexts = defineQuery({
  name: 'predictions.countWithTexts',
  timeoutMs: 600_000,
  row: z.object({ count: z.coerce.number() }),
  sql: ({ workspaceId, texts }: { workspaceId: string; texts: readonly string[] }) => sql`
    SELECT count() AS count FROM training_predictions FINAL WHERE ${withTexts(workspaceId, texts)}`,
});
