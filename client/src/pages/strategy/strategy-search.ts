import type { RawSearch } from '../../controls/view.ts';
import { oneOf } from '../../controls/view.ts';

export const strategyAims = ['both', 'performance', 'efficiency'] as const;
export type StrategyAim = (typeof strategyAims)[number];

/** What the page has in its address. */
export interface StrategySearch {
  /** Both when absent. */
  readonly aim?: StrategyAim | undefined;
  /** Most hours, and most US dollars, of one job; no limit when absent. */
  readonly hours?: number | undefined;
  readonly usd?: number | undefined;
}

const limitOf = (value: unknown): number | undefined => {
  const number = typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : NaN;
  return number > 0 && number <= 1e9 ? number : undefined;
};

/** The part of an address that is about the strategy. What can't be understood is left out. */
export const readStrategySearch = (search: RawSearch): StrategySearch => ({
  aim: oneOf(search['aim'], strategyAims),
  hours: limitOf(search['hours']),
  usd: limitOf(search['usd']),
});
