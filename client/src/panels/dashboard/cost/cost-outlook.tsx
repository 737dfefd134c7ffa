import type { CostOutlookPanelFragment } from '../../../graphql/generated/graphql.ts';
import { CostOutlook } from '../../signals/cost-outlook.tsx';
import { queryPanel } from '../panel.ts';

/** The next 30 days; the next 7 where the past is too short for more. */
const aheadOf = ({ costForecast, costWeek }: CostOutlookPanelFragment) => (costForecast.points.length === 0 ? costWeek : costForecast);

/** What the month will have cost, whether that passes the budget, and the days of it. */
export const costOutlook = queryPanel<CostOutlookPanelFragment, CostOutlookPanelFragment>({
  id: 'cost-outlook',
  title: 'Cost forecast',
  section: 'cost',
  about: 'What this month will have cost with its interval, against the budget, and the next 30 days',
  flag: 'withCostOutlook',
  size: { columns: 12, heightPx: 260 },
  filters: 'none',
  permission: 'READ',
  empty: { says: 'Nothing has cost anything yet.', how: 'Set prices of your models, and costs are computed again.' },
  read: (data) => (data.costOutlook.spentUsd === 0 && data.costForecast.history.length === 0 ? null : data),
  hint: (data) => `this month and the next ${aheadOf(data).points.length} days, $, whatever the filters`,
  draw: (data, _view, heightPx) => <CostOutlook outlook={data.costOutlook} forecast={aheadOf(data)} height={heightPx} />,
  table: (data) => [
    ['day', 'costUsd', 'forecastUsd', 'low80', 'high80', 'low95', 'high95'],
    ...aheadOf(data).history.map(({ at, value }) => [at, value ?? null, null, null, null, null, null]),
    ...aheadOf(data).points.map((one) => [one.at, null, one.value, one.low80, one.high80, one.low95, one.high95]),
  ],
});
