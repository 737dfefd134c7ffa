import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { Moment } from '../../../primitives/moment.tsx';
import { endWords } from '../words.ts';
import type { ShownJob } from './job.tsx';
import { useJobView } from './use-job-view.ts';

type Attempt = ShownJob['attempts'][number];

const columns: readonly Column<Attempt>[] = [
  { key: 'attempt', header: 'Attempt', of: ({ attempt }) => attempt, unit: 'count' },
  { key: 'firstStep', header: 'First step', of: ({ firstStep }) => firstStep ?? null, unit: 'count' },
  {
    key: 'started',
    header: 'Started',
    of: ({ startedAt }) => Date.parse(startedAt),
    cell: ({ startedAt }) => <Moment at={startedAt} precision="second" />,
  },
  {
    key: 'ended',
    header: 'Ended',
    of: ({ endedAt }) => (endedAt == null ? null : Date.parse(endedAt)),
    cell: ({ endedAt }) => (endedAt == null ? <span className="quiet">–</span> : <Moment at={endedAt} precision="second" />),
  },
  {
    key: 'duration',
    header: 'Duration',
    of: ({ startedAt, endedAt }) => (endedAt == null || endedAt === startedAt ? null : Date.parse(endedAt) - Date.parse(startedAt)),
    unit: 'ms',
  },
  { key: 'reason', header: 'Reason', of: ({ endReason }) => (endReason == null ? null : endWords[endReason]) },
  { key: 'code', header: 'Exit code', of: ({ exitCode }) => exitCode ?? null, align: 'end' },
];

/** Every run of the trainer, and whether what a later one replaced is drawn too. */
export function AttemptTable({ job }: { readonly job: ShownJob }) {
  const [view, change] = useJobView();
  const locale = useLocale();
  return (
    <Panel
      title="Attempts"
      hint={`a later attempt replaces the steps of earlier ones from its first step on; ${format(job.attempts.length, 'count', locale)} in all`}
      flush
      aside={
        job.attempts.length > 1 && (
          <label className="uk-check">
            <input
              type="checkbox"
              checked={view.attempts === 'all'}
              onChange={() => change({ attempts: view.attempts === 'all' ? undefined : 'all' })}
            />{' '}
            Draw replaced steps
          </label>
        )
      }
    >
      <DataTable caption="Attempts" columns={columns} rows={job.attempts} rowKey={({ attempt }) => String(attempt)} rowHeight={32} />
    </Panel>
  );
}
