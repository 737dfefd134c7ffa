import { perOperation } from '../../platform/graphql/per-operation.ts';
import { firstMessages } from './queries.ts';

/** When a model's first message was created; null: no message names it. */
export const firstSeen = perOperation<string, Date | null>(async (names, { stores, viewer }) => {
  const byName = await firstMessages(stores.clickhouse, viewer.workspaceId);
  return names.map((name) => byName.get(name) ?? null);
});
