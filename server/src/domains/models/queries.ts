import { z } from 'zod';
import type { ClickHouse } from '../../platform/store/clickhouse/client.ts';
import { kept } from '../../platform/store/kept.ts';
import { definePgCommand } from '../../platform/store/pg-query.ts';
import { pg, textColumn, unnest, type Column } from '../../platform/store/pg-sql.ts';
import { defineQuery } from '../../platform/store/query.ts';
import { sql, uuid } from '../../platform/store/sql.ts';

/**
 * When each model's first message was created.
 *
 * Shape   one row per model that a message names.
 * Source  `message_facts`: up to a second behind what was acknowledged.
 */
const askFirstMessages = defineQuery({
  name: 'models.firstMessages',
  timeoutMs: 5_000,
  row: z.object({ model: z.string(), at: z.coerce.number() }),
  sql: ({ workspaceId }: { workspaceId: string }) => sql`
    SELECT model, toUnixTimestamp64Milli(min(created_at)) AS at
    FROM message_facts FINAL
    WHERE workspace_id = ${uuid(workspaceId)} AND model != ''
    GROUP BY model`,
});

/** The same by name, kept for a while where it takes long (platform/store/kept.ts). */
export const firstMessages = kept(async (clickhouse: ClickHouse, workspaceId: string): Promise<ReadonlyMap<string, Date>> => {
  const rows = await askFirstMessages(clickhouse, { workspaceId });
  return new Map(rows.map(({ model, at }) => [model, new Date(at)]));
});

export interface NamedModel {
  name: string;
  provider: string | null;
}

const modelColumns: readonly Column<NamedModel>[] = [textColumn('name', (model) => model.name), textColumn('provider', (model) => model.provider)];

export const storeModels = definePgCommand({
  name: 'models.register',
  sql: ({ models }: { models: readonly NamedModel[] }, workspace) => pg`
    INSERT INTO models (workspace_id, name, provider)
    SELECT ${workspace}, name, provider FROM ${unnest(modelColumns, models, 'sent')} ORDER BY name COLLATE "C"
    ON CONFLICT (workspace_id, name) DO UPDATE SET provider = EXCLUDED.provider
    WHERE models.provider IS NULL AND EXCLUDED.provider IS NOT NULL`,
});
