import type { AnalyticsFilter, FilterLists } from './pure/filter.ts';
import type { Fact } from './analytics.testing.ts';
import { bucketStart, type Interval } from './pure/interval.ts';

/*
 * Every number a second time, in plain TypeScript over plain messages: slow, and written from docs/metrics.md alone.
 */

export function matching(facts: readonly Fact[], filter: AnalyticsFilter): Fact[] {
  const { from, to, widget, success, evaluated, slowerThanMs, usersFirstSeen: cohort, not } = filter;
  const firstSeen = new Map<number, Date>();
  for (const { user, at } of facts) if (at < (firstSeen.get(user) ?? new Date(8e15))) firstSeen.set(user, at);
  const isWithin = (at: Date, ends: { from?: Date | null | undefined; to?: Date | null | undefined }): boolean =>
    (!ends.from || at >= ends.from) && (!ends.to || at < ends.to);
  const isOfCohort = ({ user }: Fact): boolean =>
    (!cohort?.from && !cohort?.to) || (user !== 0 && isWithin(firstSeen.get(user) as Date, cohort));
  return facts.filter(
    (fact) =>
      fact.role === 'ASSISTANT' &&
      isWithin(fact.at, { from, to }) &&
      listsOf(fact, filter).every((matches) => matches !== false) &&
      !listsOf(fact, not ?? {}).some((matches) => matches === true) &&
      (success == null || fact.evaluations.some((one) => one.success === success)) &&
      (evaluated == null || fact.evaluations.length > 0 === evaluated) &&
      (slowerThanMs == null || (fact.latencyMs !== null && fact.latencyMs > slowerThanMs)) &&
      isOfCohort(fact) &&
      (widget == null || fact.widget === widget),
  );
}

/** For each list of the filter, whether the message has one of its values; null: the list names none. */
function listsOf(fact: Fact, lists: FilterLists): (boolean | null)[] {
  const hasOne = <Value>(values: readonly Value[] | null | undefined, own: readonly Value[]): boolean | null =>
    values?.length ? own.some((value) => values.includes(value)) : null;
  const orNone = (own: readonly string[]): readonly string[] => (own.length === 0 ? [''] : own);
  const verdicts = fact.evaluations.flatMap(({ success }) =>
    success === null ? [] : [success ? ('SUCCESS' as const) : ('FAILURE' as const)],
  );
  const words = lists.text?.toLowerCase().split(' ') ?? [];
  return [
    hasOne(lists.models, [fact.model]),
    hasOne(lists.providers, [fact.provider]),
    hasOne(lists.environments, [fact.environment]),
    hasOne(lists.experiments, [fact.experiment]),
    hasOne(lists.variants, [fact.variant]),
    hasOne(lists.sessions, [fact.session]),
    hasOne(lists.users, [fact.user === 0 ? '' : `u-${fact.user}`]),
    hasOne(
      lists.ratings,
      fact.evaluations.flatMap(({ rating }) => (rating === null ? [] : [rating])),
    ),
    hasOne(lists.verdicts, verdicts.length === 0 ? ['UNJUDGED'] : verdicts),
    hasOne(lists.failureTags, orNone(fact.evaluations.flatMap(({ tags }) => tags))),
    hasOne(lists.errorTypes, [fact.error]),
    hasOne(lists.promptNames, [fact.promptName]),
    hasOne(lists.promptVersions, [fact.promptVersion]),
    hasOne(lists.tools, orNone(fact.tools.map(({ name }) => name))),
    words.length === 0 ? null : words.every((word) => fact.text.toLowerCase().includes(word)),
  ];
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
