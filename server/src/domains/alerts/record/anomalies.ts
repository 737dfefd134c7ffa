import type { AnomalyNotice } from '../../signals/hooks.ts';
import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';

/** An anomaly was announced, in the transaction that stores it: rules see it at their next evaluation. */
export async function anomalyAnnounced(
  transaction: Prisma.TransactionClient,
  { workspaceId, anomalyId, metric, dimension, severity, sentence }: AnomalyNotice,
): Promise<void> {
  const event = { metric, dimension, severity, sentence, endedAt: null, endSentence: null };
  await transaction.alertEvent.upsert({
    where: { workspaceId_source_key: { workspaceId, source: 'ANOMALY', key: anomalyId } },
    create: { workspaceId, source: 'ANOMALY', key: anomalyId, ...event },
    update: event,
  });
}

/** An anomaly that was announced is over, in the transaction that stores that. */
export async function anomalyOver(
  transaction: Prisma.TransactionClient,
  { workspaceId, anomalyId, sentence, at }: AnomalyNotice,
): Promise<void> {
  await transaction.alertEvent.updateMany({
    where: { workspaceId, source: 'ANOMALY', key: anomalyId, endedAt: null },
    data: { endedAt: at, endSentence: sentence },
  });
}
