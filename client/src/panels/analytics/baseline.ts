import type { View } from '../../controls/view.ts';
import type { AnalyticsFilter } from '../../graphql/generated/graphql.ts';
import { shiftMs } from './buckets.ts';

/**
 * The stretch of time that a view compares its window with, ISO 8601 UTC; null: the one of equal length just before, which the API takes by
 * itself. Nothing to compare with counts as that, too.
 */
export function baselineOf(view: View, filter: AnalyticsFilter, timeZone: string): { readonly from: string; readonly to: string } | null {
  const { compare, vsfrom, vsto } = view;
  if (compare === undefined || compare === 'off') return null;
  if (compare === 'custom') return vsfrom === undefined || vsto === undefined ? null : { from: vsfrom, to: vsto };
  const { from, to } = filter;
  const shift = shiftMs(view, filter, timeZone);
  if (from == null || to == null || shift <= 0) return null;
  const earlier = (at: string): string => new Date(Date.parse(at) - shift).toISOString();
  return { from: earlier(from), to: earlier(to) };
}
