import { draws, type Draws } from './draws.ts';
import type { Point, SeriesKind } from '../../../server/src/domains/signals/pure/detect/point.ts';

/* Hourly metrics of an application that calls language models, with what went wrong in them known. */

export const hourMs = 3_600_000;
export const days = 35;
/** Nothing goes wrong in the first days: there is nothing yet to compare with. */
const quietDays = 8;

export type EventKind = 'SPIKE' | 'SHIFT' | 'DRIFT';

export interface Event {
  readonly kind: EventKind;
  /** Hours from the beginning; `to` is not part of it. A SHIFT and a DRIFT last to the end of the series. */
  readonly from: number;
  readonly to: number;
}

export interface Made {
  readonly metric: Metric;
  readonly kind: SeriesKind;
  /** Messages an hour, on average. */
  readonly traffic: number;
  readonly points: readonly Point[];
  readonly events: readonly Event[];
}

const metrics = {
  volume: 'COUNT',
  errors: 'SHARE',
  success: 'SHARE',
  latencyP50: 'AMOUNT',
  latencyP95: 'AMOUNT',
  cost: 'AMOUNT',
  tokens: 'AMOUNT',
  rating: 'AMOUNT',
} as const satisfies Record<string, SeriesKind>;
export type Metric = keyof typeof metrics;
export const metricNames = Object.keys(metrics) as Metric[];

/** How much a change of each metric is, as a factor or a difference of the underlying rate, from the least to the largest. */
const sizes: Record<Metric, readonly [least: number, most: number]> = {
  volume: [2.2, 4],
  errors: [0.08, 0.3],
  success: [0.12, 0.4],
  latencyP50: [1.6, 3],
  latencyP95: [1.6, 3],
  cost: [1.8, 4],
  tokens: [1.6, 3],
  rating: [0.6, 1.5],
};

/** A series of 35 days of a metric. About half have one event, some two; with little traffic events are longer and larger. */
export function madeSeries(seed: number, metric: Metric): Made {
  const drawn = draws(seed);
  const { uniform, normal, poisson } = drawn;
  const hours = days * 24;
  const isLow = uniform() < 0.2;
  const traffic = isLow ? 1 + 4 * uniform() : 30 * 40 ** uniform();
  const events = eventsOf(drawn, isLow);
  const sign = metric === 'volume' ? (uniform() < 0.6 ? -1 : 1) : metric === 'success' || metric === 'rating' ? -1 : 1;
  const [least, most] = sizes[metric];
  const size = isLow ? most : least + (most - least) * uniform() ** 1.5;
  const [dayShape, weekendShare, peak, growth] = [
    0.3 + 0.5 * uniform(),
    0.3 + 0.6 * uniform(),
    10 + 6 * uniform(),
    (uniform() - 0.4) * 0.4,
  ];
  const base = {
    error: 0.005 + 0.03 * uniform(),
    success: 0.75 + 0.2 * uniform(),
    p50: 400 + 2_000 * uniform(),
    cost: 0.001 + 0.02 * uniform(),
  };
  let slow = 0;
  const points = Array.from({ length: hours }, (_, hour): Point => {
    const at = Date.UTC(2026, 0, 5) + hour * hourMs;
    const isWeekend = Math.floor(hour / 24) % 7 >= 5;
    const wave = 1 + dayShape * Math.cos(((hour - peak) / 24) * 2 * Math.PI);
    // The level wanders a little by itself, with a memory of a day.
    slow = 0.96 * slow + 0.28 * normal();
    const effect = events.reduce((sum, event) => Math.max(sum, strengthAt(event, hour)), 0);
    const factor = effect === 0 ? 1 : 1 + (size - 1) * effect;
    const usual = traffic * wave * (isWeekend ? weekendShare : 1) * (1 + (growth * hour) / hours);
    const burst = Math.exp(0.1 * normal() + 0.03 * slow);
    const count = poisson(usual * burst * (metric === 'volume' ? factor ** sign : 1));
    if (metric === 'volume') return { at, value: count };
    if (count === 0) return { at, value: null, ...(metrics[metric] === 'SHARE' ? { of: 0 } : {}) };
    const noise = (spread: number): number => Math.exp((spread * normal()) / Math.sqrt(count) + 0.03 * slow + 0.03 * normal());
    switch (metric) {
      case 'errors':
      case 'success': {
        const rate = metric === 'errors' ? base.error + size * effect : base.success - size * effect;
        const share = Math.min(0.999, Math.max(0.001, rate * Math.exp(0.02 * slow * (metric === 'errors' ? 3 : 0.3))));
        let successes = 0;
        for (let trial = 0; trial < count; trial += 1) if (uniform() < share) successes += 1;
        return { at, value: successes / count, of: count };
      }
      case 'latencyP50':
        return { at, value: base.p50 * (1 + 0.15 * (wave - 1)) * noise(0.7) * factor, of: count };
      case 'latencyP95':
        return { at, value: base.p50 * 3 * (1 + 0.25 * (wave - 1)) * noise(1.6) * factor, of: count };
      case 'cost':
        return { at, value: count * base.cost * noise(1) * factor, of: count };
      case 'tokens':
        return { at, value: count * 800 * noise(0.8) * factor, of: count };
      case 'rating':
        return { at, value: Math.min(5, Math.max(1, 4.1 - size * effect + 0.9 * (normal() / Math.sqrt(count)) + 0.03 * slow)), of: count };
    }
  });
  return { metric, kind: metrics[metric], traffic, points, events };
}

function eventsOf({ uniform }: Draws, isLow: boolean): Event[] {
  const hours = days * 24;
  const first = quietDays * 24;
  const draw = uniform();
  if (draw < 0.45) return [];
  const at = Math.floor(first + (hours - first - 96) * uniform());
  const length = isLow ? 24 + Math.floor(24 * uniform()) : 2 + Math.floor(5 * uniform());
  if (draw < 0.75) {
    const one: Event = { kind: 'SPIKE', from: at, to: at + length };
    const other = at + 120 + Math.floor(72 * uniform());
    return draw < 0.6 || other + length > hours ? [one] : [one, { kind: 'SPIKE', from: other, to: other + length }];
  }
  return [{ kind: draw < 0.9 ? 'SHIFT' : 'DRIFT', from: at, to: hours }];
}

/** How strong an event is at an hour, 0 to 1: a drift takes three days to its full strength. */
function strengthAt({ kind, from, to }: Event, hour: number): number {
  if (hour < from || hour >= to) return 0;
  return kind === 'DRIFT' ? Math.min(1, (hour - from + 1) / 72) : 1;
}
