import { hourMs } from '../../../analytics/pure/interval.ts';
import { betaBinomialTails } from '../../../../platform/statistics/distributions/beta-binomial.ts';
import { negativeBinomialTails } from '../../../../platform/statistics/distributions/negative-binomial.ts';
import { clipped, middleOf, valueAt } from './likelihood.ts';
import type { Point, Series, SeriesKind } from './point.ts';
import type { Season } from './season.ts';

/*
 * Series with few messages an hour. One hour says nothing there, and a level that follows hours has followed an incident before it is
 * evident. So what came in the last half day, day and two days is compared, as one sample, with the weeks before: counts by the negative
 * binomial distribution that their reference predicts, shares by the beta-binomial one, amounts by their mean on the logarithm. The newest
 * two days are no part of the reference yet.
 */

/** One setting for all series. */
const settings = {
  /** A series is sparse with fewer messages an hour, on average. */
  messagesAnHour: 10,
  /** What is compared, in hours. */
  windows: [12, 24, 48],
  /** Memory of the reference, and the least it must have seen, in hours; and the fewest messages in it. */
  memoryHours: 336,
  leastHours: 96,
  leastMessages: 20,
  /** How far out a window must be, in standard deviations, and so many times as far as any before. */
  out: 4.2,
  farther: 1.2,
  /** A day's volume varies by 14 % even where the season is known; a share by the binomial one of so many trials; an amount by 5 %. */
  dispersion: 0.02,
  concentration: 150,
  wander: 0.05,
  /** So many messages of the average stand in the profile of each weekday and hour. */
  shrinkage: { weekday: 4, hour: 8 },
  /** Smaller changes are not worth a person's time. */
  leastEffect: { SHARE: 0.04, COUNT: 0.4, AMOUNT: 0.2, VALUE: 0 } satisfies Record<SeriesKind, number>,
};

/** One hour of a series, put together of its buckets. */
interface Hour {
  readonly at: number;
  readonly hour: number;
  readonly weekday: number;
  /** Messages; of a COUNT what is counted; of a SHARE the trials. */
  of: number;
  /** Successes of a SHARE. */
  successes: number;
  /** Of an AMOUNT: the sum over buckets, and the one that weighs each by its messages. */
  total: number;
  weighted: number;
}

/** Discounted sums over the hours of the reference. */
interface Moments {
  weight: number;
  sum: number;
  squares: number;
  hours: number;
}

interface Cell {
  count: number;
  hours: number;
}

/** Hours of a weekday by their time of day: one that was seen at night alone is no weekday without messages. */
interface Weekday {
  count: number;
  readonly hours: number[];
}

export interface Sparse {
  /** Hours that are not part of the reference yet, newest last, with how far out each window was at their end. */
  readonly newest: { readonly hour: Hour; size: number }[];
  current: Hour | null;
  readonly all: Cell;
  readonly hours: Cell[];
  readonly weekdays: Weekday[];
  successes: number;
  /** Of an AMOUNT as it is (a median, a rating), and by message (a cost, tokens): the form that varies less is the one that is judged. */
  readonly asItIs: Moments;
  readonly byMessage: Moments;
  /** The farthest that any window was out while nothing was open, fading by half in a month. */
  record: number;
}

const cells = (length: number): Cell[] => Array.from({ length }, () => ({ count: 0, hours: 0 }));
const noMoments = (): Moments => ({ weight: 0, sum: 0, squares: 0, hours: 0 });

export const newSparse = (): Sparse => ({
  newest: [],
  current: null,
  all: { count: 0, hours: 0 },
  hours: cells(24),
  weekdays: Array.from({ length: 7 }, () => ({ count: 0, hours: Array.from({ length: 24 }, () => 0) })),
  successes: 0,
  asItIs: noMoments(),
  byMessage: noMoments(),
  record: 0,
});

/** How far a window is from the reference. */
export interface Away {
  /** In standard deviations, with its sign. */
  readonly size: number;
  /** Of a SHARE the difference, of others the logarithm of the ratio to what is expected. */
  readonly effect: number;
  /** The same on the scale on which levels add up. */
  readonly shift: number;
  readonly hours: number;
  /** Beginning of its first hour. */
  readonly from: number;
  /** The window as one sample, what was expected of it, and the ends of the band that 95 of 100 such samples lie in. Counts and sums are per hour. */
  readonly seen: { readonly value: number; readonly expected: number; readonly low: number; readonly high: number };
}

/** Takes a bucket in; true where an hour is complete with it. Buckets longer than an hour are not gathered. */
export function gather(sparse: Sparse, { kind, bucketMs }: Series, season: Season, { at, value, of }: Point): boolean {
  if (bucketMs > hourMs || kind === 'VALUE' || (kind === 'AMOUNT' && of === undefined)) return false;
  if (sparse.current === null || Math.floor(sparse.current.at / hourMs) !== Math.floor(at / hourMs)) {
    const { day, week } = season.slotsOf(at);
    sparse.current = {
      at,
      hour: Math.floor((24 * day) / season.daySlots),
      weekday: Math.floor((7 * week) / season.weekSlots),
      of: 0,
      successes: 0,
      total: 0,
      weighted: 0,
    };
  }
  const { current } = sparse;
  if (value !== null) {
    const messages = kind === 'COUNT' ? value : (of ?? 0);
    current.of += messages;
    current.successes += value * messages;
    current.total += value;
    current.weighted += value * messages;
  }
  if (Math.floor((at + bucketMs) / hourMs) === Math.floor(at / hourMs)) return false;
  sparse.newest.push({ hour: current, size: 0 });
  sparse.current = null;
  return true;
}

/** The oldest of the newest hours become part of the reference. Not to be called while something is open. */
export function settle(sparse: Sparse, kind: SeriesKind): void {
  while (sparse.newest.length > (settings.windows.at(-1) as number)) {
    const { hour, size } = sparse.newest.shift() as Sparse['newest'][number];
    sparse.record = Math.max(sparse.record * 0.999, Math.abs(size));
    refer(sparse, kind, hour);
  }
}

function refer(sparse: Sparse, kind: SeriesKind, hour: Hour): void {
  const kept = 1 - 1 / settings.memoryHours;
  // A part of the profile fades with its own hours: it sees one in 24, or one in 7.
  for (const [cell, fading] of [
    [sparse.all, kept],
    [sparse.hours[hour.hour] as Cell, kept ** 24],
  ] as const) {
    cell.count = cell.count * fading + hour.of;
    cell.hours = cell.hours * fading + 1;
  }
  const weekday = sparse.weekdays[hour.weekday] as Weekday;
  weekday.count = weekday.count * kept ** 7 + hour.of;
  for (let place = 0; place < 24; place += 1)
    weekday.hours[place] = (weekday.hours[place] as number) * kept ** 7 + (place === hour.hour ? 1 : 0);
  sparse.successes = sparse.successes * kept + (kind === 'SHARE' ? hour.successes : 0);
  if (kind !== 'AMOUNT' || hour.of < 1) return;
  for (const [moments, x] of [
    [sparse.asItIs, asItIs(hour)],
    [sparse.byMessage, byMessage(hour)],
  ] as const) {
    moments.weight = moments.weight * kept + hour.of;
    moments.sum = moments.sum * kept + hour.of * x;
    moments.squares = moments.squares * kept + hour.of * x * x;
    moments.hours = moments.hours * kept + 1;
  }
}

/** How many times as much as an average hour an hour of the day has. */
function hourFactor({ all, hours }: Sparse, hour: number): number {
  if (all.hours === 0) return 1;
  const rate = all.count / all.hours;
  const own = hours[hour] as Cell;
  return (own.count + settings.shrinkage.hour) / (rate * own.hours + settings.shrinkage.hour);
}

const logarithm = (value: number): number => Math.log(Math.max(1e-9, value));
const asItIs = ({ weighted, of }: Hour): number => logarithm(weighted / of);
const byMessage = ({ total, of }: Hour): number => logarithm(total / of);

/** Whether the reference suffices to judge by, and hours have so few messages that it is needed. */
export function isSparse({ all }: Sparse): boolean {
  return all.hours >= settings.leastHours && all.count >= settings.leastMessages && all.count < settings.messagesAnHour * all.hours;
}

/** The window that is farthest out; notes it, so that it joins the record when its hours join the reference. */
export function farthestOf(sparse: Sparse, kind: SeriesKind): Away | null {
  const newest = sparse.newest.at(-1);
  if (newest === undefined) return null;
  const found = farthestNow(sparse, kind);
  newest.size = found?.size ?? 0;
  return found;
}

/** The window that is farthest out. */
export function farthestNow(sparse: Sparse, kind: SeriesKind): Away | null {
  let found: Away | null = null;
  for (const hours of settings.windows) {
    const away = awayOver(sparse, kind, hours);
    if (away !== null && Math.abs(away.size) > Math.abs(found?.size ?? 0)) found = away;
  }
  return found;
}

/** How many times as far out as it has to be: 1 and more is a finding. 0 where the change is too small to matter. */
export function strengthOf(sparse: Sparse, kind: SeriesKind, { size, effect }: Away): number {
  if (Math.abs(effect) < settings.leastEffect[kind]) return 0;
  return Math.abs(size) / Math.max(settings.out, settings.farther * sparse.record);
}

/** The newest so many hours against the reference; null where there are fewer, or no messages say anything. */
export function awayOver(sparse: Sparse, kind: SeriesKind, hours: number): Away | null {
  if (sparse.newest.length < hours) return null;
  const sample = sparse.newest.slice(-hours).map(({ hour }) => hour);
  if (kind === 'COUNT') return countAway(sparse, sample);
  return kind === 'SHARE' ? shareAway(sparse, sample) : amountAway(sparse, sample);
}

function countAway(sparse: Sparse, sample: readonly Hour[]): Away {
  const { all, weekdays } = sparse;
  const rate = all.count / all.hours;
  const factors = sparse.hours.map((_, hour) => hourFactor(sparse, hour));
  const exposures = weekdays.map(({ hours }) => hours.reduce((sum, seen, hour) => sum + seen * (factors[hour] as number), 0));
  let [count, mean, uncertainty, prior] = [0, 0, 0, 0];
  for (const hour of sample) {
    const ofWeekday = weekdays[hour.weekday] as Weekday;
    const exposure = exposures[hour.weekday] as number;
    const { shrinkage } = settings;
    const known = ofWeekday.count + shrinkage.weekday;
    const expected = rate * (known / (rate * exposure + shrinkage.weekday)) * (factors[hour.hour] as number);
    count += hour.of;
    mean += expected;
    uncertainty += expected / known;
    prior += (expected * shrinkage.hour) / ((sparse.hours[hour.hour] as Cell).count + shrinkage.hour);
  }
  // Hours of the day of which few messages are known lean to the average one, all of them alike.
  const dispersion = settings.dispersion + uncertainty / mean + (prior / mean) ** 2 / settings.shrinkage.hour;
  const ratio = Math.log((count + 0.5) / (mean + 0.5));
  return {
    size: middleOf((k) => negativeBinomialTails(k, mean, dispersion), Math.round(count)),
    effect: ratio,
    shift: ratio,
    hours: sample.length,
    from: beginOf(sample),
    seen: {
      value: count / sample.length,
      expected: mean / sample.length,
      low: valueAt('COUNT', { value: mean, level: Math.log(mean), dispersion, spread: 0 }, -1.96) / sample.length,
      high: valueAt('COUNT', { value: mean, level: Math.log(mean), dispersion, spread: 0 }, 1.96) / sample.length,
    },
  };
}

function shareAway({ all, successes }: Sparse, sample: readonly Hour[]): Away | null {
  const trials = Math.round(sample.reduce((sum, { of }) => sum + of, 0));
  if (trials < 1) return null;
  const count = Math.round(sample.reduce((sum, hour) => sum + hour.successes, 0));
  const expected = (successes + 0.5) / (all.count + 1);
  const concentration = Math.min(all.count + 1, settings.concentration);
  const odds = (share: number): number => Math.log(share / (1 - share));
  const dispersion = 1 / (concentration + 1);
  const end = (z: number): number => valueAt('SHARE', { value: expected, level: odds(expected), dispersion, spread: 0 }, z, trials);
  return {
    size: middleOf((k) => betaBinomialTails(k, trials, expected, dispersion), count),
    effect: count / trials - expected,
    shift: odds((count + 0.5) / (trials + 1)) - odds(expected),
    hours: sample.length,
    from: beginOf(sample),
    seen: { value: count / trials, expected, low: end(-1.96), high: end(1.96) },
  };
}

const beginOf = (sample: readonly Hour[]): number => sample[0]?.at ?? 0;

const varianceOf = ({ weight, sum, squares, hours }: Moments): number => Math.max(0, squares - (sum * sum) / weight) / hours;

function amountAway({ asItIs: one, byMessage: other }: Sparse, sample: readonly Hour[]): Away | null {
  if (one.hours < 2) return null;
  const [moments, xOf] = varianceOf(other) < varianceOf(one) ? [other, byMessage] : [one, asItIs];
  let [weight, sum] = [0, 0];
  for (const hour of sample) {
    if (hour.of < 1) continue;
    weight += hour.of;
    sum += hour.of * xOf(hour);
  }
  if (weight === 0) return null;
  const away = sum / weight - moments.sum / moments.weight;
  const spread = Math.sqrt(varianceOf(moments) * (1 / weight + 1 / moments.weight) + settings.wander ** 2);
  // What adds up is judged by the message, and shown by the hour.
  const unit = xOf === byMessage ? weight / sample.length : 1;
  const usual = moments.sum / moments.weight;
  const shown = (x: number): number => unit * Math.exp(x);
  return {
    size: clipped(away / spread),
    effect: away,
    shift: away,
    hours: sample.length,
    from: beginOf(sample),
    seen: {
      value: shown(usual + away),
      expected: shown(usual),
      low: shown(usual - 1.96 * spread),
      high: shown(usual + 1.96 * spread),
    },
  };
}

/** Where the newest hour begins. */
export const newestAt = ({ newest }: Sparse): number | null => newest.at(-1)?.hour.at ?? null;

/** Nothing of the newest hours is believed: what was found in them is not found a second time. */
export function dropNewest(sparse: Sparse): void {
  sparse.newest.length = 0;
  sparse.current = null;
}

/** The level is a new one, so far away on the scale on which levels add up: the reference moves there with its profiles. */
export function moveReference(sparse: Sparse, kind: SeriesKind, shift: number): void {
  const { all } = sparse;
  if (kind === 'COUNT') for (const cell of [all, ...sparse.hours, ...sparse.weekdays]) cell.count *= Math.exp(shift);
  if (kind === 'SHARE') {
    const odds = ((sparse.successes + 0.5) / (all.count - sparse.successes + 0.5)) * Math.exp(shift);
    sparse.successes = (all.count * odds) / (1 + odds);
  }
  for (const moments of [sparse.asItIs, sparse.byMessage]) {
    moments.squares += 2 * shift * moments.sum + shift * shift * moments.weight;
    moments.sum += shift * moments.weight;
  }
  sparse.newest.length = 0;
  sparse.record = 0;
}
