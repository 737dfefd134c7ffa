import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import type { JobsPanelFragment, TaskStatus } from '../../../graphql/generated/graphql.ts';
import { Ago } from '../../../primitives/moment.tsx';
import { queryPanel } from '../panel.ts';

type Job = JobsPanelFragment['backgroundTasks'][number];

const tones: Readonly<Record<TaskStatus, 'good' | 'bad' | 'accent' | 'neutral'>> = {
  SUCCEEDED: 'good',
  FAILED: 'bad',
  RUNNING: 'accent',
  QUEUED: 'neutral',
};
/** `REPRICE` as `reprice`, `user_export` as `user export`. */
const wordsOf = (name: string): string => name.replaceAll(/[._-]/g, ' ').toLowerCase();

const columns: readonly Column<Job>[] = [
  { key: 'kind', header: 'Job', of: ({ kind }) => wordsOf(kind) },
  {
    key: 'status',
    header: 'State',
    of: ({ status }) => status,
    cell: ({ status, error }) => (
      <Badge tone={tones[status]} {...(error != null && { title: error })}>
        {wordsOf(status)}
      </Badge>
    ),
  },
  { key: 'progress', header: 'Done', of: ({ progressShare }) => progressShare, unit: 'share' },
  { key: 'failed', header: 'Failed', of: ({ failedCount }) => failedCount, unit: 'count' },
  { key: 'created', header: 'Started', of: ({ createdAt }) => createdAt, cell: ({ createdAt }) => <Ago at={createdAt} />, align: 'end' },
];

/** What the server does beside answering. */
export const jobs = queryPanel<JobsPanelFragment, readonly Job[]>({
  id: 'jobs',
  title: 'Background jobs',
  section: 'operations',
  about: 'State and progress of the last background jobs of the workspace',
  flag: 'withJobs',
  size: { columns: 12, heightPx: 200 },
  filters: 'none',
  permission: 'READ',
  skeleton: 'rows',
  flush: true,
  empty: { says: 'No job has run yet.', how: 'New prices, imports, exports and deletions are jobs.' },
  read: ({ backgroundTasks }) => (backgroundTasks.length === 0 ? null : backgroundTasks),
  hint: (rows) => (rows.length === 1 ? 'the last one, whatever the filters' : `the last ${rows.length}, whatever the filters`),
  draw: (rows, _view, heightPx) => (
    <DataTable caption="Background jobs" columns={columns} rows={rows} rowKey={({ id }) => id} maxHeight={`${heightPx}px`} />
  ),
  table: (rows) => [
    ['job', 'state', 'doneShare', 'failed', 'startedAt', 'finishedAt', 'error'],
    ...rows.map((row) => [
      row.kind,
      row.status,
      row.progressShare,
      row.failedCount,
      row.createdAt,
      row.finishedAt ?? null,
      row.error ?? null,
    ]),
  ],
});
