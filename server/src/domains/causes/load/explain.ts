import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { cohortTable } from '../../cohorts/load.ts';
import { topicNames } from '../../meaning/load/topic-of.ts';
import type { MessageMetric } from '../../signals/types.ts';
import { succeed, type DomainError, type Result } from '../../../platform/graphql/errors.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { causesOfChange } from '../pure/change.ts';
import { changeOf, contributionOf, effectsByDimension, overlapOf, shareOfChange, tooLittleOf, valuesOf } from '../pure/contribution.ts';
import { betweenCohorts, filterOfCause } from '../pure/dimensions.ts';
import type { Effects } from '../pure/effects.ts';
import { intervalsOf, type Interval } from '../pure/interval.ts';
import { totalOf, type Leaves } from '../pure/leaves.ts';
import { remedyOf, type Remedy } from '../pure/remedies.ts';
import type { FoundCause } from '../pure/search.ts';
import { adjustedChance, dependenceOf } from '../pure/significance.ts';
import { causeSentence, explanationSentence, placeboSentence } from '../pure/sentence.ts';
import type { Effect } from '../pure/views.ts';
import { clusterSums, type CountedLeaf, type CountedMessages } from '../queries/leaves.ts';
import type { CauseDimension, Condition, Windows } from '../types.ts';
import { clustersOf, countedOf, dimensionsOf, leavesBetween, leavesWithin, type Counted } from './counted.ts';
import { quietOf } from './quiet.ts';
import { comparedWindows, type Compared, type ExplainAsked } from './windows.ts';

export interface Cause {
  readonly rank: number;
  readonly conditions: readonly Condition[];
  readonly effect: Effect;
  /** Of the change of the metric, or of its measure; 1: all of it. Above 1 where other messages moved the other way. */
  readonly explainedShare: number;
  readonly interval: Interval | null;
  /** Of so large a change of the group where nothing has changed, corrected for the number of groups looked at. */
  readonly pValue: number;
  readonly effects: Effects;
  readonly baselineCount: number;
  readonly currentCount: number;
  readonly baselineValue: number | null;
  readonly currentValue: number | null;
  readonly sentence: string;
  readonly filter: AnalyticsFilter;
  readonly isFilterExact: boolean;
  readonly isContradicted: boolean;
  readonly remedy: Remedy;
  /** What its messages are read with. */
  readonly counted: CountedMessages;
  readonly wantsParts: boolean;
}

export interface Explanation {
  readonly metric: MessageMetric;
  readonly measure: string | null;
  /** Values of the measure in both windows; null: there is none. */
  readonly measured: { readonly baseline: number | null; readonly current: number | null } | null;
  readonly windows: Windows;
  readonly baseline: number | null;
  readonly current: number | null;
  readonly change: number | null;
  readonly interval: Interval | null;
  readonly sentence: string;
  readonly tooLittle: string | null;
  readonly dimensions: readonly CauseDimension[];
  readonly causes: readonly Cause[];
  readonly placebo: { readonly change: number | null; readonly bestShare: number | null; readonly sentence: string };
  readonly dimensionEffects: readonly { readonly dimension: CauseDimension; readonly effects: Effects }[];
}

const clusterCount = 200;
const mostCauses = 5;
/** Groups that share this part of their messages are one cause. */
const sameOverlap = 0.6;
/** A cause that explains less is not worth a line. */
const leastShare = 0.05;
/** What is likelier than this where nothing has changed is no cause. */
const surePValue = 0.05;
/** Found on quiet windows with at least this part of its effect, a cause is contradicted. */
const quietPart = 0.5;

/**
 * Why a metric changed between two windows: groups of messages, ranked, that the change comes from, each with the share of the change that it
 * explains, an interval of 95 % of it (drawn over groups of conversations), and what the same search finds between two quiet windows.
 *
 * Errors  BAD_USER_INPUT for windows and metrics that can't be compared, NOT_FOUND for an anomaly; throws `StoreTimeout` after 20 s a statement.
 * Source  `message_facts`; exact except the drawn intervals, which follow from a fixed seed.
 */
export async function explain(
  stores: Stores,
  workspaceId: string,
  asked: ExplainAsked,
  now: Date,
): Promise<Result<Explanation, DomainError>> {
  const compared = await comparedWindows(stores, workspaceId, asked, now);
  if (!compared.ok) return compared;
  const isOfCohorts = asked.dimensions === null || asked.dimensions.includes('COHORT');
  const cohorts = isOfCohorts ? await cohortTable(stores, workspaceId, now, betweenCohorts) : null;
  const counted = await countedOf(stores, workspaceId, compared.value, cohorts?.table ?? null);
  const { dimensions, rows } = await leavesWithin(stores, counted, dimensionsOf(asked, compared.value.windows, cohorts !== null));
  return succeed(
    await explained(
      stores,
      compared.value,
      { ...counted, cohortNames: cohorts?.names ?? new Map() },
      dimensions,
      rows,
      asked.maximumDimensions,
    ),
  );
}

/** The explanation of what was counted. */
async function explained(
  stores: Stores,
  { metric: name, filter, windows, direction: side }: Compared,
  counted: Counted & { readonly cohortNames: ReadonlyMap<string, string> },
  dimensions: readonly CauseDimension[],
  rows: readonly CountedLeaf[],
  maximumDimensions: number,
): Promise<Explanation> {
  const { metric, levels } = counted;
  const leaves = leavesBetween(rows, dimensions, counted, 'current');
  const total = totalOf(leaves);
  const measured = valuesOf(metric, total);
  const { baseline, current } = levels ?? measured;
  const change = changeOf(metric, total);
  const tooLittle = tooLittleOf(metric, total);
  const base = {
    metric: name,
    measure: metric.measure,
    measured: metric.measure === null ? null : measured,
    windows,
    baseline,
    current,
    dimensions,
  };
  const shownChange = baseline === null || current === null ? null : current - baseline;
  if (tooLittle !== null || change === 0 || baseline === null || current === null || shownChange === null) {
    const sentence =
      tooLittle ??
      explanationSentence({ metric: name, baseline: baseline ?? 0, current: current ?? 0, interval: null, isMeasure: false, first: null });
    return {
      ...base,
      change: shownChange,
      interval: null,
      sentence,
      tooLittle,
      causes: [],
      placebo: { change: null, bestShare: null, sentence: placeboSentence(null, 0) },
      dimensionEffects: [],
    };
  }
  const wanted = side === null ? Math.sign(change) * metric.sign : side === 'UP' ? metric.sign : -metric.sign;
  const direction = wanted > 0 ? 1 : -1;
  const unit = unitOf(rows);
  const searched = { metric, leaves, total, direction, unit, maximumDimensions } as const;
  const clustersFor = async (causes: readonly (readonly Condition[])[]) =>
    clustersOf(await clusterSums(stores.clickhouse, { ...counted, causes, clusterCount }), counted);
  const { causes: searchedCauses, testedCounts } = causesOfChange(searched);
  const whole = await clustersFor([]);
  const tested = { unit, dependence: dependenceOf(whole, unit), testedCounts };
  const sure = searchedCauses.flatMap((cause) => {
    const pValue = adjustedChance(cause, total, tested);
    return pValue <= surePValue && shareOfChange(metric, cause.sums, total, change) >= leastShare ? [{ ...cause, pValue }] : [];
  });
  const found = distinctOf(leaves, sure);
  const conditions = await named(
    stores,
    counted,
    found.map((cause) => conditionsOfCell(leaves, dimensions, cause)),
  );
  const intervals = intervalsOf(metric, found.length === 0 ? whole : await clustersFor(conditions));
  const quiet = quietOf(rows, dimensions, counted, searched, change);
  const causes = found.map((cause, place): Omit<Cause, 'rank'> => {
    const interval = intervals?.shares[place] ?? null;
    const effects = contributionOf(metric, cause.sums, total);
    const explainedShare = (effects.mix + effects.rate) / change;
    const values = valuesOf(metric, cause.sums);
    const of = conditions[place] as readonly Condition[];
    const wantsParts = direction > 0;
    return {
      conditions: of,
      effect: cause.effect,
      explainedShare,
      interval,
      pValue: cause.pValue,
      effects,
      baselineCount: Math.round(cause.sums.baselineOf),
      currentCount: Math.round(cause.sums.currentOf),
      baselineValue: values.baseline,
      currentValue: values.current,
      sentence: causeSentence({
        metric: name,
        conditions: of,
        effect: cause.effect,
        baseline: values.baseline,
        current: values.current,
        explainedShare,
        isMeasure: metric.measure !== null,
      }),
      ...filterParts(filterOfCause({ ...filter, from: windows.current.from, to: windows.current.to }, of)),
      isContradicted: quiet !== null && (explainedShare <= quiet.bestShare || quiet.shareOf(cause) >= quietPart * explainedShare),
      remedy: remedyOf({ metric: name, conditions: of, effect: cause.effect, isWorse: wantsParts, isNew: cause.sums.baselineOf === 0 }),
      counted,
      wantsParts,
    };
  });
  const ranked = [...causes.filter((cause) => !cause.isContradicted), ...causes.filter((cause) => cause.isContradicted)];
  const interval = levels === null ? (intervals?.change ?? null) : null;
  const first = ranked.find(({ isContradicted }) => !isContradicted) ?? null;
  return {
    ...base,
    change: shownChange,
    interval,
    sentence: explanationSentence({ metric: name, baseline, current, interval, isMeasure: metric.measure !== null, first }),
    tooLittle: null,
    causes: ranked.map((cause, place) => ({ ...cause, rank: place + 1 })),
    placebo: {
      change: quiet?.change ?? null,
      bestShare: quiet?.bestShare ?? null,
      sentence: placeboSentence(quiet?.bestShare ?? null, ranked.length),
    },
    dimensionEffects: effectsByDimension(metric, leaves, total).map(({ effects }, place) => ({
      dimension: dimensions[place] as CauseDimension,
      effects,
    })),
  };
}

const filterParts = ({ filter, isExact }: ReturnType<typeof filterOfCause>) => ({ filter, isFilterExact: isExact });

/** The mean square of a message's parts by their mean: the size of an event, 1 where parts are 0 or 1. */
function unitOf(rows: readonly CountedLeaf[]): number {
  const part = rows.reduce((sum, row) => sum + row.part, 0);
  return part === 0 ? 1 : rows.reduce((sum, row) => sum + row.square, 0) / part;
}

/** The first of those that are about the same messages, at most five. */
function distinctOf<Found extends FoundCause>(leaves: Leaves, causes: readonly Found[]): Found[] {
  const kept: Found[] = [];
  for (const cause of causes) {
    if (kept.length === mostCauses) break;
    if (kept.every((other) => overlapOf(leaves, cause, other) < sameOverlap)) kept.push(cause);
  }
  return kept;
}

const conditionsOfCell = (leaves: Leaves, dimensions: readonly CauseDimension[], { dimensions: places, codes }: FoundCause): Condition[] =>
  places.map((dimension, place) => ({
    dimension: dimensions[dimension] as CauseDimension,
    value: leaves.values[dimension]?.[codes[place] as number] as string,
  }));

/** Conditions on topics and cohorts with their names. */
async function named(
  stores: Stores,
  { workspaceId, cohortNames }: { readonly workspaceId: string; readonly cohortNames: ReadonlyMap<string, string> },
  causes: readonly (readonly Condition[])[],
): Promise<(readonly Condition[])[]> {
  const isTopic = ({ dimension, value }: Condition): boolean => dimension === 'TOPIC' && value !== '';
  const topicName = causes.some((conditions) => conditions.some(isTopic)) ? await topicNames(stores, workspaceId) : String;
  const cohortName = (value: string): string =>
    value
      .split(betweenCohorts)
      .map((id) => cohortNames.get(id) ?? id)
      .join(betweenCohorts);
  return causes.map((conditions) =>
    conditions.map((one) => {
      if (isTopic(one)) return { ...one, name: topicName(Number(one.value)) };
      return one.dimension === 'COHORT' && one.value !== '' ? { ...one, name: cohortName(one.value) } : one;
    }),
  );
}
