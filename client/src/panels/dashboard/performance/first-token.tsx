import type { FirstTokenBucketFragment, FirstTokenPanelFragment } from '../../../graphql/generated/graphql.ts';
import { PeriodChanges } from '../../analytics/change.tsx';
import { LatencyScaleChoice } from '../../analytics/latency-scale.tsx';
import { LatencyChart } from '../../analytics/time-panels.tsx';
import { hintOver, timeOf } from '../over-time.tsx';
import { analyticsPanel } from '../panel.ts';

const asLatency = (bucket: FirstTokenBucketFragment) => ({ ...bucket, latencyMs: bucket.timeToFirstTokenMs });

/** How long a reader waits for the first word. */
export const firstToken = analyticsPanel<FirstTokenPanelFragment, FirstTokenPanelFragment>({
  id: 'first-token',
  title: 'Time to first token',
  section: 'performance',
  about: 'p50, p90, p95 and p99 of the time to the first token',
  flag: 'withFirstToken',
  size: { columns: 6, heightPx: 218 },
  filters: 'all',
  permission: 'READ',
  empty: { says: 'No message here says when its first token came.', how: 'Send timeToFirstTokenMs with each assistant message.' },
  read: (data) => (data.overview.timeToFirstTokenMs.p50Ms == null ? null : data),
  aside: ({ firstTokenChange }) => (
    <>
      <PeriodChanges of={firstTokenChange} />
      <LatencyScaleChoice />
    </>
  ),
  hint: (value) => hintOver('p50, p90, p95, p99', value, 'ms'),
  draw: ({ series, previousSeries, interval }, view, heightPx) => (
    <LatencyChart
      title="Time to first token"
      target="TIME_TO_FIRST_TOKEN_P95"
      {...timeOf({ interval, series: series.map(asLatency), previousSeries: previousSeries?.map(asLatency) }, view)}
      height={heightPx}
    />
  ),
  table: ({ series }) => [
    ['startedAt', 'p50Ms', 'p90Ms', 'p95Ms', 'p99Ms'],
    ...series.map(({ startedAt, timeToFirstTokenMs: of }) => [
      startedAt,
      of.p50Ms ?? null,
      of.p90Ms ?? null,
      of.p95Ms ?? null,
      of.p99Ms ?? null,
    ]),
  ],
});
