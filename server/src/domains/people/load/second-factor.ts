import type { Stores } from '../../../platform/store/stores.ts';

/** NONE; PENDING: no first code was right yet; ON: it counts. */
export type SecondFactorState = 'NONE' | 'PENDING' | 'ON';

export async function secondFactorOf({ prisma }: Pick<Stores, 'prisma'>, personId: string): Promise<SecondFactorState> {
  const found = await prisma.secondFactor.findFirst({ where: { personId }, select: { verified: true } });
  return found === null ? 'NONE' : found.verified === false ? 'PENDING' : 'ON';
}
