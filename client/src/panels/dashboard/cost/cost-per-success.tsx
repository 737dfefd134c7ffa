import type { CostBucketFragment, CostPerSuccessPanelFragment } from '../../../graphql/generated/graphql.ts';
import { read } from '../../analytics/buckets.ts';
import type { Point } from '../../analytics/buckets.ts';
import { hintOver, OverTime, timeOf } from '../over-time.tsx';
import { analyticsPanel } from '../panel.ts';

const number = {
  of: (point: Point<CostBucketFragment>) => read(point, (one) => one.costPerSuccessUsd),
  label: 'Cost per success',
  unit: 'usd',
  baseline: 'zero',
  target: 'COST_PER_SUCCESS',
} as const;

/** What a success costs. */
export const costPerSuccess = analyticsPanel<CostPerSuccessPanelFragment, CostPerSuccessPanelFragment>({
  id: 'cost-per-success',
  title: 'Cost per success',
  section: 'cost',
  about: 'Cost per verdict of success over time',
  flag: 'withCostPerSuccess',
  size: { columns: 12, heightPx: 180 },
  filters: 'all',
  permission: 'READ',
  empty: {
    says: 'No message here has a price and a verdict of success.',
    how: 'Set prices on the Prices page, and judge messages in their conversations.',
  },
  read: (data) => (data.overview.costPerSuccessUsd == null ? null : data),
  hint: (value) => hintOver('cost per verdict of success', value, '$'),
  draw: (value, view, heightPx) => <OverTime title="Cost per success" number={number} height={heightPx} {...timeOf(value, view)} />,
  table: ({ series }) => [
    ['startedAt', 'costPerSuccessUsd', 'costPerMessageUsd'],
    ...series.map((one) => [one.startedAt, one.costPerSuccessUsd ?? null, one.costPerMessageUsd ?? null]),
  ],
});
