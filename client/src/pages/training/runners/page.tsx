import { Link, useSearch } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format } from 'ui-kit/format';
import { EmptyState, Panel } from 'ui-kit/panel';
import { useMemo, useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog } from '../../../controls/form/form-dialog.tsx';
import { LiveSwitch } from '../../../controls/live-switch.tsx';
import { Page } from '../../../controls/page/page.tsx';
import { keepView } from '../../../controls/use-view.ts';
import { useMay } from '../../../controls/viewer.ts';
import { RevokeRunnerDocument, RunnersPageDocument } from '../../../graphql/generated/graphql.ts';
import type { RunnerRowFragment } from '../../../graphql/generated/graphql.ts';
import { send } from '../../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../../graphql/use-live.ts';
import { IconButton } from '../../../primitives/button.tsx';
import { Menu, MenuItem } from '../../../primitives/menu.tsx';
import { Moment } from '../../../primitives/moment.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { Tags } from '../tags.tsx';
import { heardMs, runnerState, runnerWords } from './runner-state.ts';
import { StartRunner } from './start-runner.tsx';
import styles from './runners.module.css';

/** Runners are asked for so often, ms: no subscription tells of their signs of life. */
const ASK_MS = 5_000;

interface Row {
  readonly runner: RunnerRowFragment;
  /** When the answer came, ms since the epoch. */
  readonly now: number;
}

/** Every machine that takes training jobs: how it stands, what it runs, and how one is started. */
export function RunnersPage() {
  const { live } = useSearch({ from: '/runners' });
  const answer = useLiveQuery({ query: RunnersPageDocument, variables: {}, againMs: ASK_MS, isPaused: live === 'paused' });
  const [revoked, setRevoked] = useState<RunnerRowFragment | null>(null);
  const { data, answerCount } = answer;
  const now = useNowOf(answerCount);
  const mayManage = useMay('MANAGE_RUNNERS');
  const columns = useMemo(() => [...plainColumns, ...(mayManage ? [actionsOf(setRevoked)] : [])], [mayManage]);
  const hasNone = data?.runners.length === 0;
  return (
    <Page title="Runners" actions={<LiveSwitch />}>
      <div className={styles.page}>
        {hasNone ? (
          <EmptyState
            says="No runner has registered yet."
            how="A runner takes training jobs from the queue and runs them on its machine. One command starts it; it appears here at once."
          />
        ) : (
          <Panel
            title="Machines"
            hint="which jobs each can take, what it runs, and when it was last heard"
            flush
            skeleton="rows"
            minHeight={140}
            load={loadOf(answer, ({ runners }): Row[] => runners.map((runner) => ({ runner, now })))}
            onRetry={answer.reload}
          >
            {(rows) => (
              <DataTable
                caption="Runners"
                columns={columns}
                rows={rows}
                rowKey={({ runner }) => runner.id}
                initialSort={{ key: 'heard', direction: 'descending' }}
                rowHeight={34}
                maxHeight="560px"
              />
            )}
          </Panel>
        )}
        <StartRunner />
      </div>
      {revoked !== null && <RevokeRunner runner={revoked} onRevoked={answer.reload} onClose={() => setRevoked(null)} />}
    </Page>
  );
}

/** The time at which an answer came: states of runners follow from it, and change with the next one. */
function useNowOf(answerCount: number): number {
  // eslint-disable-next-line react-hooks/exhaustive-deps -- read again for each answer
  return useMemo(() => (answerCount >= 0 ? Date.now() : 0), [answerCount]);
}

const plainColumns: readonly Column<Row>[] = [
  {
    key: 'name',
    header: 'Runner',
    of: ({ runner }) => runner.name,
    cell: ({ runner }) => <b className={styles.name}>{runner.name}</b>,
  },
  {
    key: 'state',
    header: 'State',
    of: ({ runner, now }) => runnerState(runner, now),
    cell: ({ runner, now }) => {
      const state = runnerState(runner, now);
      return (
        <Badge tone={runnerWords[state].tone} title={runnerWords[state].says}>
          {state}
        </Badge>
      );
    },
  },
  {
    key: 'job',
    header: 'Runs',
    of: ({ runner }) => runner.leases[0]?.job.name ?? null,
    cell: ({ runner }) => <CurrentJobs leases={runner.leases} />,
  },
  {
    key: 'heard',
    header: 'Last heard',
    of: ({ runner }) => heardMs(runner),
    cell: ({ runner, now }) => <Heard runner={runner} now={now} />,
    align: 'end',
  },
  {
    key: 'commands',
    header: 'Commands',
    of: ({ runner }) => runner.commands.join(', '),
    cell: ({ runner }) => <Tags of={runner.commands} />,
  },
  { key: 'labels', header: 'Labels', of: ({ runner }) => runner.labels.join(', '), cell: ({ runner }) => <Tags of={runner.labels} /> },
  { key: 'hardware', header: 'Machine', of: ({ runner }) => machineOf(runner.hardware ?? null), isClipped: true },
  { key: 'price', header: 'Per hour', of: ({ runner }) => runner.hourlyUsd ?? null, unit: 'usd' },
];

function actionsOf(onRevoke: (runner: RunnerRowFragment) => void): Column<Row> {
  return {
    key: 'actions',
    header: <span className="uk-hidden">Actions</span>,
    of: () => null,
    isSortable: false,
    align: 'end',
    cell: ({ runner }) =>
      runner.revokedAt == null && (
        <Menu trigger={<IconButton icon="more" label={`Actions for ${runner.name}`} />}>
          <MenuItem icon="trash" tone="bad" onChoose={() => onRevoke(runner)}>
            Revoke
          </MenuItem>
        </Menu>
      ),
  };
}

function CurrentJobs({ leases }: { readonly leases: RunnerRowFragment['leases'] }) {
  const [first] = leases;
  if (first === undefined) return <span className="quiet">–</span>;
  const { job } = first;
  return (
    <span className={styles.job}>
      <Link to="/training/$jobId" params={{ jobId: job.id }} search={keepView}>
        {job.name}
      </Link>
      <StatusBadge status={job.status} endReason={null} />
      {job.progressShare != null && <span className="mono quiet">{format(Math.floor(job.progressShare * 100) / 100, 'share')}</span>}
      {leases.length > 1 && <span className="quiet">and {leases.length - 1} more</span>}
    </span>
  );
}

/** Seconds, while they count; then the instant. */
function Heard({ runner, now }: { readonly runner: RunnerRowFragment; readonly now: number }) {
  const at = heardMs(runner);
  const seconds = Math.max(0, Math.round((now - at) / 1_000));
  if (seconds < 5) return <>just now</>;
  if (seconds < 120) return <>{seconds} s ago</>;
  return <Moment at={new Date(at).toISOString()} precision="minute" />;
}

/** `gpu-1 · 8 × H200 · 16 cores · 128 GiB` */
function machineOf(hardware: RunnerRowFragment['hardware'] | null): string | null {
  if (hardware == null) return null;
  const parts = [
    hardware.name,
    hardware.gpuName == null ? null : `${hardware.gpuCount ?? 1} × ${hardware.gpuName}`,
    hardware.cpuCount == null ? null : `${hardware.cpuCount} cores`,
    hardware.memoryBytes == null ? null : format(hardware.memoryBytes, 'bytes'),
  ].filter((part) => part != null);
  return parts.length === 0 ? null : parts.join(' · ');
}

function RevokeRunner({
  runner,
  onRevoked,
  onClose,
}: {
  readonly runner: RunnerRowFragment;
  readonly onRevoked: () => void;
  readonly onClose: () => void;
}) {
  const client = useClient();
  const job = runner.leases[0]?.job.name;
  return (
    <ConfirmDialog
      title={`Revoke ${runner.name}?`}
      says={`It takes no job any more, for good: another runner needs another name. What it still writes is refused.${
        job === undefined ? '' : ` ${job} is taken from it and queued again.`
      }`}
      action="Revoke runner"
      run={() => send(client, RevokeRunnerDocument, { id: runner.id })}
      onDone={onRevoked}
      onClose={onClose}
    />
  );
}
