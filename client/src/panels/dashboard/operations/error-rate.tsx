import type { ErrorBucketFragment, ErrorRatePanelFragment } from '../../../graphql/generated/graphql.ts';
import { read } from '../../analytics/buckets.ts';
import { PeriodChanges } from '../../analytics/change.tsx';
import type { Point } from '../../analytics/buckets.ts';
import { hintOver, OverTime, timeOf } from '../over-time.tsx';
import { analyticsPanel } from '../panel.ts';

const number = {
  of: (point: Point<ErrorBucketFragment>) => read(point, (one) => one.errorShare),
  label: 'Error rate',
  unit: 'share',
  baseline: 'zero',
  target: 'ERROR_SHARE',
} as const;

/** How many messages ended in an error. */
export const errorRate = analyticsPanel<ErrorRatePanelFragment, ErrorRatePanelFragment>({
  id: 'error-rate',
  title: 'Error rate',
  section: 'operations',
  about: 'Share of messages that ended in an error, over time',
  flag: 'withErrorRate',
  size: { columns: 8, heightPx: 196 },
  filters: 'all',
  permission: 'READ',
  signal: 'ERROR_SHARE',
  empty: { says: 'No message in this time range passes these filters.' },
  read: (data) => (data.overview.messageCount === 0 ? null : data),
  hint: (value) => hintOver('share of messages', value),
  aside: ({ errorChange }) => <PeriodChanges of={errorChange} />,
  draw: (value, view, heightPx) => (
    <OverTime
      title="Error rate"
      number={number}
      height={heightPx}
      note={({ errorCount, messageCount }) => `${errorCount.toLocaleString('en')} of ${messageCount.toLocaleString('en')}`}
      {...timeOf(value, view)}
    />
  ),
  table: ({ series }) => [
    ['startedAt', 'messages', 'errors', 'errorShare'],
    ...series.map((one) => [one.startedAt, one.messageCount, one.errorCount, one.errorShare ?? null]),
  ],
});
