import type { AnalyticsFilter } from '../graphql/generated/graphql.ts';
import type { Range, View } from './view.ts';

const HOUR_MS = 3_600_000;
const hoursBack: Record<'24h' | '7d' | '30d' | '90d', number> = { '24h': 24, '7d': 168, '30d': 720, '90d': 2160 };

/** From the first instant to just before the last one, ISO 8601 UTC; both absent is all time. */
export interface Window {
  readonly from?: string;
  readonly to?: string;
}

export function rangeOf(view: View): Range {
  return view.range ?? '30d';
}

/**
 * The instants a view covers. Ranges that go with the clock end at the next full hour: the hour that runs now is inside,
 * whole hours can be read from the rollup, and the query stays the same for an hour.
 */
export function windowOf(view: View, now: Date): Window {
  const range = rangeOf(view);
  if (range === 'all') return {};
  if (range === 'custom') return { ...(view.from && { from: view.from }), ...(view.to && { to: view.to }) };
  const end = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS + HOUR_MS;
  return { from: new Date(end - hoursBack[range] * HOUR_MS).toISOString(), to: new Date(end).toISOString() };
}

/** Only a window with two ends has a period of the same length before it. */
export function canCompare(window: Window): boolean {
  return window.from !== undefined && window.to !== undefined;
}

/** `24 h`, `7 d` …, as the buttons and the compare switch say it. */
export const rangeNames: Record<Range, string> = {
  '24h': '24 h',
  '7d': '7 d',
  '30d': '30 d',
  '90d': '90 d',
  all: 'All',
  custom: 'Custom',
};

/** A view as the API takes it, with days of a zone. */
export function filterOf(view: View, now: Date, timeZone = 'UTC'): AnalyticsFilter {
  return {
    ...windowOf(view, now),
    ...(timeZone !== 'UTC' && { timeZone }),
    ...(view.model && { models: [...view.model] }),
    ...(view.provider && { providers: [...view.provider] }),
    ...(view.rating && { ratings: [...view.rating] }),
    ...(view.result && { success: view.result === 'success' }),
    ...(view.method && { trainingMethods: [...view.method] }),
    ...(view.session && { sessions: [...view.session] }),
    ...(view.experiment && { experiments: [...view.experiment] }),
    ...(view.variant && { variants: [...view.variant] }),
    ...(view.channel && { widget: view.channel === 'widget' }),
    ...(view.environment && { environments: [...view.environment] }),
  };
}

/** What a view asks of the API in an hour, given by its start (ms since the epoch). `compare` is false where there is no period before. */
export function queryOf(view: View, hour: number, timeZone?: string): ViewQuery {
  const now = new Date(hour);
  return { filter: filterOf(view, now, timeZone), compare: view.compare !== 'off' && canCompare(windowOf(view, now)) };
}

export interface ViewQuery {
  readonly filter: AnalyticsFilter;
  readonly compare: boolean;
}
