import type { Sensitivity } from '../types.ts';
import type { Acting } from './acting.ts';

/** Sets how much is reported in a workspace, from the next bucket on. */
export async function setSensitivity({ stores, workspaceId, personId, now }: Acting, sensitivity: Sensitivity): Promise<void> {
  const row = { sensitivity, changedAt: now, changedBy: personId };
  await stores.prisma.signalSettings.upsert({ where: { workspaceId }, create: { workspaceId, ...row }, update: row });
}
