import { usdFromNano } from '../../prices/pure/rates.ts';
import { ownerOf } from '../../preferences/load.ts';
import type { Viewer } from '../../../platform/graphql/context.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { spentSince } from '../queries.ts';
import type { ModelSettings } from './connections.ts';

/** In whose name calls stand in the ledger: of a person, of the owner of an installation without accounts, or of a key. */
export const spenderOf = (viewer: Pick<Viewer, 'person' | 'keyId'>): string => ownerOf(viewer) ?? `key:${viewer.keyId}`;

export interface Spending {
  readonly callCount: number;
  readonly usd: number;
  readonly tokens: number;
}

/** The begin of the day of UTC. */
export const dayOf = (now: Date): Date => new Date(Math.floor(now.getTime() / 86_400_000) * 86_400_000);

/** What a viewer has spent on models since the begin of the day (UTC). */
export async function spentToday({ postgres }: Pick<Stores, 'postgres'>, viewer: Viewer, now: Date): Promise<Spending> {
  const [spent] = await spentSince(postgres, { workspaceId: viewer.workspaceId, owner: spenderOf(viewer), since: dayOf(now) });
  return {
    callCount: spent?.callCount ?? 0,
    usd: usdFromNano(spent?.nanoUsd ?? 0n),
    tokens: Number(spent?.tokens ?? 0n),
  };
}

/** Why a viewer may ask no model today; null: it may. */
export async function budgetSpent(
  stores: Pick<Stores, 'postgres'>,
  viewer: Viewer,
  { dailyNanoUsdPerPerson, dailyTokensPerPerson }: ModelSettings,
  now: Date,
): Promise<string | null> {
  if (dailyNanoUsdPerPerson === null && dailyTokensPerPerson === null) return null;
  const { usd, tokens } = await spentToday(stores, viewer, now);
  const until = 'It begins again at 00:00 UTC; commands of the assistant, such as /training list_jobs, cost nothing and go on.';
  if (dailyNanoUsdPerPerson !== null && usd >= usdFromNano(dailyNanoUsdPerPerson))
    return `Today's budget of ${usdFromNano(dailyNanoUsdPerPerson).toFixed(2)} US dollars for models is spent (${usd.toFixed(2)}). ${until}`;
  if (dailyTokensPerPerson !== null && BigInt(tokens) >= dailyTokensPerPerson)
    return `Today's budget of ${dailyTokensPerPerson} tokens is spent (${tokens}). ${until}`;
  return null;
}
