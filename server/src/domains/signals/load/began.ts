import { perOperation } from '../../../platform/graphql/per-operation.ts';

/** When anomalies began, by their ids; null: one is gone. */
export const anomalyBeganAt = perOperation<string, Date | null>(async (ids, { stores, viewer: { workspaceId } }) => {
  const rows = await stores.prisma.anomaly.findMany({ where: { workspaceId, id: { in: [...ids] } }, select: { id: true, beganAt: true } });
  const began = new Map(rows.map(({ id, beganAt }) => [id, beganAt]));
  return ids.map((id) => began.get(id) ?? null);
});
