import type { Fact } from './analytics.testing.ts';
import * as conversations from './conversations.testing.ts';
import { bucketStart, type Interval } from './pure/interval.ts';
import * as reference from './reference.testing.ts';

interface Asked {
  /** Everything that was sent, whatever the filter. */
  readonly all: readonly Fact[];
  readonly facts: readonly Fact[];
  /** Those of the compared period; null: there is none. */
  readonly before: readonly Fact[] | null;
  readonly interval: Interval;
  readonly timeZone: string;
  readonly slaMs: number;
  /** The provider of a model's first message, which its record keeps. */
  readonly providerOf: (model: string) => string | null;
}

type Numbers = ReturnType<typeof reference.overview>;

/** Groups as the product orders them: most messages first, then by name; '' is null. */
function groupsOf<Name extends string>(facts: readonly Fact[], name: Name, keyOf: (fact: Fact) => string) {
  return reference
    .grouped(facts, keyOf)
    .sort((a, b) => b.messageCount - a.messageCount || (a.key < b.key ? -1 : 1))
    .map(
      ({ key, ...numbers }) =>
        ({ [name]: key === '' ? null : key, key, ...numbers }) as Record<Name, string | null> & { key: string } & Numbers,
    );
}

/** What `Analytics` answers to the dashboard's query: every panel a second time, over plain messages. */
export function panelsOf({ all, facts, before, interval, timeZone, slaMs, providerOf }: Asked) {
  const series = (own: readonly Fact[]) =>
    reference.series(own, interval, timeZone).map(({ key, ...numbers }) => ({ startedAt: key, ...numbers }));
  const previousOf = (keyOf: (fact: Fact) => string, key: string) =>
    before === null ? null : reference.overview(before.filter((fact) => keyOf(fact) === key));
  const model = ({ model: name }: Fact): string => name;
  const byModel = groupsOf(facts, 'model', model);
  const evaluations = facts.flatMap((fact) => fact.evaluations);
  const breachOf = (own: readonly Fact[]) => {
    const breachCount = own.filter(({ latencyMs }) => (latencyMs as number) > slaMs).length;
    return { measuredCount: own.length, breachCount, breachShare: own.length === 0 ? null : breachCount / own.length };
  };
  const slaOf = (own: readonly Fact[]) => {
    const timed = own.filter(({ latencyMs }) => latencyMs !== null);
    return {
      thresholdMs: slaMs,
      rules: [],
      ...breachOf(timed),
      series: [...Map.groupBy(timed, ({ at }) => bucketStart(at, interval, timeZone).toISOString())]
        .map(([startedAt, some]) => ({ startedAt, ...breachOf(some) }))
        .sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1)),
    };
  };
  const timesOf = <Bucket extends { startedAt: Date }>(buckets: readonly Bucket[]) =>
    buckets.map((bucket) => ({ ...bucket, startedAt: bucket.startedAt.toISOString() }));
  const limitsOf = (own: readonly Fact[]) => ({ count: own.length, buckets: timesOf(conversations.bucketsOf(own, interval, timeZone)) });
  const count = (names: readonly string[]) => reference.frequencies(names);
  return {
    overview: reference.overview(facts),
    previous: before === null ? null : reference.overview(before),
    series: series(facts),
    previousSeries: before === null ? [] : series(before),
    seriesByModel: byModel.slice(0, 6).map(({ key }) => ({ model: key, buckets: series(facts.filter((fact) => fact.model === key)) })),
    byModel: byModel.map((row) => ({
      ...row,
      provider: providerOf(row.key),
      trainingMethod: null,
      series: series(facts.filter((fact) => fact.model === row.key)),
      previous: previousOf(model, row.key),
    })),
    byProvider: groupsOf(facts, 'provider', ({ provider }) => provider).map((row) => ({
      ...row,
      previous: previousOf(({ provider }) => provider, row.key),
      series: series(facts.filter(({ provider }) => provider === row.key)),
      rateLimits: limitsOf(facts.filter(({ provider, error }) => provider === row.key && error === '429')),
    })),
    byVariant: groupsOf(facts, 'variant', ({ variant }) => variant).map((row) => ({
      ...row,
      experimentName: null,
      previous: previousOf(({ variant }) => variant, row.key),
    })),
    byTrainingMethod: groupsOf(facts, 'trainingMethod', () => '').map((row) => ({ ...row, previous: previousOf(() => '', '') })),
    bySession: groupsOf(
      facts.filter(({ session }) => session !== ''),
      'sessionId',
      ({ session }) => session,
    ).map((row) => ({ ...row, experimentName: null, variant: null, previous: previousOf(({ session }) => session, row.key) })),
    ratings: [1, 2, 3, 4, 5].map((rating) => ({ rating, count: evaluations.filter((one) => one.rating === rating).length })),
    failureTags: count(evaluations.flatMap(({ tags }) => tags)).map(({ name, count: of }) => ({ tag: name, count: of })),
    errors: count(facts.flatMap(({ error }) => (error === '' ? [] : [error]))).map(({ name, count: of }) => ({
      errorType: name,
      count: of,
      share: of / facts.length,
    })),
    tools: reference.tools(facts),
    conversationLengths: count(count(facts.map(({ conversation }) => String(conversation))).map(({ count: of }) => String(of)))
      .map(({ name, count: of }) => ({ messageCount: Number(name), conversationCount: of }))
      .sort((a, b) => a.messageCount - b.messageCount),
    sla: { ...slaOf(facts), previous: before === null ? null : slaOf(before) },
    turnsToSuccess: conversations.turnsToSuccess(facts),
    abandonment: conversations.abandonment(all, facts, new Date()),
    retention: timesOf(conversations.retention(all, facts, timeZone)),
    errorSeries: conversations
      .errorSeries(facts, interval, timeZone)
      .slice(0, 7)
      .map((own) => ({ ...own, buckets: timesOf(own.buckets) })),
  };
}
