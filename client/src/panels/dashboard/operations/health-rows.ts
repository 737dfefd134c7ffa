import type { ProviderHealthPanelFragment } from '../../../graphql/generated/graphql.ts';

/** One provider in one bucket. */
export interface HealthRow {
  readonly at: Date;
  readonly provider: string;
  readonly messageCount: number;
  readonly errorShare: number | null;
  readonly p95Ms: number | null;
  readonly rateLimitCount: number;
}

type Providers = ProviderHealthPanelFragment['byProvider'];
type Health = Pick<Providers[number], 'provider' | 'series'> & { readonly rateLimits: Pick<Providers[number]['rateLimits'], 'buckets'> };

/** The same of the compared period. */
export const earlierHealth = (providers: Providers): readonly HealthRow[] =>
  healthRows(
    providers.map(({ provider, previousSeries: series = [], rateLimits: { previous } }) => ({
      provider,
      series,
      rateLimits: { buckets: previous?.buckets ?? [] },
    })),
  );

/** The buckets of all providers, with the limits of rate that each met in them. */
export const healthRows = (providers: readonly Health[]): readonly HealthRow[] =>
  providers.flatMap(({ provider, series, rateLimits }) => {
    const limits = new Map(rateLimits.buckets.map(({ startedAt, count }) => [startedAt, count]));
    return series.map((one) => ({
      at: new Date(one.startedAt),
      provider: provider ?? 'not named',
      messageCount: one.messageCount,
      errorShare: one.errorShare ?? null,
      p95Ms: one.latencyMs.p95Ms ?? null,
      rateLimitCount: limits.get(one.startedAt) ?? 0,
    }));
  });
