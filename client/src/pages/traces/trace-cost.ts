import { format } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';

/** What a trace shows of its cost. */
export interface CostOfTrace {
  readonly costUsd?: number | null | undefined;
  readonly unpricedCallCount: number;
}

/** The cost of a trace; at least so much where calls without a price are left out. Null: no call has a price. */
export function costOf({ costUsd, unpricedCallCount }: CostOfTrace, locale?: Locale): string | null {
  if (costUsd == null) return null;
  return `${unpricedCallCount > 0 ? '≥ ' : ''}${format(costUsd, 'usd', locale)}`;
}

/** Which calls the cost leaves out, in a sentence; undefined: none. */
export function leftOutWords({ costUsd, unpricedCallCount: count }: CostOfTrace, locale?: Locale): string | undefined {
  if (costUsd == null || count === 0) return undefined;
  return count === 1
    ? 'The cost leaves out one model call that has no price.'
    : `The cost leaves out ${format(count, 'count', locale)} model calls that have no price.`;
}
