import type { SuccessByModelPanelFragment } from '../../../graphql/generated/graphql.ts';
import { rowsOf } from '../../analytics/model-panels.tsx';
import { SuccessChart } from '../../analytics/success-panel.tsx';
import { hintOver } from '../over-time.tsx';
import { analyticsPanel } from '../panel.ts';

/** The success of each model over time. */
export const successByModel = analyticsPanel<SuccessByModelPanelFragment, SuccessByModelPanelFragment>({
  id: 'success-by-model',
  title: 'Success by model',
  section: 'quality',
  about: 'Share of verdicts that are success, of each model over time',
  flag: 'withSuccessByModel',
  size: { columns: 8, heightPx: 212 },
  filters: 'all',
  permission: 'READ',
  empty: {
    says: 'No message here was judged a success or a failure.',
    how: 'Judge one in its conversation with y or n, or send evaluateMessages from your application.',
  },
  read: (data) => (data.overview.judgedCount === 0 ? null : data),
  hint: (value) => hintOver('share of verdicts', value, '95 % interval'),
  draw: ({ interval, seriesByModel }, { styleOf, onRange }, heightPx) => (
    <SuccessChart interval={interval} models={seriesByModel} styleOf={styleOf} onRange={onRange} height={heightPx} />
  ),
  table: ({ seriesByModel }) => [
    ['startedAt', 'model', 'judged', 'successShare'],
    ...rowsOf(seriesByModel).map((row) => [row.startedAt, row.model, row.judgedCount, row.successShare ?? null]),
  ],
});
