import type { UsedPrompt } from '../../prompts/hooks.ts';
import type { Variant } from '../types.ts';
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

/** Experiments and flags that serve a prompt or a version of it: those that run or are paused, and the variant that was shipped. */
export async function usesOfPrompt(
  transaction: Prisma.TransactionClient,
  workspaceId: string,
  { name, version }: UsedPrompt,
): Promise<string[]> {
  const found = await transaction.experiment.findMany({
    where: {
      workspaceId,
      OR: [{ state: { in: ['RUNNING', 'PAUSED'] } }, { state: 'STOPPED', shippedVariant: { not: null } }],
      variants: { array_contains: [{ promptName: name, ...(version !== null && { promptVersion: version }) }] },
    },
    select: { key: true, kind: true, state: true, shippedVariant: true, variants: true },
    orderBy: { key: 'asc' },
  });
  const isServed = (variant: Variant, shipped: string | null): boolean =>
    variant.promptName === name && (version === null || variant.promptVersion === version) && (shipped === null || variant.key === shipped);
  return found
    .filter(({ variants, shippedVariant }) =>
      (variants as unknown as readonly Variant[]).some((variant) => isServed(variant, shippedVariant)),
    )
    .map(({ key, kind }) => `the ${kind.toLowerCase()} "${key}"`);
}
