import type { AnalyticsFilter } from './pure/filter.ts';
import type { Fact } from './analytics.testing.ts';
import { bucketStart, type Interval } from './pure/interval.ts';

/*
 * Every number a second time, in plain TypeScript over plain messages: slow, and written from docs/metrics.md alone.
 */

export function matching(facts: readonly Fact[], filter: AnalyticsFilter): Fact[] {
  const oneOf = (values: readonly string[] | null | undefined, value: string): boolean => !values?.length || values.includes(value);
  return facts.filter(
    (fact) =>
      fact.role === 'ASSISTANT' &&
      (!filter.from || fact.at >= filter.from) &&
      (!filter.to || fact.at < filter.to) &&
      oneOf(filter.models, fact.model) &&
      oneOf(filter.providers, fact.provider) &&
      oneOf(filter.environments, fact.environment) &&
      oneOf(filter.experiments, fact.experiment) &&
      oneOf(filter.variants, fact.variant) &&
      oneOf(filter.sessions, fact.session) &&
      oneOf(filter.users, fact.user === 0 ? '' : `u-${fact.user}`) &&
      (!filter.ratings?.length || fact.evaluations.some(({ rating }) => rating !== null && filter.ratings?.includes(rating))) &&
      (filter.success == null || fact.evaluations.some(({ success }) => success === filter.success)) &&
      (filter.widget == null || fact.widget === filter.widget),
  );
}

/** As numpy.percentile does it: linear between the two nearest. */
function percentile(values: readonly number[], level: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = level * (sorted.length - 1);
  const below = sorted[Math.floor(at)] as number;
  const above = sorted[Math.ceil(at)] as number;
  return below + (above - below) * (at - Math.floor(at));
}

export const quantiles = (values: readonly number[]) => ({
  p50Ms: percentile(values, 0.5),
  p90Ms: percentile(values, 0.9),
  p95Ms: percentile(values, 0.95),
  p99Ms: percentile(values, 0.99),
  averageMs: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
});

export function overview(facts: readonly Fact[]) {
  const known = <Value>(values: readonly (Value | null)[]): Value[] => values.filter((value) => value !== null);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const evaluations = facts.flatMap((fact) => fact.evaluations);
  const ratings = known(evaluations.map(({ rating }) => rating));
  const verdicts = known(evaluations.map(({ success }) => success));
  const successes = verdicts.filter(Boolean).length;
  const costs = known(facts.map(({ costNanoUsd }) => costNanoUsd));
  const costUsd = costs.length === 0 ? null : sum(costs) / 1e9;
  const token = (...places: number[]): bigint => BigInt(sum(facts.flatMap(({ tokens }) => places.map((place) => tokens[place] ?? 0))));
  return {
    messageCount: facts.length,
    conversationCount: new Set(facts.map(({ conversation }) => conversation)).size,
    userCount: new Set(facts.map(({ user }) => user).filter((user) => user !== 0)).size,
    inputTokens: token(0, 1, 2),
    outputTokens: token(3, 4),
    cacheReadTokens: token(1),
    cacheWriteTokens: token(2),
    reasoningTokens: token(4),
    costUsd,
    costPerMessageUsd: costUsd === null ? null : costUsd / costs.length,
    pricedCount: costs.length,
    evaluatedCount: facts.filter(({ evaluations: own }) => own.length > 0).length,
    ratedCount: ratings.length,
    judgedCount: verdicts.length,
    successShare: verdicts.length === 0 ? null : successes / verdicts.length,
    averageRating: ratings.length === 0 ? null : sum(ratings) / ratings.length,
    errorShare: facts.length === 0 ? null : facts.filter(({ error }) => error !== '').length / facts.length,
    errorCount: facts.filter(({ error }) => error !== '').length,
    costPerSuccessUsd: costUsd === null || successes === 0 ? null : costUsd / successes,
    latencyMs: quantiles(known(facts.map(({ latencyMs }) => latencyMs))),
    timeToFirstTokenMs: quantiles(known(facts.map(({ firstTokenMs }) => firstTokenMs))),
  };
}

export const grouped = <Key>(facts: readonly Fact[], keyOf: (fact: Fact) => Key) =>
  [...Map.groupBy(facts, keyOf)].map(([key, own]) => ({ key, ...overview(own) }));

export const series = (facts: readonly Fact[], interval: Interval, zone?: string) =>
  grouped(facts, ({ at }) => bucketStart(at, interval, zone).toISOString()).sort((a, b) => (a.key < b.key ? -1 : 1));

/** What was named, with how often, most frequent first. */
export const frequencies = (names: readonly string[]): { name: string; count: number }[] =>
  [...Map.groupBy(names, (name) => name)]
    .map(([name, all]) => ({ name, count: all.length }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));

export const tools = (facts: readonly Fact[]) =>
  [
    ...Map.groupBy(
      facts.flatMap(({ tools: own }) => own),
      ({ name }) => name,
    ),
  ]
    .map(([name, calls]) => {
      const known = calls.filter(({ success }) => success !== null);
      return {
        name,
        callCount: calls.length,
        failureCount: calls.filter(({ success }) => success === false).length,
        successShare: known.length === 0 ? null : known.filter(({ success }) => success).length / known.length,
        durationMs: quantiles(calls.flatMap(({ durationMs }) => (durationMs === null ? [] : [durationMs]))),
      };
    })
    .sort((a, b) => b.callCount - a.callCount || (a.name < b.name ? -1 : 1));
