import { dayMs, hourMs } from '../../analytics/pure/interval.ts';
import { viewLink } from '../../../platform/tools/links.ts';
import type { Condition, MessageDimension } from '../types.ts';

const filterOf: Readonly<Record<Exclude<MessageDimension, 'WORKSPACE'>, string>> = {
  MODEL: 'models',
  PROVIDER: 'providers',
  ENVIRONMENT: 'environments',
  TOOL: 'tools',
  EXPERIMENT: 'experiments',
};
/** So much of the time before an alert its page shows. */
const leastShownMs = hourMs;
const forecastShownMs = 28 * dayMs;

const spanMs = (condition: Condition): number => {
  if ('windowMinutes' in condition) return condition.windowMinutes * 60_000;
  if ('longWindowMinutes' in condition) return condition.longWindowMinutes * 60_000;
  if ('noDataMinutes' in condition && condition.noDataMinutes !== null) return 2 * condition.noDataMinutes * 60_000;
  return condition.source === 'FORECAST' ? forecastShownMs : dayMs;
};

const pageOf = ({ source }: Condition): string => (source === 'FORECAST' ? '/analytics' : source === 'DRIFT' ? '/drift' : '/messages');

/**
 * Path of the page that shows what a series was about when it fired: the messages of its window; of a budget those since `periodStart`, the
 * beginning of its day or month; of a forecast the dashboard of four weeks before. Events bring a path of their own.
 */
export function linkOf(condition: Condition, key: string, at: Date, periodStart?: number): string {
  if (!('filter' in condition)) return '/alerts';
  const to = at.toISOString();
  const shownMs = periodStart === undefined ? spanMs(condition) : at.getTime() - periodStart;
  const from = new Date(at.getTime() - Math.max(leastShownMs, shownMs)).toISOString();
  const dimension = 'dimension' in condition ? condition.dimension : 'WORKSPACE';
  const of = dimension === 'WORKSPACE' ? {} : { [filterOf[dimension]]: [key] };
  return viewLink('', pageOf(condition), {
    ...(condition.filter as Record<string, unknown>),
    from,
    to,
    ...of,
  }).path;
}
