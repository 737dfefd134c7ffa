import type { Experiment, Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { jsonColumn } from '../load/definition.ts';

/** Ends the present phase, where there is one. Changes that came at once take turns, so that the time of one may be before the last. */
export async function endPhase(transaction: Prisma.TransactionClient, { id, workspaceId }: Experiment, now: Date): Promise<Date> {
  const where = { experimentId: id, workspaceId, endedAt: null };
  const present = await transaction.experimentPhase.findFirst({ where, orderBy: { number: 'desc' } });
  const endedAt = present !== null && present.startedAt > now ? present.startedAt : now;
  await transaction.experimentPhase.updateMany({ where, data: { endedAt } });
  return endedAt;
}

/** Ends the present phase and begins the next, in which units are assigned afresh; the first has the key as its seed. */
export async function beginPhase(transaction: Prisma.TransactionClient, experiment: Experiment, reason: string, now: Date): Promise<void> {
  const { id, workspaceId, key, variants, allocation } = experiment;
  const startedAt = await endPhase(transaction, experiment, now);
  const last = await transaction.experimentPhase.findFirst({ where: { experimentId: id, workspaceId }, orderBy: { number: 'desc' } });
  const number = (last?.number ?? 0) + 1;
  const seed = number === 1 ? key : `${key}:${number}`;
  await transaction.experimentPhase.create({
    data: { experimentId: id, workspaceId, number, seed, variants: jsonColumn(variants), allocation, startedAt, reason },
  });
  await transaction.experiment.update({ where: { id, workspaceId }, data: { phase: number, seed, updatedAt: now } });
}
