import { textColumn, unnest, type Column } from '../../../platform/ingest/arrays.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import { keyOf, type Remembered } from '../../../platform/ingest/remembered.ts';

/** What names a model, and may name its provider. */
export interface NamesModel {
  readonly model: string | null;
  readonly provider: string | null;
}

interface NamedModel {
  name: string;
  provider: string | null;
}

const columns: readonly Column<NamedModel>[] = [textColumn('name', (model) => model.name), textColumn('provider', (model) => model.provider)];

/** A model registers itself with the first message that names it, and its provider with the first that names that. */
export async function registerModels(client: PgSession, remembered: Remembered, workspaceId: string, messages: readonly NamesModel[]): Promise<NamedModel[]> {
  const named = new Map<string, NamedModel>();
  for (const { model, provider } of messages) {
    if (model === null) continue;
    const before = named.get(model);
    if (before === undefined) named.set(model, { name: model, provider });
    else before.provider ??= provider;
  }
  const news = [...named.values()].filter(({ name, provider }) => {
    const hasProvider = remembered.models.get(keyOf(workspaceId, name));
    return hasProvider === undefined || (!hasProvider && provider !== null);
  });
  if (news.length === 0) return news;
  await client.query({
    text: `/* models.register */ INSERT INTO models (workspace_id, name, provider)
      SELECT $1, name, provider FROM ${unnest(columns, 2, 'sent')} ORDER BY name COLLATE "C"
      ON CONFLICT (workspace_id, name) DO UPDATE SET provider = EXCLUDED.provider
      WHERE models.provider IS NULL AND EXCLUDED.provider IS NOT NULL`,
    values: [workspaceId, ...columns.map((column) => column.array(news))],
  });
  return news;
}
