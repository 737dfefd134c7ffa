import type { CostByModelPanelFragment } from '../../../graphql/generated/graphql.ts';
import { PeriodChanges } from '../../analytics/change.tsx';
import { CostChart, rowsOf } from '../../analytics/model-panels.tsx';
import { hintOver } from '../over-time.tsx';
import { analyticsPanel } from '../panel.ts';

/** What each model costs. */
export const costByModel = analyticsPanel<CostByModelPanelFragment, CostByModelPanelFragment>({
  id: 'cost-by-model',
  title: 'Cost by model',
  section: 'cost',
  about: 'Cost over time, stacked by model',
  flag: 'withCostByModel',
  size: { columns: 6, heightPx: 200 },
  filters: 'all',
  permission: 'READ',
  signal: 'COST',
  skeleton: 'bars',
  empty: {
    says: 'No message here has a price.',
    how: 'Set a price for its model on the Prices page, and costs are computed again.',
  },
  read: (data) => (data.overview.costUsd == null ? null : data),
  hint: (value) => hintOver('cost', value, '$'),
  aside: ({ costChange }) => <PeriodChanges of={costChange} />,
  draw: ({ interval, seriesByModel, previousSeries }, { styleOf, onRange, shiftMs, previousName }, heightPx) => (
    <CostChart
      interval={interval}
      models={seriesByModel}
      styleOf={styleOf}
      onRange={onRange}
      height={heightPx}
      before={{ series: previousSeries ?? [], shiftMs, label: previousName }}
    />
  ),
  table: ({ seriesByModel }) => [
    ['startedAt', 'model', 'costUsd'],
    ...rowsOf(seriesByModel).map((row) => [row.startedAt, row.model, row.costUsd ?? null]),
  ],
});
