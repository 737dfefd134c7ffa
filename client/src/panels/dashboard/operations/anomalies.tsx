import type { AnomaliesPanelFragment } from '../../../graphql/generated/graphql.ts';
import { AnomalyRows } from '../../signals/anomaly-rows.tsx';
import { queryPanel } from '../panel.ts';

type Row = AnomaliesPanelFragment['anomalies']['edges'][number]['node'];

/** What left its range of late. */
export const anomalies = queryPanel<AnomaliesPanelFragment, readonly Row[]>({
  id: 'anomalies',
  title: 'Anomalies',
  section: 'operations',
  about: 'What left the range that its past leads to expect, newest first',
  flag: 'withAnomalies',
  size: { columns: 12, heightPx: 200 },
  filters: 'none',
  permission: 'READ',
  skeleton: 'rows',
  flush: true,
  empty: { says: 'Nothing out of the ordinary was found.', how: 'Each metric is compared with its own past, by the hour.' },
  read: ({ anomalies: { edges } }) => (edges.length === 0 ? null : edges.map(({ node }) => node)),
  hint: (rows) => (rows.length === 1 ? 'the last one, whatever the filters' : `the last ${rows.length}, whatever the filters`),
  draw: (rows, _view, heightPx) => <AnomalyRows rows={rows} height={heightPx} />,
  table: (rows) => [
    ['number', 'severity', 'state', 'metric', 'of', 'value', 'expectedLow', 'expectedHigh', 'beganAt', 'endedAt', 'sentence'],
    ...rows.map((row) => [
      row.number,
      row.severity,
      row.state,
      row.metric,
      row.dimensionValue ?? null,
      row.value,
      row.expectedLow,
      row.expectedHigh,
      row.beganAt,
      row.endedAt ?? null,
      row.sentence,
    ]),
  ],
});
