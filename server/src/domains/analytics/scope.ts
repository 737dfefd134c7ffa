import { zoneByName } from '../../platform/ingest/zone.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { messageExtent } from './queries/facts.ts';
import { compileFilter, type AnalyticsFilter, type Conditions } from './pure/filter.ts';
import { comparedPeriod, periodOf, type CompareWith, type Extent, type Period } from './period.ts';
import { planSource } from './plan.ts';
import { bucketKey, periodKey, type Key } from './pure/dimensions.ts';
import type { Interval, Range } from './pure/interval.ts';
import { utcZone } from './pure/zone.ts';
import { settingsOf } from '../settings/load.ts';
import type { Settings } from '../settings/types.ts';
import { dirtyHours, filterContext, membersOfFilter, registeredModels, type RegisteredModel } from './load.ts';
import type { Source } from './queries/source.ts';

/** The period of the filter, or the one that it is compared with. */
export type Which = 'current' | 'previous';

/** What every query of one report is about, looked up once. */
export interface Scope {
  readonly workspaceId: string;
  readonly filter: AnalyticsFilter;
  readonly conditions: Conditions;
  readonly current: Period;
  /** The period to compare with, by default that of equal length just before; null where the filter leaves an end open. */
  readonly previous: Period | null;
  readonly models: ReadonlyMap<string, RegisteredModel>;
  readonly dirtyHours: readonly Date[];
  readonly now: Date;
  /** The zone whose days, weeks and months are counted. */
  readonly zone: string;
  /** The settings of the workspace; `weekStart` is that of the filter where it names one. */
  readonly settings: Settings;
}

/**
 * Looks up what a report needs to know before it can ask: the models, the extent of the messages where the filter leaves an end
 * open, and the hours whose rollup is behind. `filter`, `compareWith`: those that `checkFilter` and `checkCompareWith` have passed.
 */
export async function openScope(
  stores: Stores,
  workspaceId: string,
  filter: AnalyticsFilter,
  now: Date,
  compareWith: CompareWith = { period: 'PREVIOUS' },
): Promise<Scope> {
  const from = filter.from ?? null;
  const to = filter.to ?? null;
  const [models, stored, extent, members] = await Promise.all([
    registeredModels(stores.postgres, workspaceId),
    settingsOf(stores, workspaceId),
    from === null || to === null ? extentOf(stores, workspaceId) : null,
    membersOfFilter(stores.postgres, workspaceId, filter.cohort),
  ]);
  const conditions = compileFilter(filter, filterContext(workspaceId, models, members));
  const settings = { ...stored, weekStart: filter.weekStart ?? stored.weekStart };
  const named = filter.timeZone ?? settings.timeZone ?? utcZone;
  const zone = zoneByName(named) ?? named;
  const current = periodOf(from, to, extent, zone);
  const previous = comparedPeriod(current, compareWith, zone);
  const dirty = conditions.needsFacts ? [] : await dirtyHours(stores.postgres, workspaceId, widestOf({ current, previous }));
  return { workspaceId, filter, conditions, current, previous, models, dirtyHours: dirty, now, zone, settings };
}

const widestOf = ({ current: { range }, previous }: Pick<Scope, 'current' | 'previous'>): Range =>
  previous === null
    ? range
    : {
        from: previous.range.from < range.from ? previous.range.from : range.from,
        to: previous.range.to > range.to ? previous.range.to : range.to,
      };

/** Buckets of both periods, in the scope's zone. */
export const bucketsOf = (scope: Scope, interval: Interval): Key =>
  bucketKey(interval, scope.zone, widestOf(scope), scope.settings.weekStart);

/** What the keys of a statement need. */
export interface Needs {
  readonly needsFacts: boolean;
  readonly needsHours?: boolean;
  readonly borders?: readonly Date[];
}

/** From where the scope's messages of a period are counted; null: the period is empty. */
export function sourceOf({ workspaceId, conditions, dirtyHours: dirty }: Scope, { range }: Period, options: Needs): Source | null {
  if (range.from >= range.to) return null;
  const plan = planSource(range, { ...options, needsFacts: conditions.needsFacts || options.needsFacts, dirtyHours: dirty });
  return { workspaceId, ranges: [range], where: conditions.where, plan };
}

/** Messages of one period, or of both in one statement. */
export interface PeriodsSource {
  readonly source: Source;
  /** Tells the periods apart; null: there is only one. */
  readonly period: Key | null;
  readonly whiches: readonly Which[];
  /** The period of a value of the key; undefined where there is none. */
  readonly whichOf: (value: unknown) => Which;
}

/** From where the messages of some periods are counted: both in one statement unless they overlap. Empty periods are in none. */
export function sourcesOf(scope: Scope, whiches: readonly Which[], options: Needs): PeriodsSource[] {
  const found = [...new Set(whiches)].flatMap((which) => {
    const period = scope[which];
    const source = period === null ? null : sourceOf(scope, period, options);
    return source === null || period === null ? [] : [{ which, source, range: period.range }];
  });
  const [first, second] = found.toSorted((one, other) => one.range.from.getTime() - other.range.from.getTime());
  if (first === undefined || second === undefined || first.range.to > second.range.from)
    return found.map(({ which, source }) => ({ source, period: null, whiches: [which], whichOf: () => which }));
  const both = <Part extends keyof Source['plan']>(part: Part) => [...first.source.plan[part], ...second.source.plan[part]];
  return [
    {
      source: {
        ...first.source,
        ranges: [first.range, second.range],
        plan: { days: both('days'), hours: both('hours'), facts: both('facts') },
      },
      period: periodKey(second.range.from),
      whiches: [first.which, second.which],
      whichOf: (value) => (Number(value) === 1 ? second.which : first.which),
    },
  ];
}

async function extentOf({ clickhouse }: Stores, workspaceId: string): Promise<Extent> {
  const [row] = await messageExtent(clickhouse, { workspaceId });
  if (row === undefined || row.firstAt === null || row.lastAt === null) return null;
  return { firstAt: new Date(Number(row.firstAt)), lastAt: new Date(Number(row.lastAt)) };
}
