import { DotPlot } from 'ui-kit/dot-plot';
import type { TrainingMethodsPanelFragment } from '../../../graphql/generated/graphql.ts';
import { BaselineChoice, GroupTable, groupTable } from '../group-table.tsx';
import { MessagesLink } from '../messages-link.tsx';
import { analyticsPanel } from '../panel.ts';
import type { PanelView } from '../panel.ts';
import styles from '../dashboard.module.css';

type Method = TrainingMethodsPanelFragment['byTrainingMethod'][number] & { readonly name: string };

const order = ['BASE', 'SFT', 'DPO', 'RLHF'];
const named = {
  header: 'Method',
  cell: (row: Method) =>
    row.trainingMethod == null ? (
      <span className="quiet">not entered</span>
    ) : (
      <MessagesLink narrow={{ method: [row.trainingMethod] }}>{row.name}</MessagesLink>
    ),
};

const method = { of: (row: Method) => row.name, label: 'Method' };
const success = {
  of: (row: Method) => row.successShare ?? null,
  low: (row: Method) => row.successInterval?.low ?? null,
  high: (row: Method) => row.successInterval?.high ?? null,
  label: 'Success rate',
  unit: 'share',
} as const;

/** Whether training helped: each method against the base models. */
export const trainingMethods = analyticsPanel<TrainingMethodsPanelFragment, readonly Method[]>({
  id: 'training-effectiveness',
  title: 'Training effectiveness',
  section: 'models',
  about: 'Models by training method: base, SFT, DPO, RLHF, with the difference in success',
  flag: 'withTrainingMethods',
  size: { columns: 12, heightPx: 230 },
  filters: 'all',
  permission: 'READ',
  skeleton: 'rows',
  flush: true,
  empty: { says: 'No model here has a training method.', how: 'Enter it on the Models page, or register the model by a training.' },
  read: ({ byTrainingMethod }) => {
    const rows = byTrainingMethod.map((row) => ({ ...row, name: row.trainingMethod?.toLowerCase() ?? 'not entered' }));
    return rows.every(({ trainingMethod }) => trainingMethod == null) ? null : rows.sort((one, other) => place(one) - place(other));
  },
  hint: () => 'models by training method, 95 % intervals',
  aside: (rows, view) => <BaselineChoice rows={rows} view={methodView(rows, view)} what="method" />,
  draw: (rows, view, heightPx) => (
    <div className={styles.sideBySide}>
      <div className={styles.dots}>
        <DotPlot
          title="Success by training method"
          data={rows.filter(({ successShare }) => successShare != null)}
          measure={method}
          value={success}
        />
      </div>
      <GroupTable
        without={narrow}
        caption="Training effectiveness"
        rows={rows}
        view={methodView(rows, view)}
        heightPx={heightPx}
        named={named}
      />
    </div>
  ),
  table: (rows) => groupTable('method', rows),
});

/** What the chart beside the table takes the place of. */
const narrow = ['judged', 'p50', 'costPerSuccess'] as const;

const place = ({ trainingMethod }: Method): number => (trainingMethod == null ? order.length : order.indexOf(trainingMethod));

/** Against the base models, where they were judged and nothing else is chosen. */
const methodView = (rows: readonly Method[], view: PanelView): PanelView =>
  rows.some(({ name }) => view.baselines.includes(name)) ? view : { ...view, baselines: ['base'] };
