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
  /** The time range, where it has both ends. */
  readonly range: { readonly from: Date; readonly to: Date } | null;
  readonly interval: Interval;
  readonly timeZone: string;
  readonly slaMs: number;
  /** The provider of a model's first message, which its record keeps. */
  readonly providerOf: (model: string) => string | null;
}

type Numbers = ReturnType<typeof reference.overview>;

/** A number beside that of the compared period, without what is put into words. */
const changeOf = (own: number | null, base: number | null) => ({ base, difference: own === null || base === null ? null : own - base });
const shareOf = (count: number, of: number): number | null => (of === 0 ? null : count / of);
const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length;

/** Metrics of two periods, as `comparison(metrics:)` gives them. */
function metricsOf(own: readonly Fact[], base: readonly Fact[]) {
  const tokensOf = (facts: readonly Fact[]) => meanOf(facts.map(({ tokens }) => tokens[3] + tokens[4]));
  const [one, other] = [reference.overview(own), reference.overview(base)];
  const cents = (ms: number | null): number | null => (ms === null ? null : Math.round(ms * 100) / 100);
  const values = {
    SUCCESS_SHARE: [one.successShare, other.successShare],
    ERROR_SHARE: [one.errorShare, other.errorShare],
    AVERAGE_RATING: [one.averageRating, other.averageRating],
    AVERAGE_LATENCY: [one.latencyMs.averageMs, other.latencyMs.averageMs],
    LATENCY_P50: [cents(one.latencyMs.p50Ms), cents(other.latencyMs.p50Ms)],
    LATENCY_P95: [cents(one.latencyMs.p95Ms), cents(other.latencyMs.p95Ms)],
    TIME_TO_FIRST_TOKEN_P50: [cents(one.timeToFirstTokenMs.p50Ms), cents(other.timeToFirstTokenMs.p50Ms)],
    COST_PER_MESSAGE: [one.costPerMessageUsd, other.costPerMessageUsd],
    OUTPUT_TOKENS_PER_MESSAGE: [tokensOf(own), tokensOf(base)],
  } as const;
  return Object.entries(values).map(([metric, [value, of]]) => ({ metric, ...changeOf(value, of) }));
}

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
export function panelsOf({ all, facts, before, range, interval, timeZone, slaMs, providerOf }: Asked) {
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
  const comparison = (...names: readonly string[]) =>
    before === null ? null : { metrics: metricsOf(facts, before).filter(({ metric }) => names.length === 0 || names.includes(metric)) };
  /** A share of both periods. */
  const share = (of: (own: readonly Fact[]) => number | null) => (before === null ? null : changeOf(of(facts), of(before)));
  const earlier = <Value>(of: (own: readonly Fact[]) => Value): Value | null => (before === null ? null : of(before));
  const ratingsOf = (own: readonly Fact[]) => own.flatMap((fact) => fact.evaluations.flatMap(({ rating }) => rating ?? []));
  const tagsOf = (own: readonly Fact[]) => own.flatMap((fact) => fact.evaluations.flatMap(({ tags }) => tags));
  const lengthsOf = (own: readonly Fact[]) =>
    count(count(own.map(({ conversation }) => String(conversation))).map(({ count: of }) => String(of)))
      .map(({ name, count: of }) => ({ messageCount: Number(name), conversationCount: of }))
      .sort((a, b) => a.messageCount - b.messageCount);
  const repeated = (counts: readonly { value: number; of: number }[]) => counts.flatMap(({ value, of }) => Array<number>(of).fill(value));
  const now = new Date();
  const endsOf = (own: readonly Fact[]) => conversations.abandonment(all, own, now);
  const toolOf = (own: readonly Fact[], name: string) =>
    reference.tools(own).find((one) => one.name === name) ?? { callCount: 0, successShare: null, durationMs: reference.quantiles([]) };
  const errorsBefore = before === null ? [] : conversations.errorSeries(before, interval, timeZone);
  return {
    overview: reference.overview(facts),
    previous: before === null ? null : reference.overview(before),
    series: series(facts),
    previousSeries: before === null ? [] : series(before),
    seriesByModel: byModel.slice(0, 6).map(({ key }) => ({
      model: key,
      buckets: series(facts.filter((fact) => fact.model === key)),
      previous: before === null ? [] : series(before.filter((fact) => fact.model === key)),
    })),
    comparison: comparison(),
    successChange: comparison('SUCCESS_SHARE'),
    errorChange: comparison('ERROR_SHARE'),
    ratingChange: comparison('AVERAGE_RATING'),
    latencyChange: comparison('LATENCY_P50', 'LATENCY_P95'),
    firstTokenChange: comparison('TIME_TO_FIRST_TOKEN_P50'),
    tokenChange: comparison('OUTPUT_TOKENS_PER_MESSAGE'),
    costChange: comparison('COST_PER_MESSAGE'),
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
      previousSeries: before === null ? [] : series(before.filter(({ provider }) => provider === row.key)),
      rateLimits: {
        ...limitsOf(facts.filter(({ provider, error }) => provider === row.key && error === '429')),
        previous: earlier((own) => limitsOf(own.filter(({ provider, error }) => provider === row.key && error === '429'))),
      },
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
    ratings: [1, 2, 3, 4, 5].map((rating) => ({
      rating,
      count: evaluations.filter((one) => one.rating === rating).length,
      previousCount: earlier((own) => ratingsOf(own).filter((one) => one === rating).length),
      comparison: share((own) => shareOf(ratingsOf(own).filter((one) => one === rating).length, ratingsOf(own).length)),
    })),
    failureTags: count(tagsOf(facts)).map(({ name, count: of }) => ({
      tag: name,
      count: of,
      previousCount: earlier((own) => tagsOf(own).filter((tag) => tag === name).length),
      comparison: share((own) =>
        shareOf(own.filter((fact) => tagsOf([fact]).includes(name)).length, own.filter((fact) => fact.evaluations.length > 0).length),
      ),
    })),
    errors: count(facts.flatMap(({ error }) => (error === '' ? [] : [error]))).map(({ name, count: of }) => ({
      errorType: name,
      count: of,
      share: of / facts.length,
      previousCount: earlier((own) => own.filter(({ error }) => error === name).length),
      comparison: share((own) => shareOf(own.filter(({ error }) => error === name).length, own.length)),
    })),
    tools: reference.tools(facts).map((tool) => ({
      ...tool,
      previous: earlier((own) => toolOf(own, tool.name)),
      comparison: share((own) => toolOf(own, tool.name).successShare),
    })),
    conversationLengths: lengthsOf(facts),
    previousConversationLengths: before === null ? [] : lengthsOf(before),
    conversationLengthComparison: share((own) =>
      meanOf(repeated(lengthsOf(own).map(({ messageCount: value, conversationCount: of }) => ({ value, of })))),
    ),
    sla: {
      ...slaOf(facts),
      previous: before === null ? null : slaOf(before),
      comparison: share((own) => slaOf(own).breachShare),
    },
    turnsToSuccess: conversations.turnsToSuccess(facts),
    previousTurnsToSuccess: before === null ? [] : conversations.turnsToSuccess(before),
    turnsToSuccessComparison: share((own) =>
      meanOf(repeated(conversations.turnsToSuccess(own).map(({ turn: value, conversationCount: of }) => ({ value, of })))),
    ),
    abandonment: { ...endsOf(facts), previous: earlier(endsOf), comparison: share((own) => endsOf(own).abandonedShare) },
    retention: timesOf(conversations.retention(all, facts, timeZone)),
    retentionComparison:
      before === null || range === null
        ? null
        : changeOf(
            conversations.cameBack(conversations.retention(all, facts, timeZone), range),
            conversations.cameBack(conversations.retention(all, before, timeZone), {
              from: new Date(2 * range.from.getTime() - range.to.getTime()),
              to: range.from,
            }),
          ),
    errorSeries: conversations
      .errorSeries(facts, interval, timeZone)
      .slice(0, 7)
      .map((own) => {
        const found = errorsBefore.find(({ errorType }) => errorType === own.errorType);
        return {
          ...own,
          buckets: timesOf(own.buckets),
          previous: before === null ? null : { count: found?.count ?? 0, buckets: timesOf(found?.buckets ?? []) },
        };
      }),
  };
}
