import { useMemo, useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useClient } from 'urql';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { Page } from '../../controls/page/page.tsx';
import { useMay } from '../../controls/viewer.ts';
import { DeleteMetricDocument, MetricsDocument } from '../../graphql/generated/graphql.ts';
import type { MetricRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { MetricDialog } from './metric-dialog.tsx';
import { boundWords, formulaWords, kindLabels } from './words.ts';
import styles from './metrics.module.css';

/** What units are measured by: the metrics that every workspace has, and those that were defined here. */
export function MetricsPage() {
  const client = useClient();
  const answer = useLiveQuery({ query: MetricsDocument, variables: {} });
  const [edited, setEdited] = useState<{ readonly metric: MetricRowFragment | null } | null>(null);
  const [deleted, setDeleted] = useState<MetricRowFragment | null>(null);
  const mayEdit = useMay('EDIT_METRICS');
  const columns = useMemo(() => (mayEdit ? [...plain, actionsOf((metric) => setEdited({ metric }), setDeleted)] : plain), [mayEdit]);
  // Those that were defined here come first.
  const load = loadOf(answer, ({ metrics }) => metrics.toSorted((one, other) => Number(one.isBuiltIn) - Number(other.isBuiltIn)));
  return (
    <Page
      title="Metrics"
      actions={
        mayEdit && (
          <Button tone="primary" icon="plus" onClick={() => setEdited({ metric: null })}>
            New metric
          </Button>
        )
      }
    >
      <Panel
        title="Metrics"
        hint="what experiments are judged by; events count by their names without a definition, too"
        flush
        skeleton="rows"
        minHeight={240}
        load={load}
        onRetry={answer.reload}
        empty={{ says: 'There are no metrics.' }}
      >
        {(rows) => (
          <DataTable
            caption="Metrics"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            rowHeight={44}
            maxHeight="calc(100dvh - 130px)"
          />
        )}
      </Panel>
      {edited !== null && <MetricDialog metric={edited.metric} onSaved={answer.reload} onClose={() => setEdited(null)} />}
      {deleted !== null && (
        <ConfirmDialog
          title={`Delete ${deleted.name}?`}
          says="Experiments that are archived keep their results without it. One that an experiment still uses is not deleted."
          action="Delete metric"
          run={() => send(client, DeleteMetricDocument, { id: deleted.id })}
          onDone={answer.reload}
          onClose={() => setDeleted(null)}
        />
      )}
    </Page>
  );
}

const plain: readonly Column<MetricRowFragment>[] = [
  {
    key: 'name',
    header: 'Metric',
    of: ({ name }) => name,
    cell: ({ name, key, isBuiltIn }) => (
      <div className={styles.named}>
        <span className={styles.name}>
          {visible(name)} {isBuiltIn && <Badge tone="neutral">built in</Badge>}
        </span>
        <span className={styles.key}>{key}</span>
      </div>
    ),
  },
  { key: 'kind', header: 'Kind', of: ({ kind }) => kindLabels[kind] },
  { key: 'is', header: 'Is', of: formulaWords, cell: (metric) => <span className={styles.formula}>{visible(formulaWords(metric))}</span> },
  { key: 'bounds', header: 'Counts', of: boundWords, cell: (metric) => boundWords(metric) || <span className="quiet">all</span> },
  { key: 'better', header: 'Better', of: ({ better }) => (better === 'UP' ? 'more' : 'less') },
];

const actionsOf = (
  onEdit: (metric: MetricRowFragment) => void,
  onDelete: (metric: MetricRowFragment) => void,
): Column<MetricRowFragment> => ({
  key: 'acts',
  header: <span className="uk-hidden">Acts</span>,
  of: () => '',
  isSortable: false,
  cell: (metric) =>
    metric.isBuiltIn ? null : (
      <Menu trigger={<IconButton icon="more" label={`More for ${metric.name}`} />}>
        <MenuItem icon="edit" onChoose={() => onEdit(metric)}>
          Edit
        </MenuItem>
        <MenuItem icon="trash" tone="bad" onChoose={() => onDelete(metric)}>
          Delete
        </MenuItem>
      </Menu>
    ),
});
