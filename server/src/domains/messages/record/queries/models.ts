import { definePgCommand } from '../../../../platform/store/pg-query.ts';
import { pg, textColumn, unnest, type Column } from '../../../../platform/store/pg-sql.ts';

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
