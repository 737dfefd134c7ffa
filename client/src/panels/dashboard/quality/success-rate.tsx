import type { SuccessBucketFragment, SuccessRatePanelFragment } from '../../../graphql/generated/graphql.ts';
import { read } from '../../analytics/buckets.ts';
import { PeriodChanges } from '../../analytics/change.tsx';
import type { Point } from '../../analytics/buckets.ts';
import { hintOver, OverTime, timeOf } from '../over-time.tsx';
import { analyticsPanel } from '../panel.ts';

type SuccessPoint = Point<SuccessBucketFragment>;

const number = {
  of: (point: SuccessPoint) => read(point, (one) => one.successShare),
  low: (point: SuccessPoint) => read(point, (one) => one.successInterval?.low),
  high: (point: SuccessPoint) => read(point, (one) => one.successInterval?.high),
  label: 'Success rate',
  unit: 'share',
  baseline: 'data',
  target: 'SUCCESS_SHARE',
} as const;

/** How many of the judged messages were a success. */
export const successRate = analyticsPanel<SuccessRatePanelFragment, SuccessRatePanelFragment>({
  id: 'success-rate',
  title: 'Success rate',
  section: 'quality',
  about: 'Share of verdicts that are success over time, with its 95 % interval',
  flag: 'withSuccessRate',
  size: { columns: 8, heightPx: 212 },
  filters: 'all',
  permission: 'READ',
  signal: 'SUCCESS_SHARE',
  empty: {
    says: 'No message here was judged a success or a failure.',
    how: 'Judge one in its conversation with y or n, or send evaluateMessages from your application.',
  },
  read: (data) => (data.overview.judgedCount === 0 ? null : data),
  hint: (value) => hintOver('share of verdicts', value, '95 % interval'),
  aside: ({ successChange }) => <PeriodChanges of={successChange} />,
  draw: (value, view, heightPx) => (
    <OverTime
      title="Success rate"
      number={number}
      height={heightPx}
      note={({ judgedCount }) => `n ${judgedCount.toLocaleString('en')}`}
      {...timeOf(value, view)}
    />
  ),
  table: ({ series }) => [
    ['startedAt', 'judged', 'successShare', 'low95', 'high95'],
    ...series.map((one) => [
      one.startedAt,
      one.judgedCount,
      one.successShare ?? null,
      one.successInterval?.low ?? null,
      one.successInterval?.high ?? null,
    ]),
  ],
});
