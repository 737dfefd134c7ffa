import { dayMs } from '../../../platform/ingest/time.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { localOwner } from '../../preferences/load.ts';
import { spendingByDay } from '../queries.ts';
import { dayOf } from './budget.ts';

export interface DaySpending {
  readonly day: string;
  readonly spender: string;
  readonly model: string;
  readonly callCount: number;
  readonly failedCount: number;
  readonly tokens: number;
  /** Null: no price was known. */
  readonly costUsd: number | null;
}

const mostRows = 1_000;

/** What a workspace has spent on models on each of the last days, by person and model. */
export async function spendingOfDays(
  { postgres, prisma }: Pick<Stores, 'postgres' | 'prisma'>,
  workspaceId: string,
  days: number,
  now: Date,
): Promise<DaySpending[]> {
  const since = new Date(dayOf(now).getTime() - (days - 1) * dayMs);
  const rows = await spendingByDay(postgres, { workspaceId, since, limit: mostRows });
  const ids = [...new Set(rows.map(({ owner }) => owner))].filter((owner) => owner !== localOwner && !owner.startsWith('key:'));
  const people = await prisma.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, email: true } });
  const names = new Map(people.map(({ id, name, email }) => [id, name === '' ? email : name]));
  return rows.map(({ owner, nanoUsd, tokens, ...row }) => ({
    ...row,
    tokens: Number(tokens),
    costUsd: nanoUsd === null ? null : Number(nanoUsd) / 1e9,
    spender: owner === localOwner ? 'local owner' : (names.get(owner) ?? (owner.startsWith('key:') ? 'API key' : 'former member')),
  }));
}
