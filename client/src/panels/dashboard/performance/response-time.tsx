import type { ResponseTimePanelFragment } from '../../../graphql/generated/graphql.ts';
import { PeriodChanges } from '../../analytics/change.tsx';
import { LatencyScaleChoice } from '../../analytics/latency-scale.tsx';
import { LatencyChart } from '../../analytics/time-panels.tsx';
import { hintOver, timeOf } from '../over-time.tsx';
import { analyticsPanel } from '../panel.ts';

/** How long answers take, and how long the slow ones. */
export const responseTime = analyticsPanel<ResponseTimePanelFragment, ResponseTimePanelFragment>({
  id: 'response-time',
  title: 'Response time',
  section: 'performance',
  about: 'p50, p90, p95 and p99 of the time to the last token',
  flag: 'withResponseTime',
  size: { columns: 6, heightPx: 218 },
  filters: 'all',
  permission: 'READ',
  signal: 'LATENCY_P95',
  empty: { says: 'No message here says how long it took.', how: 'Send latencyMs with each assistant message.' },
  read: (data) => (data.overview.latencyMs.p50Ms == null ? null : data),
  aside: ({ latencyChange }) => (
    <>
      <PeriodChanges of={latencyChange} />
      <LatencyScaleChoice />
    </>
  ),
  hint: (value) => hintOver('p50, p90, p95, p99', value, 'ms'),
  draw: (value, view, heightPx) => <LatencyChart title="Response time" {...timeOf(value, view)} height={heightPx} />,
  table: ({ series }) => [
    ['startedAt', 'messages', 'p50Ms', 'p90Ms', 'p95Ms', 'p99Ms'],
    ...series.map(({ startedAt, messageCount, latencyMs: of }) => [
      startedAt,
      messageCount,
      of.p50Ms ?? null,
      of.p90Ms ?? null,
      of.p95Ms ?? null,
      of.p99Ms ?? null,
    ]),
  ],
});
