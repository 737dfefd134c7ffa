import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';

/** Experiments that are judged by a metric and not archived, in words. */
export async function usesOfMetric(transaction: Prisma.TransactionClient, workspaceId: string, metric: string): Promise<string[]> {
  const found = await transaction.experiment.findMany({
    where: { workspaceId, state: { not: 'ARCHIVED' }, metrics: { array_contains: [{ metric }] } },
    select: { key: true },
    orderBy: { key: 'asc' },
  });
  return found.map(({ key }) => `the experiment "${key}"`);
}
