import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, strings, uuid, type Sql } from '../../../platform/store/sql.ts';

/** Predictions whose prompt, reference or answer has one of these texts in it; ClickHouse looks for at most 255 at once. */
export const withTexts = (workspaceId: string, texts: readonly string[]): Sql => sql`workspace_id = ${uuid(workspaceId)} AND (
  multiSearchAny(prompt, ${strings(texts)}) OR multiSearchAny(ifNull(reference, ''), ${strings(texts)}) OR multiSearchAny(prediction, ${strings(texts)}))`;

export const countWithTexts = defineQuery({
  name: 'predictions.countWithTexts',
  timeoutMs: 600_000,
  row: z.object({ count: z.coerce.number() }),
  sql: ({ workspaceId, texts }: { workspaceId: string; texts: readonly string[] }) => sql`
    SELECT count() AS count FROM training_predictions FINAL WHERE ${withTexts(workspaceId, texts)}`,
});
