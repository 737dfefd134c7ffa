import { restored, transformed, type Expectation } from './likelihood.ts';
import type { Point, SeriesKind } from './point.ts';
import type { Season } from './season.ts';

/*
 * What a series is usually at, learned point by point. Five forecasts run beside each other: the level; the value before; the level with a
 * profile of the day; with a profile of the week; with a profile of the day and a distance of each weekday. That with the smallest
 * absolute error of late is the expectation, so that a series without a season, or with one that is not learned yet, is not given one.
 * Everything learns by clipped steps: a point far away moves it no more than one at three standard deviations.
 */

type Forecasts = [level: number, previous: number, daily: number, weekly: number, additive: number];

/** Slots of a day or a week, each with its distance from the level. */
interface Profile {
  level: number;
  readonly offsets: (number | null)[];
  readonly seen: number[];
}

/** Hours and weekdays add up: far fewer numbers than a profile of the week, learned in two weeks. */
interface Additive {
  level: number;
  readonly hours: (number | null)[];
  readonly weekdays: (number | null)[];
  readonly seen: { readonly hours: number[]; readonly weekdays: number[] };
}

export interface Baseline {
  level: number;
  previous: number;
  readonly daily: Profile;
  readonly weekly: Profile;
  readonly additive: Additive;
  /** Absolute errors of the forecasts, discounted. */
  readonly losses: Forecasts;
  spread: number;
  dispersion: number;
  /** Of counts, discounted: their sum and the sum of what was expected. The logarithm expects too few where counts are small. */
  readonly sums: { counted: number; expected: number };
  /**
   * Of shares: what the level on the log odds, with a half on successes and failures, is off where trials are few, and how much is known
   * about it (the discounted mean of n·p·(1 − p)).
   */
  readonly bias: { odds: number; information: number };
  /** How many trials a bucket usually has. */
  usualOf: number;
  /** Points learned from. */
  seen: number;
  lastAt: number;
  /** Values before the first expectation; their median is the first level. */
  readonly first: number[];
}

/** One setting for all series. */
const settings = {
  /** A step of the level, and of the level below a profile: memories of 20 and 40 buckets. */
  level: 0.05,
  profileLevel: 0.025,
  /** The least weight of a new value in its slot: memory of five days or weeks. */
  slot: 0.2,
  loss: 0.01,
  spread: 0.03,
  /** Clipping, in standard deviations: of steps of levels and slots, and of errors in the spread. */
  step: 3,
  error: 4,
  /** Seasons are new for so many days; in the first week, everything is so much wider. */
  doubtDays: 21,
  firstWeek: 2,
  /** So many values make the first level. */
  first: 20,
  /** After so long without a value the level is learned as at the beginning. */
  silenceMs: 7 * 86_400_000,
};

const empty = <Value>(length: number, value: Value): Value[] => Array.from({ length }, () => value);

const profileOf = (slots: number): Profile => ({ level: 0, offsets: empty<number | null>(slots, null), seen: empty(slots, 0) });

export const newBaseline = (season: Season): Baseline => ({
  level: 0,
  previous: 0,
  daily: profileOf(season.daySlots),
  weekly: profileOf(season.weekSlots),
  additive: {
    level: 0,
    hours: empty<number | null>(season.daySlots, null),
    weekdays: empty<number | null>(7, null),
    seen: { hours: empty(season.daySlots, 0), weekdays: empty(7, 0) },
  },
  losses: [0, 0, 0, 0, 0],
  spread: 0,
  dispersion: 0,
  sums: { counted: 0, expected: 0 },
  bias: { odds: 0, information: 0 },
  usualOf: 0,
  seen: 0,
  lastAt: Number.NEGATIVE_INFINITY,
  first: [],
});

const clip = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));
const medianOf = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
/** Below it a spread is only rounding. */
const leastSpread = (level: number): number => 1e-9 + 1e-6 * Math.abs(level);

/** The forecasts of a point, on the transformed scale. One that has not seen the slot yet forecasts what the next simpler one does. */
function forecastsOf(baseline: Baseline, season: Season, at: number): Forecasts {
  const { day, week } = season.slotsOf(at);
  const { additive } = baseline;
  const daily = baseline.daily.offsets[day] ?? null;
  const weekly = baseline.weekly.offsets[week] ?? null;
  const ofDay = daily === null ? baseline.level : baseline.daily.level + daily;
  const [hour, weekday] = [additive.hours[day] ?? null, additive.weekdays[weekdayOf(week, season)] ?? null];
  const added = hour === null || weekday === null ? ofDay : additive.level + hour + weekday;
  return [baseline.level, baseline.previous, ofDay, weekly === null ? added : baseline.weekly.level + weekly, added];
}

const weekdayOf = (week: number, season: Season): number => Math.floor((7 * week) / season.weekSlots);

/**
 * What is expected of a point, whose value only decides between seasons while those are new; null while fewer than 20 values were seen,
 * and after a silence of a week.
 */
export function expectationOf(baseline: Baseline, season: Season, kind: SeriesKind, { at, value, of = 1 }: Point): Expectation | null {
  if (baseline.seen < settings.first || at - baseline.lastAt > settings.silenceMs) return null;
  const near = value === null ? null : transformed(kind, value, of);
  const forecasts = forecastsOf(baseline, season, at);
  let best = 0;
  // Of what people read as an expectation, the value before is none: only any numbers (VALUE) may be forecast by it.
  for (let which = 1; which < forecasts.length; which += 1)
    if ((which !== 1 || kind === 'VALUE') && (baseline.losses[which] as number) < (baseline.losses[best] as number)) best = which;
  let level = forecasts[best] as number;
  const days = baseline.seen / season.daySlots;
  // Until weekends were seen a few times, that of the seasons is believed which is nearest to what came.
  if (kind !== 'VALUE' && near !== null && days < settings.doubtDays)
    for (const other of forecasts.slice(2)) if (Math.abs(other - near) < Math.abs(level - near)) level = other;
  // A level of few days is itself uncertain, and the first weekend is unknown.
  const wider = (1 + 1 / (1 + days)) * (kind !== 'VALUE' && days < 7 ? settings.firstWeek : 1);
  const correction = kind === 'COUNT' && baseline.sums.expected > 0 ? baseline.sums.counted / baseline.sums.expected : 1;
  return {
    level,
    value: restored(kind, level + (kind === 'SHARE' ? baseline.bias.odds : 0)) * correction,
    dispersion: kind === 'SHARE' ? Math.min(0.9, baseline.dispersion * wider) : baseline.dispersion * wider ** 2,
    spread: baseline.spread * (kind === 'VALUE' ? 1 : wider * uncertaintyOf(baseline, of)),
  };
}

/** Fewer measurements than usual vary more: a part of the variance goes with their number. */
const uncertaintyOf = ({ usualOf }: Baseline, of: number): number =>
  of > 0 && usualOf > 0 ? Math.max(0.7, Math.min(3, Math.sqrt(0.3 + (0.7 * usualOf) / of))) : 1;

/** Takes a point in. `expected`: what was expected of it. */
export function learn(baseline: Baseline, season: Season, kind: SeriesKind, point: Point, expected: Expectation | null): void {
  if (point.value === null || (kind === 'SHARE' && (point.of ?? 0) < 1)) return;
  const of = point.of ?? 1;
  const x = transformed(kind, point.value, of);
  if (point.at - baseline.lastAt > settings.silenceMs && baseline.seen >= settings.first) startAgain(baseline);
  baseline.lastAt = point.at;
  if (baseline.seen < settings.first) {
    begin(baseline, kind, x, of);
    if (baseline.seen < settings.first) return;
  }
  const forecasts = forecastsOf(baseline, season, point.at);
  const { spread } = baseline;
  const step = settings.step * spread;
  // Few trials say little about a share.
  baseline.usualOf += settings.spread * (of - baseline.usualOf);
  const weight = kind === 'SHARE' ? Math.min(1, of / Math.max(1, baseline.usualOf)) : 1;
  const fresh = 1 / (baseline.seen - settings.first + 1);
  for (const [which, forecast] of forecasts.entries()) {
    const error = Math.min(Math.abs(x - forecast), 5 * spread);
    baseline.losses[which] =
      (baseline.losses[which] as number) + Math.max(settings.loss, fresh) * (error - (baseline.losses[which] as number));
  }
  const error = Math.abs(x - (expected?.level ?? forecasts[0])) / (kind === 'AMOUNT' ? uncertaintyOf(baseline, of) : 1);
  baseline.spread += Math.max(settings.spread, fresh) * (Math.min(error, settings.error * spread) * 1.25 - spread);
  baseline.spread = Math.max(baseline.spread, leastSpread(baseline.level));
  if (expected !== null) learnDispersion(baseline, kind, point.value, of, expected.value, Math.max(settings.loss, fresh));
  baseline.level += weight * settings.level * clip(x - baseline.level, step);
  const { day, week } = season.slotsOf(point.at);
  learnSlot(baseline.daily, day, x, step, weight);
  learnSlot(baseline.weekly, week, x, step, weight);
  learnAdditive(baseline.additive, day, weekdayOf(week, season), x, step, weight);
  baseline.previous = x;
  baseline.seen += 1;
}

function begin(baseline: Baseline, kind: SeriesKind, x: number, of: number): void {
  baseline.first.push(x);
  baseline.seen += 1;
  baseline.previous = x;
  baseline.usualOf += (of - baseline.usualOf) / baseline.seen;
  const middle = medianOf(baseline.first);
  baseline.level = baseline.daily.level = baseline.weekly.level = baseline.additive.level = middle;
  const spread = medianOf(baseline.first.map((value) => Math.abs(value - middle)));
  baseline.spread = spread > 0 ? spread : Math.abs(middle) * 0.01 || 1e-6;
  // On the logarithm a spread is relative, as the dispersion's root is.
  if (kind === 'COUNT') baseline.dispersion = Math.max(0, (1.48 * spread) ** 2 - 1 / Math.exp(middle));
}

/** Profiles and spread stay what they were; the level is that of the next values. */
function startAgain(baseline: Baseline): void {
  baseline.seen = 0;
  baseline.first.length = 0;
}

function learnSlot(profile: Profile, slot: number, x: number, step: number, weight: number): void {
  const offset = profile.offsets[slot] ?? null;
  const seen = profile.seen[slot] as number;
  const distance = x - profile.level;
  profile.offsets[slot] =
    offset === null ? distance : offset + weight * Math.max(settings.slot, 1 / (seen + 1)) * clip(distance - offset, step);
  profile.seen[slot] = seen + 1;
  profile.level += weight * settings.profileLevel * clip(x - (profile.level + (profile.offsets[slot] as number)), step);
}

function learnAdditive(additive: Additive, hour: number, weekday: number, x: number, step: number, weight: number): void {
  const { hours, weekdays, seen } = additive;
  const gainOf = (count: number, least: number): number => weight * Math.max(least, 1 / (count + 1));
  const [ofHour, ofWeekday] = [hours[hour] ?? null, weekdays[weekday] ?? 0];
  const distance = x - additive.level;
  hours[hour] =
    ofHour === null
      ? distance - ofWeekday
      : ofHour + gainOf(seen.hours[hour] as number, settings.slot / 2) * clip(distance - ofWeekday - ofHour, step);
  const left = distance - (hours[hour] as number) - ofWeekday;
  weekdays[weekday] = ofWeekday + gainOf(seen.weekdays[weekday] as number, settings.level) * clip(left, step);
  seen.hours[hour] = (seen.hours[hour] as number) + 1;
  seen.weekdays[weekday] = (seen.weekdays[weekday] as number) + 1;
  additive.level += weight * settings.profileLevel * clip(distance - (hours[hour] as number) - (weekdays[weekday] as number), step);
}

function learnDispersion(baseline: Baseline, kind: SeriesKind, value: number, of: number, expected: number, gain: number): void {
  if (kind === 'COUNT') {
    const mean = Math.max(1e-3, expected);
    baseline.sums.counted +=
      gain * (Math.min(value, mean + 6 * Math.sqrt(mean + baseline.dispersion * mean * mean) + 1) - baseline.sums.counted);
    // Against what the logarithm expects, before the correction that these sums make.
    const correction = baseline.sums.expected > 0 ? baseline.sums.counted / baseline.sums.expected : 1;
    baseline.sums.expected += gain * (mean / Math.max(0.1, Math.min(10, correction)) - baseline.sums.expected);
    const usual = baseline.dispersion + 1 / mean;
    const more = Math.min((value - mean) ** 2, 16 * usual * mean * mean) - mean;
    // A count that is nearly always 0 says little about it.
    const limit = 10;
    // An hour with far fewer than usual says nothing of how much the others vary: nights of 0 would have them vary by nothing.
    const weight = Math.min(1, mean / Math.max(1e-3, baseline.sums.expected));
    baseline.dispersion = Math.min(limit, Math.max(0, baseline.dispersion + weight * gain * (more / (mean * mean) - baseline.dispersion)));
  } else if (kind === 'SHARE' && of >= 1) {
    learnBias(baseline.bias, value, of, expected, gain);
    const variance = expected * (1 - expected);
    if (variance <= 0 || of < 2) return;
    const usual = variance * (baseline.dispersion + 1 / of);
    const more = Math.min((value - expected) ** 2, 16 * usual) - variance / of;
    baseline.dispersion = Math.min(
      0.5,
      Math.max(
        0,
        baseline.dispersion + (gain * Math.min(1, of / Math.max(1, baseline.usualOf)) * more) / variance - gain * baseline.dispersion,
      ),
    );
  }
}

/** A step of Newton's method towards the log odds at which as many successes are expected as come. */
function learnBias(bias: Baseline['bias'], value: number, of: number, expected: number, gain: number): void {
  const information = of * expected * (1 - expected);
  bias.information += gain * (information - bias.information);
  if (!(bias.information > 0)) return;
  const step = (gain * of * (value - expected)) / Math.max(bias.information, 0.01);
  bias.odds = clip(bias.odds + clip(step, 0.3), 4);
}

/** The level moves by so much on the transformed scale, below its profiles too: after a shift, at once. */
export function moveLevel(baseline: Baseline, by: number): void {
  baseline.level += by;
  baseline.daily.level += by;
  baseline.weekly.level += by;
  baseline.additive.level += by;
}
