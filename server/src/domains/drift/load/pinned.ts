import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { filterOfJson } from '../../exports/pure/filter.ts';
import type { Stores } from '../../../platform/store/stores.ts';

/** A time and a filter that messages are compared with. */
export interface Baseline {
  readonly filter: AnalyticsFilter;
  readonly from: Date;
  readonly to: Date;
}

/** A baseline that was pinned; null: there is none with this id. */
export async function pinnedBaseline({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, id: string): Promise<Baseline | null> {
  const found = await prisma.driftBaselinePin.findUnique({ where: { id, workspaceId } });
  return found === null ? null : { filter: filterOfJson(found.filter), from: found.fromAt, to: found.toAt };
}
