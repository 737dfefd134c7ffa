import { Link, useParams } from '@tanstack/react-router';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState, Panel } from 'ui-kit/panel';
import { useState } from 'react';
import { useClient } from 'urql';
import { visible } from 'ui-kit/visible';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { BenchmarksChangedDocument, BenchmarkSuitePageDocument, DeleteBenchmarkRunDocument } from '../../graphql/generated/graphql.ts';
import type { BenchmarkRunRowFragment, BenchmarkSuitePageQuery } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { ComparisonPanels } from './comparison-panels.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { firstPair } from './words.ts';
import styles from './benchmarks.module.css';

const changes = { subscription: BenchmarksChangedDocument, askAfterMs: 1_000 } as const;

/** One benchmark: its runs, how models did over time, and two runs compared. */
export function SuitePage() {
  const { suiteId } = useParams({ from: '/benchmarks/$suiteId' });
  return <OneSuite key={suiteId} suiteId={suiteId} />;
}

type Node = NonNullable<BenchmarkSuitePageQuery['node']>;
type Suite = Extract<Node, { readonly runs: unknown }>;

const isSuite = (node: Node): node is Suite => 'runs' in node;
const suiteIn = ({ node }: BenchmarkSuitePageQuery): Suite | null => (node != null && isSuite(node) ? node : null);

function OneSuite({ suiteId }: { readonly suiteId: string }) {
  const answer = useLiveQuery({ query: BenchmarkSuitePageDocument, variables: { id: suiteId }, changes });
  const suite = answer.data === null ? null : suiteIn(answer.data);
  const [chosen, setChosen] = useState<{ readonly baseId: string; readonly otherId: string } | null>(null);
  const [deleted, setDeleted] = useState<BenchmarkRunRowFragment | null>(null);
  const mayDelete = useMay('DELETE_DATA');
  const columns = mayDelete ? [...runColumns, deletion(setDeleted)] : runColumns;
  const runs = suite?.runs ?? [];
  const isHere = (id: string) => runs.some((run) => run.id === id);
  const pair = chosen !== null && isHere(chosen.baseId) && isHere(chosen.otherId) ? chosen : firstPair(runs);
  return (
    <Page
      title={suite === null ? 'Benchmark' : visible(suite.name)}
      trail={
        <Link to="/benchmarks" search={keepView}>
          Benchmarks
        </Link>
      }
    >
      {answer.data !== null && suite === null ? (
        <EmptyState says="There is no such benchmark." how="It was deleted, or belongs to another workspace." />
      ) : (
        <div className={styles.page}>
          <Panel
            title="Runs"
            hint="accuracy with its 95 % interval; an item that was answered several times counts once"
            flush
            skeleton="rows"
            minHeight={180}
            load={loadOf(answer, (data) => suiteIn(data)?.runs ?? null)}
            onRetry={answer.reload}
            empty={{ says: 'No run is left.', how: 'A run appears here when its results are sent or imported.' }}
          >
            {(rows) => (
              <DataTable
                caption="Runs"
                columns={columns}
                rows={rows}
                rowKey={({ id }) => id}
                initialSort={{ key: 'started', direction: 'descending' }}
                rowHeight={34}
                maxHeight="310px"
              />
            )}
          </Panel>
          {runs.length > 1 && <HistoryPanel runs={runs} />}
          {pair !== null && <ComparisonPanels key={`${pair.baseId} ${pair.otherId}`} runs={runs} pair={pair} onPair={setChosen} />}
          {runs.length === 1 && <p className="quiet">A second run of this benchmark is compared with this one, item by item.</p>}
        </div>
      )}
      {deleted !== null && <DeleteRun run={deleted} onDeleted={answer.reload} onClose={() => setDeleted(null)} />}
    </Page>
  );
}

function Accuracy({ numbers: { accuracy, accuracyLow, accuracyHigh } }: Pick<BenchmarkRunRowFragment, 'numbers'>) {
  const locale = useLocale();
  if (accuracy == null) return <span className="quiet">undecided</span>;
  return (
    <span className={styles.figure}>
      {format(accuracy, 'share', locale)}
      {accuracyLow != null && accuracyHigh != null && (
        <span className="quiet">
          {' '}
          {format(accuracyLow, 'share', locale)} – {format(accuracyHigh, 'share', locale)}
        </span>
      )}
    </span>
  );
}

const runColumns: readonly Column<BenchmarkRunRowFragment>[] = [
  {
    key: 'model',
    header: 'Model',
    of: ({ model }) => model,
    cell: ({ model }) => (
      <Link to="/models/$modelName" params={{ modelName: model }} search={keepView}>
        {visible(model)}
      </Link>
    ),
  },
  { key: 'version', header: 'Version', of: ({ modelVersion }) => modelVersion ?? null },
  {
    key: 'accuracy',
    header: 'Accuracy',
    of: ({ numbers }) => numbers.accuracy ?? null,
    align: 'end',
    cell: (run) => <Accuracy numbers={run.numbers} />,
  },
  { key: 'score', header: 'Mean score', of: ({ numbers }) => numbers.meanScore ?? null, unit: 'number' },
  { key: 'items', header: 'Items', of: ({ numbers }) => numbers.itemCount, unit: 'count' },
  { key: 'errors', header: 'Errors', of: ({ numbers }) => numbers.errorCount, unit: 'count' },
  { key: 'latency', header: 'Latency p50', of: ({ p50LatencyMs }) => p50LatencyMs ?? null, unit: 'ms' },
  { key: 'cost', header: 'Cost', of: ({ costUsd }) => costUsd ?? null, unit: 'usd' },
  {
    key: 'started',
    header: 'Started',
    of: ({ startedAt }) => Date.parse(startedAt),
    align: 'end',
    cell: ({ startedAt }) => <Moment at={startedAt} />,
  },
];

const deletion = (onDelete: (run: BenchmarkRunRowFragment) => void): Column<BenchmarkRunRowFragment> => ({
  key: 'actions',
  header: <span className="uk-hidden">Actions</span>,
  of: () => null,
  isSortable: false,
  align: 'end',
  cell: (run) => (
    <Menu trigger={<IconButton icon="more" label={`Actions for the run of ${run.model}`} />}>
      <MenuItem icon="trash" tone="bad" onChoose={() => onDelete(run)}>
        Delete run
      </MenuItem>
    </Menu>
  ),
});

function DeleteRun({
  run,
  onDeleted,
  onClose,
}: {
  readonly run: BenchmarkRunRowFragment;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}) {
  const client = useClient();
  return (
    <ConfirmDialog
      title={`Delete this run of ${visible(run.model)}?`}
      says={`Its ${run.numbers.resultCount} results are deleted for good. The items stay for the other runs.`}
      action="Delete run"
      run={() => send(client, DeleteBenchmarkRunDocument, { id: run.id })}
      onDone={onDeleted}
      onClose={onClose}
    />
  );
}
