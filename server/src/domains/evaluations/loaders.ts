import { perOperation } from '../../platform/graphql/per-operation.ts';
import type { Evaluation } from '../../platform/store/prisma/generated/client.ts';
import { ownJudgmentId } from './load.ts';

/** How the viewer has judged each message in place; null: nothing. */
export const ownJudgments = perOperation<bigint, Evaluation | null>(async (messageIds, { stores, viewer }) => {
  const { workspaceId } = viewer;
  const externalIds = messageIds.map((id) => ownJudgmentId(viewer, id));
  const rows = await stores.prisma.evaluation.findMany({ where: { workspaceId, externalId: { in: externalIds } } });
  const byId = new Map(rows.map((row) => [row.externalId, row]));
  return externalIds.map((externalId) => byId.get(externalId) ?? null);
});
