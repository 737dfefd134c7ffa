import type { Experiment, Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { jsonColumn } from '../load/definition.ts';

/** Ends the present phase, where there is one. */
export async function endPhase(transaction: Prisma.TransactionClient, { id, workspaceId }: Experiment, now: Date): Promise<void> {
  await transaction.experimentPhase.updateMany({ where: { experimentId: id, workspaceId, endedAt: null }, data: { endedAt: now } });
}

/** Ends the present phase and begins the next, in which units are assigned afresh; the first has the key as its seed. */
export async function beginPhase(transaction: Prisma.TransactionClient, experiment: Experiment, reason: string, now: Date): Promise<void> {
  const { id, workspaceId, key, variants, allocation } = experiment;
  await endPhase(transaction, experiment, now);
  const last = await transaction.experimentPhase.findFirst({ where: { experimentId: id, workspaceId }, orderBy: { number: 'desc' } });
  const number = (last?.number ?? 0) + 1;
  const seed = number === 1 ? key : `${key}:${number}`;
  await transaction.experimentPhase.create({
    data: { experimentId: id, workspaceId, number, seed, variants: jsonColumn(variants), allocation, startedAt: now, reason },
  });
  await transaction.experiment.update({ where: { id, workspaceId }, data: { phase: number, seed, updatedAt: now } });
}
