import { perOperation } from '../../../platform/graphql/per-operation.ts';

/** Names of training jobs by their ids; null: one is gone. */
export const jobNameOf = perOperation<string, string | null>(async (ids, { stores, viewer: { workspaceId } }) => {
  const rows = await stores.prisma.trainingJob.findMany({ where: { workspaceId, id: { in: [...ids] } }, select: { id: true, name: true } });
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return ids.map((id) => names.get(id) ?? null);
});
