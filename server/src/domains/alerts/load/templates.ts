import { bucketsOf } from '../../analytics/load/buckets.ts';
import { dayMs, hourMs } from '../../analytics/pure/interval.ts';
import { dayIn, startOfDayIn } from '../../analytics/pure/zone.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { templatesWith, type AlertTemplate } from '../commands/templates.ts';
import { proposalDays, type Usual } from '../pure/proposals.ts';
import { zoneOf } from './evaluate.ts';

const nanoUsdPerUsd = 1e9;

/** The templates of a workspace, with levels that follow from its last 14 days of whole hours. Three statements over the rollup. */
export async function templatesOf(stores: Stores, workspaceId: string, now: Date): Promise<readonly AlertTemplate[]> {
  const to = new Date(Math.floor(now.getTime() / hourMs) * hourMs);
  const from = new Date(to.getTime() - proposalDays * dayMs);
  const range = { filter: {}, bucketMs: hourMs, from, to };
  const [zone, byModel, byTool, whole] = await Promise.all([
    zoneOf(stores, workspaceId),
    bucketsOf(stores, workspaceId, { ...range, dimension: 'MODEL', parts: new Set(['errors', 'latencies']) }),
    bucketsOf(stores, workspaceId, { ...range, dimension: 'TOOL', parts: new Set(['tools']) }),
    bucketsOf(stores, workspaceId, { ...range, dimension: null, parts: new Set(['errors', 'cost']) }),
  ]);
  const costs = new Map<string, number>();
  const dayOf = (at: number): { readonly name: string; readonly isWhole: boolean } => {
    const day = dayIn(zone, new Date(at));
    const start = startOfDayIn(zone, day).getTime();
    return { name: `${day.year}-${day.month}-${day.day}`, isWhole: start >= from.getTime() && start + dayMs <= to.getTime() };
  };
  for (const { place, costNanoUsd, pricedCount } of whole) {
    const { name, isWhole } = dayOf(from.getTime() + place * hourMs);
    if (isWhole && pricedCount > 0) costs.set(name, (costs.get(name) ?? 0) + Number(costNanoUsd) / nanoUsdPerUsd);
  }
  const usual: Usual = {
    byModel: byModel.filter(({ key }) => key !== ''),
    byTool: byTool.filter(({ key }) => key !== ''),
    whole,
    hourCount: Math.round((to.getTime() - from.getTime()) / hourMs),
    dailyCostsUsd: [...costs.values()],
  };
  return templatesWith(usual);
}
