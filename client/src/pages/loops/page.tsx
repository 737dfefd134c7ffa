import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { LoopsDocument } from '../../graphql/generated/graphql.ts';
import type { LoopRowFragment } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { StartDialog } from './start-dialog.tsx';
import { shareWords, statusLabels, statusTones, stepLabels } from './words.ts';
import styles from './loops.module.css';

const isUnderWay = (loops: readonly LoopRowFragment[]): boolean => loops.some(({ status }) => status === 'RUNNING');

/** Loops of the workspace, each from its failures to its verdict. */
export function LoopsPage() {
  const answer = useLiveQuery({ query: LoopsDocument, variables: {}, againMs: ({ loops }) => (isUnderWay(loops) ? 2_000 : null) });
  const [isStarting, setStarting] = useState(false);
  const navigate = useNavigate();
  const mayTrain = useMay('TRAIN');
  const start = (
    <Button tone="primary" icon="plus" onClick={() => setStarting(true)}>
      New loop
    </Button>
  );
  return (
    <Page title="Loop" actions={mayTrain && start}>
      <Panel
        title="Loops"
        hint="from failed answers to a model that no longer fails on them"
        flush
        skeleton="rows"
        minHeight={240}
        load={loadOf(answer, ({ loops }) => (loops.length === 0 ? null : loops))}
        onRetry={answer.reload}
        empty={{
          says: 'No loop yet.',
          how: 'A loop takes answers that failed, corrects them, trains a model on them and replays the very prompts that failed, with a control sample beside them.',
          action: mayTrain ? start : undefined,
        }}
      >
        {(rows) => (
          <DataTable
            caption="Loops"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            rowHeight={46}
            maxHeight="calc(100dvh - 130px)"
          />
        )}
      </Panel>
      {isStarting && (
        <StartDialog
          onStarted={(loopId) => void navigate({ to: '/loops/$loopId', params: { loopId }, search: keepView })}
          onClose={() => setStarting(false)}
        />
      )}
    </Page>
  );
}

const countOf = ({ steps }: LoopRowFragment, kind: 'SELECTED' | 'UNIQUE'): number | null =>
  steps.find((step) => step.kind === kind)?.count ?? null;

const columns: readonly Column<LoopRowFragment>[] = [
  {
    key: 'name',
    header: 'Loop',
    of: ({ name }) => name,
    cell: ({ id, name }) => (
      <Link to="/loops/$loopId" params={{ loopId: id }} search={keepView} className={styles.name}>
        {visible(name)}
      </Link>
    ),
  },
  {
    key: 'status',
    header: 'State',
    of: ({ status }) => status,
    cell: ({ status, step }) => (
      <span className={styles.status}>
        <Badge tone={statusTones[status]}>{statusLabels[status]}</Badge>
        {status !== 'DONE' && <span className="quiet">{stepLabels[step]}</span>}
      </span>
    ),
  },
  { key: 'failures', header: 'Failures', of: (loop) => countOf(loop, 'SELECTED'), unit: 'count' },
  { key: 'unique', header: 'Unique', of: (loop) => countOf(loop, 'UNIQUE'), unit: 'count' },
  {
    key: 'fixed',
    header: 'Fixed',
    of: ({ verdict }) => verdict?.fixed.share ?? null,
    align: 'end',
    cell: ({ verdict }) => (verdict == null ? null : <span className="mono">{shareWords(verdict.fixed)}</span>),
  },
  {
    key: 'broke',
    header: 'Broke',
    of: ({ verdict }) => verdict?.broke.share ?? null,
    align: 'end',
    cell: ({ verdict }) => (verdict == null ? null : <span className="mono">{shareWords(verdict.broke)}</span>),
  },
  {
    key: 'started',
    header: 'Started',
    of: ({ createdAt }) => Date.parse(createdAt),
    align: 'end',
    cell: ({ createdAt }) => <Ago at={createdAt} />,
  },
];
