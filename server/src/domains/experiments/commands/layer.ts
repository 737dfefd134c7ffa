import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import type { LayerRange } from '../types.ts';

/** Why a range of a layer cannot be taken: another experiment that runs has a part of it; null: it can. */
export async function badLayer(
  transaction: Prisma.TransactionClient,
  workspaceId: string,
  id: string,
  layer: LayerRange | null,
): Promise<{ field: string; reason: string } | null> {
  if (layer === null) return null;
  const other = await transaction.experiment.findFirst({
    where: {
      workspaceId,
      id: { not: id },
      state: { in: ['RUNNING', 'PAUSED'] },
      layer: layer.key,
      layerStart: { lt: layer.end },
      layerEnd: { gt: layer.start },
    },
    orderBy: { layerStart: 'asc' },
  });
  if (other === null) return null;
  return {
    field: 'layer',
    reason: `is [${layer.start}, ${layer.end}) of "${layer.key}", of which "${other.key}" has [${other.layerStart}, ${other.layerEnd}); ranges of experiments that run may not overlap`,
  };
}
