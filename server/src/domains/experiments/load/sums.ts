import { createHash } from 'node:crypto';
import type { ExperimentSums } from '../../../platform/store/prisma/generated/client.ts';
import { nextVersion } from '../../../platform/store/projector/queue.ts';
import type { Sql } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { Metric } from '../../metrics/types.ts';
import { daysBefore, exposedUnits, phaseUnits, type PhaseQuery } from '../queries/results.ts';
import {
  changedGiven,
  changedUnits,
  countedAgain,
  oldestWaiting,
  storedUnits,
  unitsOf,
  type Counted,
  type Marks,
} from '../queries/sums.ts';
import { hasOtherIds, isUnresolved, knownByFacts, knownByGiven, partOf, unresolved, withAllIds, type UnitsPart } from './known.ts';

/** Rows of a phase's units, and at which place (from 1) they have which metric. */
export interface PhaseRows {
  readonly rows: Sql;
  /** The units alone: a SELECT of `unit`, `variant` and `since`. */
  readonly units: Sql;
  readonly placeOf: (key: string) => number;
}

/** So many units that changed are counted beside a count; with more of them all are counted again. */
export const mostChanged = 50_000;

/** So many units that changed are counted once and given to each statement; more of them in each statement. */
const mostAtHand = 5_000;

/**
 * The units of a phase with what they have of the metrics: from the last count and what came since, where there is one of exactly this
 * definition, else all from exposures, answers and events. Both are the same rows (tests/sums.testing.ts).
 *
 * `asked`  those that are needed; a count has all
 */
export async function phaseRows(
  stores: Stores,
  query: PhaseQuery,
  metrics: readonly Metric[],
  asked: readonly Metric[],
): Promise<PhaseRows> {
  const stored = await countOf(stores, query, metrics);
  const changed = stored === null ? null : await changedSince(stores, stored.counted, stored.latest);
  if (stored === null || changed === null || changed.units.length > mostChanged) return everyUnit(await withAllIds(stores, query), asked);
  const { units, known } = changed;
  const counted = { ...stored.counted, known };
  const isAtHand = units.length <= mostAtHand;
  const again = !isAtHand ? null : units.length === 0 ? [] : await countedAgain(stores.clickhouse, { ...counted, units });
  const rows = storedUnits(counted, units, again);
  return {
    rows,
    units: unitsOf(rows),
    placeOf: placesIn(metrics),
  };
}

const everyUnit = (query: PhaseQuery, asked: readonly Metric[]): PhaseRows => ({
  rows: phaseUnits(query, asked),
  units: exposedUnits(query),
  placeOf: placesIn(asked),
});

const placesIn = (metrics: readonly Metric[]) => {
  const places = new Map(metrics.map(({ key }, nth) => [key, nth + 1]));
  return (key: string): number => places.get(key) ?? 0;
};

/** A count that is whole. */
export interface StoredCount {
  readonly base: ExperimentSums;
  /** The last that was counted: the base, or what changed since it. */
  readonly latest: ExperimentSums;
  readonly counted: Counted;
}

/** The last whole count by exactly this definition, with what changed since it; null: there is none. */
export async function countOf({ prisma }: Stores, query: PhaseQuery, metrics: readonly Metric[]): Promise<StoredCount | null> {
  const { workspaceId, experimentId } = query;
  const whole = { workspaceId, experimentId, readyAt: { not: null } };
  const base = await prisma.experimentSums.findFirst({
    where: { ...whole, baseId: null, fingerprint: fingerprintOf(query, metrics) },
    orderBy: { id: 'desc' },
  });
  if (base === null) return null;
  const newer = await prisma.experimentSums.findFirst({ where: { ...whole, baseId: base.id }, orderBy: { id: 'desc' } });
  return { base, latest: newer ?? base, counted: { ...query, generation: base.id, newer: newer?.id ?? null, metrics } };
}

/** Units with anything newer than the count, one more than is taken where there are too many, with the ids that are known of them. */
export async function changedSince(
  { clickhouse, postgres }: Stores,
  counted: Counted,
  { factsVersion, eventsVersion, exposedAt }: Marks,
): Promise<UnitsPart> {
  const { workspaceId, unit } = counted;
  const limit = mostChanged + 1;
  const marks = { factsVersion, eventsVersion, exposedAt };
  const changed = async (known: PhaseQuery['known']): Promise<string[]> =>
    (await changedUnits(clickhouse, { ...counted, known, marks, limit })).map((one) => one.unit);
  if (!hasOtherIds(unit)) return { units: await changed([]), known: [] };
  const given = await changedGiven(clickhouse, { ...counted, marks, limit });
  if (given.length >= limit) return { units: given.map((one) => unresolved(one.unit)), known: [] };
  const known = await knownByGiven(
    postgres,
    workspaceId,
    unit,
    given.map((one) => one.unit),
  );
  const units = new Set(await changed(known));
  // The facts have learnt of a unit that the count has under no id of theirs.
  const open = new Set(given.filter(({ isOpen }) => isOpen).map((one) => one.unit));
  for (const [external, id] of known) if (open.has(external)) units.add(id).add(unresolved(external));
  const ids = new Set(known.map(([, id]) => id));
  const others = [...units].filter((one) => !isUnresolved(one) && !ids.has(one));
  return partOf([...units], [...known, ...(await knownByFacts(postgres, workspaceId, unit, others))]);
}

/** Of everything that decides what is counted. A cap is no part of it: it is applied when rows are read. */
export function fingerprintOf(query: PhaseQuery, metrics: readonly Metric[]): string {
  const { key, unit, phase, from, endedAt, variants, leftOut } = query;
  const formulas = metrics.map(({ key: of, kind, measured, denominator, percentile, afterDays, withinDays, windowHours }) => [
    of,
    kind,
    measured,
    denominator,
    percentile,
    afterDays,
    withinDays,
    windowHours,
  ]);
  const text = JSON.stringify([daysBefore, key, unit, phase, from, endedAt, variants, leftOut.toSorted(), formulas]);
  return createHash('sha256').update(text).digest('base64url');
}

/** What is on its way is younger than that: it was accepted, is not written yet, and does not stand in a log either. */
const onTheWayMs = 60_000;

/**
 * Up to where a count that begins now goes. Facts of a version up to the mark are written: what is being projected still stands in the queue,
 * with a place below its version.
 */
export async function marksOf({ postgres }: Stores, workspaceId: string, now: Date): Promise<Marks> {
  const version = BigInt(await nextVersion(postgres));
  const [waiting] = await oldestWaiting(postgres, { workspaceId });
  const message = waiting?.message ?? version;
  const exposedAt = new Date(now.getTime() - onTheWayMs);
  const eventAt = Math.min(now.getTime(), waiting?.eventAt?.getTime() ?? Infinity) - onTheWayMs;
  return {
    factsVersion: message < version ? message - 1n : version,
    // Versions of events are microseconds.
    eventsVersion: BigInt(eventAt) * 1_000n,
    exposedAt,
  };
}
