import type { Stores } from '../../../platform/store/stores.ts';
import { conditionsOf } from '../../analytics/load.ts';
import { allOf, withinTime, type AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { messagePage } from './page.ts';
import { hasRole, type SortKey, type PageRange } from '../queries/places.ts';
import type { Search } from '../../../platform/graphql/search.ts';

export interface MessageListQuery {
  /** One that `checkFilter` has passed. */
  readonly filter: AnalyticsFilter;
  readonly search: Search | null;
  readonly roles?: readonly string[] | null | undefined;
  readonly range: Omit<PageRange, 'workspaceId'>;
}

/** The places of messages of every role that satisfy the filter and contain what is searched for, in the order of the range. */
export async function listMessages(
  stores: Stores,
  workspaceId: string,
  { filter, search, roles, range }: MessageListQuery,
): Promise<SortKey[]> {
  const { where } = await conditionsOf(stores.postgres, workspaceId, filter);
  const ofRoles = roles === null || roles === undefined || roles.length === 0 ? [] : [hasRole(roles)];
  const { from, to, ...rest } = filter;
  const isEverything = ofRoles.length === 0 && Object.values(rest).every((value) => value === null || value === undefined);
  return messagePage(stores, {
    range: { ...range, workspaceId },
    time: withinTime({ from, to }),
    where: isEverything ? null : allOf([...ofRoles, where]),
    search,
  });
}
