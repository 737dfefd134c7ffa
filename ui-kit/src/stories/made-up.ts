/**
 * Small made-up data for stories: the same every time, nothing to do with anyone's messages.
 */

/** A repeatable stream of numbers in [0, 1). */
export function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const start = Date.UTC(2026, 9, 21);

export interface LatencyBucket {
  readonly startedAt: Date;
  readonly replyCount: number;
  readonly p50Ms: number | null;
  readonly p90Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
}

/** 30 days of hours with a daily rhythm, one slow spell, and (if asked for) a silent day. */
export function latency(hours = 720, { silentFrom = -1, silentTo = -1 } = {}): LatencyBucket[] {
  const next = noise(7);
  return Array.from({ length: hours }, (_, hour) => {
    const startedAt = new Date(start + hour * HOUR);
    if (hour >= silentFrom && hour < silentTo) return { startedAt, replyCount: 0, p50Ms: null, p90Ms: null, p95Ms: null, p99Ms: null };
    const rhythm = 1 + 0.16 * Math.sin((hour / 24) * 2 * Math.PI);
    const incident = 1 + 0.9 * Math.exp(-(((hour - 534) / 9) ** 2));
    const p50Ms = Math.round(620 * rhythm * incident * (0.95 + next() * 0.1));
    const p90Ms = Math.round(p50Ms * (1.55 + next() * 0.25));
    const p95Ms = Math.round(p90Ms * (1.3 + next() * 0.3));
    return { startedAt, replyCount: Math.round(900 + next() * 900), p50Ms, p90Ms, p95Ms, p99Ms: Math.round(p95Ms * (1.35 + next() * 0.5)) };
  });
}

export interface ModelDay {
  readonly startedAt: Date;
  readonly model: string;
  readonly costUsd: number | null;
  readonly successShare: number | null;
  readonly lowShare: number | null;
  readonly highShare: number | null;
  readonly judgedCount: number;
}

export const models = ['support-8b-dpo', 'support-8b-sft', 'llama-3.1-8b'];

/** One row per day and model: cost with a weekly rhythm, success with its 95 % interval. */
export function modelDays(days = 30, names: readonly string[] = models): ModelDay[] {
  return names.flatMap((model, place) => {
    const next = noise(11 + place);
    return Array.from({ length: days }, (_, day) => {
      const isWeekend = (day + 3) % 7 >= 5;
      const judgedCount = Math.round(280 + next() * 200);
      const successShare = Math.min(0.98, 0.83 - 0.012 * place + (place === 0 ? day * 0.0016 : 0) + (next() - 0.5) * 0.012);
      const half = 1.96 * Math.sqrt((successShare * (1 - successShare)) / judgedCount);
      return {
        startedAt: new Date(start + day * DAY),
        model,
        judgedCount,
        successShare,
        lowShare: successShare - half,
        highShare: successShare + half,
        costUsd: ([74, 44, 23][place] ?? 9 / (place + 1)) * (isWeekend ? 0.6 : 1) * (0.92 + next() * 0.2) * (1 + day * 0.008),
      };
    });
  });
}

/** A bare walk of numbers, for sparklines. */
export function walk(length: number, seed: number): number[] {
  const next = noise(seed);
  let value = 50;
  return Array.from({ length }, () => (value += (next() - 0.46) * 8));
}
