import { dayMs, hourMs, type Range } from './pure/interval.ts';

/**
 * From where a time range is answered: whole days and whole hours of the rollup, and facts for what is left (edges that cut an
 * hour, hours whose rollup is behind). The ranges are disjoint, in order, and together are the range asked for.
 */
export interface SourcePlan {
  readonly days: readonly Range[];
  readonly hours: readonly Range[];
  readonly facts: readonly Range[];
}

/** Beyond this many pieces the statement costs more than it saves. */
export const maxPieces = 250;

/**
 * Which of rollup and facts answers.
 *
 * `needsFacts`   the query names something that the rollup does not hold: all from facts.
 * `needsHours`   the query distinguishes hours: a day of the rollup is too coarse for it.
 * `dirtyHours`   starts of the hours whose rollup is older than their facts, in any order.
 * `borders`      instants that no piece of the rollup may cross: the days of another zone than UTC, in order.
 */
export function planSource(range: Range, options: PlanOptions): SourcePlan {
  const { borders = [] } = options;
  if (borders.length === 0) return planOf(range, options);
  const withDays = planBetween(range, options, borders);
  if (pieceCount(withDays) <= maxPieces) return withDays;
  const withHours = planBetween(range, { ...options, needsHours: true }, borders);
  return pieceCount(withHours) <= maxPieces ? withHours : { days: [], hours: [], facts: [range] };
}

interface PlanOptions {
  readonly needsFacts: boolean;
  readonly needsHours?: boolean;
  readonly dirtyHours: readonly Date[];
  readonly borders?: readonly Date[];
}

const pieceCount = ({ days, hours, facts }: SourcePlan): number => days.length + hours.length + facts.length;

/** The plans of what lies between the borders, as one. */
function planBetween({ from, to }: Range, options: PlanOptions, borders: readonly Date[]): SourcePlan {
  const days: Range[] = [];
  const hours: Range[] = [];
  const facts: Range[] = [];
  let start = from;
  for (const border of [...borders.filter((at) => at > from && at < to), to]) {
    const plan = planOf({ from: start, to: border }, options);
    for (const [all, pieces] of [
      [days, plan.days],
      [hours, plan.hours],
      [facts, plan.facts],
    ] as const)
      for (const piece of pieces) append(all, piece.from.getTime(), piece.to.getTime());
    start = border;
  }
  return { days, hours, facts };
}

function planOf(range: Range, options: PlanOptions): SourcePlan {
  const from = range.from.getTime();
  const to = range.to.getTime();
  if (to <= from) return { days: [], hours: [], facts: [] };
  const allFacts: SourcePlan = { days: [], hours: [], facts: [range] };
  const firstHour = ceil(from, hourMs);
  const lastHour = floor(to, hourMs);
  if (options.needsFacts || firstHour >= lastHour) return allFacts;

  const days: Range[] = [];
  const hours: Range[] = [];
  const facts: Range[] = [];
  append(facts, from, firstHour);
  let cleanFrom = firstHour;
  for (const dirty of sortedStarts(options.dirtyHours, firstHour, lastHour)) {
    appendClean(cleanFrom, dirty);
    append(facts, dirty, dirty + hourMs);
    cleanFrom = dirty + hourMs;
  }
  appendClean(cleanFrom, lastHour);
  append(facts, lastHour, to);
  return days.length + hours.length + facts.length > maxPieces ? allFacts : { days, hours, facts };

  function appendClean(start: number, end: number): void {
    const firstDay = ceil(start, dayMs);
    const lastDay = floor(end, dayMs);
    if (firstDay >= lastDay || options.needsHours === true) return append(hours, start, end);
    append(hours, start, firstDay);
    append(days, firstDay, lastDay);
    append(hours, lastDay, end);
  }
}

function sortedStarts(hours: readonly Date[], first: number, end: number): number[] {
  const starts = hours.map((hour) => floor(hour.getTime(), hourMs)).filter((start) => start >= first && start < end);
  return [...new Set(starts)].sort((a, b) => a - b);
}

/** Adds a piece, as part of the one before where they touch. */
function append(ranges: Range[], from: number, to: number): void {
  if (from >= to) return;
  const last = ranges.at(-1);
  if (last?.to.getTime() === from) ranges[ranges.length - 1] = { from: last.from, to: new Date(to) };
  else ranges.push({ from: new Date(from), to: new Date(to) });
}

const floor = (ms: number, unit: number): number => Math.floor(ms / unit) * unit;
const ceil = (ms: number, unit: number): number => Math.ceil(ms / unit) * unit;
