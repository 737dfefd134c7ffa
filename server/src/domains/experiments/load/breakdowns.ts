import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import { raw, type Sql } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { landEvents } from '../../events/load.ts';
import { metricBookOf, sampleUnits } from '../../metrics/load.ts';
import type { Metric } from '../../metrics/types.ts';
import { BadExperiment } from '../errors.ts';
import type { CompareOptions } from '../pure/compare-metric.ts';
import { dayEnds, lastDays } from '../pure/days.ts';
import { noveltyBySince, untilEach, weekdaysOf } from '../pure/over-time.ts';
import { segmentsOf, type Segments } from '../pure/segments.ts';
import type { MetricSample } from '../../metrics/pure/sample.ts';
import type { PartSamples } from '../pure/parts.ts';
import type { PhaseQuery } from '../queries/results.ts';
import { segmentedSums } from '../queries/segments.ts';
import {
  heldAtHand,
  heldUnits,
  heldUnitsOf,
  partAndVariant,
  slicedSums,
  unitsAtHand,
  type HeldUnits,
  type Slicing,
} from '../queries/slices.ts';
import type { SegmentDimension } from '../types.ts';
import { landExposures } from './exposures.ts';
import { withAllIds } from './known.ts';
import { experimentOf, phaseQueryOf } from './phase.ts';
import { phaseRows } from './sums.ts';

interface Opened {
  readonly stores: Stores;
  readonly metric: Metric;
  /** With the ids of all units. */
  readonly query: PhaseQuery;
  /** Of everything that judges the experiment, in its order. */
  readonly judged: readonly Metric[];
  readonly variants: readonly string[];
  readonly options: CompareOptions;
  readonly correction: 'HOLM' | 'BENJAMINI_HOCHBERG' | 'NONE';
  readonly from: Date;
  /** The present, or the end of the phase. */
  readonly at: Date;
}

/** Which experiment and metric are asked for. */
export interface AskedMetric {
  readonly stores: Stores;
  readonly workspaceId: string;
  readonly id: string;
  readonly metric: string;
  readonly now: Date;
}

/** What is shown of one metric beside the results; null: the experiment was not started. */
type Shown<Value> = Promise<Result<Value | null, BadExperiment>>;

async function shownOf<Value>(asked: AskedMetric, compute: (opened: Opened) => Promise<Value>): Shown<Value> {
  const { stores, workspaceId, id, metric: key, now } = asked;
  const experiment = await experimentOf(stores, workspaceId, id);
  const metric = (await metricBookOf(stores, workspaceId)).find(key);
  if (metric === null)
    return fail(new BadExperiment('metric', `is ${JSON.stringify(key.slice(0, 80).toWellFormed())}, which is no metric of the workspace`));
  const { present, judged, correction, significance, plannedSamplePerVariant } = experiment;
  if (present === null) return succeed(null);
  await Promise.all([landExposures(stores), landEvents(stores)]);
  const query = await inWorkspace(workspaceId, async () =>
    withAllIds(stores, await phaseQueryOf(stores, workspaceId, experiment, present, now)),
  );
  const variants = present.variants.map((variant) => variant.key);
  const goals = judged.filter(({ of }) => of.role === 'GOAL');
  const isCorrected = correction !== 'NONE' && goals.some(({ of }) => of.metric === key);
  return succeed(
    await compute({
      stores,
      metric,
      query,
      judged: judged.map((one) => one.metric),
      variants,
      correction,
      options: {
        method: 'SEQUENTIAL',
        // As in the results, where goals of all variants are corrected together.
        alpha: isCorrected ? significance / Math.max(1, goals.length * (variants.length - 1)) : significance,
        plannedUnits: plannedSamplePerVariant === null ? null : 2 * plannedSamplePerVariant,
      },
      from: present.startedAt,
      at: new Date(Math.min(now.getTime(), query.to.getTime())),
    }),
  );
}

/** The same of days; a retention is one number of several days, which no day alone has. */
const shownByDay = async <Value>(asked: AskedMetric, compute: (opened: Opened) => Promise<Value>): Shown<Value> =>
  (await metricBookOf(asked.stores, asked.workspaceId)).find(asked.metric)?.kind === 'RETENTION'
    ? fail(
        new BadExperiment(
          'metric',
          `is ${JSON.stringify(asked.metric)}, a retention, which no single day has; other metrics can be looked at by day`,
        ),
      )
    : shownOf(asked, compute);

/** What is counted of each part of the data, by variant. */
async function samplesOf({ stores, query, metric }: Opened, rows: Sql, part: 'slice' | 'segment', at: Date | Sql) {
  const groups = { workspaceId: query.workspaceId, rows, group: partAndVariant(part), compared: raw('1'), at };
  const { metrics } = await inWorkspace(query.workspaceId, () => sampleUnits(stores.clickhouse, groups, [{ metric, place: 1 }]));
  const found = new Map<string, Map<string, MetricSample>>();
  for (const [name, sample] of metrics[0]?.samples ?? []) {
    const end = name.lastIndexOf(' ');
    const of = found.get(name.slice(0, end)) ?? new Map<string, MetricSample>();
    found.set(name.slice(0, end), of.set(name.slice(end + 1), sample));
  }
  return found;
}

/** So many units are found once and given to the statement; more of them in the statement. */
const mostAtHand = 5_000;

/** The units are those of the last count, where there is one; until ends, with what they had before of a metric that the results adjust. */
async function heldOf({ stores, query, metric, judged }: Opened, { kind }: Slicing): Promise<HeldUnits> {
  const isAdjusted = kind === 'UNTIL' && judged.some(({ key }) => key === metric.key);
  const { rows, units, placeOf } = await phaseRows(stores, query, judged, isAdjusted ? [metric] : []);
  const held = isAdjusted ? heldUnitsOf(units, rows, placeOf(metric.key)) : heldUnits(units);
  const found = await unitsAtHand(stores.clickhouse, { workspaceId: query.workspaceId, held, limit: mostAtHand + 1 });
  return found.length > mostAtHand ? held : heldAtHand(found);
}

async function slicesOf(opened: Opened, slicing: Slicing): Promise<ReadonlyMap<number, PartSamples>> {
  const { query, metric } = opened;
  const held = await inWorkspace(query.workspaceId, () => heldOf(opened, slicing));
  const samples = await samplesOf(opened, slicedSums(query, slicing, metric, held), 'slice', raw('r.ends'));
  return new Map([...samples].map(([slice, of]) => [Number(slice), of]));
}

/** Difference and always-valid interval of each variant until the end of each day (UTC), the last until now. */
export const liftsByDay = (asked: AskedMetric): Shown<ReturnType<typeof untilEach>> =>
  shownOf(asked, async (opened) => {
    const { metric, variants, options, from, at } = opened;
    const ends = dayEnds(from, at);
    return untilEach(metric, variants, await slicesOf(opened, { kind: 'UNTIL', ends }), ends, options);
  });

const mostDaysSince = 14;

/** The effect by day since the first exposure of a unit. */
export const noveltyOfMetric = (asked: AskedMetric): Shown<ReturnType<typeof noveltyBySince>> =>
  shownByDay(asked, async (opened) => {
    const { metric, variants, options, from, at } = opened;
    const days = Math.min(mostDaysSince, Math.max(0, Math.floor((at.getTime() - from.getTime()) / 86_400_000)));
    const slices = days === 0 ? new Map<number, PartSamples>() : await slicesOf(opened, { kind: 'SINCE', days, until: at });
    return noveltyBySince(metric, variants, slices, days, { ...options, method: 'FIXED' });
  });

/** The effect by day of the week, of the whole days of the last four weeks. */
export const weekdaysOfMetric = (asked: AskedMetric): Shown<ReturnType<typeof weekdaysOf>> =>
  shownByDay(asked, async (opened) => {
    const { metric, variants, options, from, at } = opened;
    const { ends, days } = lastDays(from, at);
    const slices = days.size === 0 ? new Map<number, PartSamples>() : await slicesOf(opened, { kind: 'ON_DAY', ends });
    return weekdaysOf(metric, variants, slices, days, { ...options, method: 'FIXED' });
  });

const knownForMs = 28 * 86_400_000;

/** The effect in each segment of units. */
export const segmentsOfMetric = (asked: AskedMetric, by: SegmentDimension): Shown<Segments> =>
  shownOf(asked, async (opened) => {
    const { metric, query, variants, options, correction, at } = opened;
    const known = { ...query, knownFrom: new Date(query.from.getTime() - knownForMs) };
    return segmentsOf(metric, variants, await samplesOf(opened, segmentedSums(known, by, metric), 'segment', at), options, correction);
  });
