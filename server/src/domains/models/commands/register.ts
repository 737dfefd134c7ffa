import type { PgSession, Postgres } from '../../../platform/store/postgres/postgres.ts';
import { knownModels } from '../known.ts';
import { storeModels, type NamedModel } from '../queries.ts';

/** What names a model, and may name its provider. */
export interface NamesModel {
  readonly model: string | null;
  readonly provider: string | null;
}

/**
 * A model registers itself with the first message that names it, and its provider with the first that names that. What is returned
 * remembers them, and is called after the commit.
 */
export async function registerModels(
  client: PgSession,
  postgres: Postgres,
  workspaceId: string,
  messages: readonly NamesModel[],
): Promise<() => void> {
  const known = knownModels.in(postgres);
  const named = new Map<string, NamedModel>();
  for (const { model, provider } of messages) {
    if (model === null) continue;
    const before = named.get(model);
    if (before === undefined) named.set(model, { name: model, provider });
    else before.provider ??= provider;
  }
  const news = [...named.values()].filter(({ name, provider }) => {
    const hasProvider = known.get(workspaceId, name);
    return hasProvider === undefined || (!hasProvider && provider !== null);
  });
  if (news.length > 0) await storeModels(client, { workspaceId, models: news });
  return () =>
    known.learn(
      workspaceId,
      news.map(({ name, provider }) => [name, provider !== null]),
    );
}
