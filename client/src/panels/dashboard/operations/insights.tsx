import type { InsightRowFragment, InsightsPanelFragment } from '../../../graphql/generated/graphql.ts';
import { InsightRows } from '../../insights/insight-rows.tsx';
import { queryPanel } from '../panel.ts';

/** The few things that matter in the workspace now. */
export const insights = queryPanel<InsightsPanelFragment, readonly InsightRowFragment[]>({
  id: 'insights',
  title: 'Insights',
  section: 'operations',
  about: 'The few things that matter now: what changed, goes on, drifted or costs, most first',
  flag: 'withInsights',
  size: { columns: 12, heightPx: 232 },
  filters: 'none',
  permission: 'READ',
  skeleton: 'rows',
  flush: true,
  empty: {
    says: 'Nothing stands out.',
    how: 'Changes week over week, anomalies, drift, topics, sentiment, judges and the cost of the month are looked at every few minutes.',
  },
  read: ({ insights: rows }) => (rows.length === 0 ? null : rows),
  hint: (rows) => {
    const count = rows.filter(({ isNew }) => isNew).length;
    return `${count === 0 ? 'none' : count} new since your last visit, whatever the filters`;
  },
  draw: (rows, _view, heightPx) => <InsightRows rows={rows} height={heightPx} />,
  table: (rows) => [
    ['kind', 'sentence', 'value', 'unit', 'isNew', 'foundAt', 'link'],
    ...rows.map(({ kind, sentence, value, unit, isNew, createdAt, link }) => [kind, sentence, value, unit, String(isNew), createdAt, link]),
  ],
});
