import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { StudiesChangedDocument, StudiesDocument } from '../../graphql/generated/graphql.ts';
import type { StudyRowFragment } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Ago } from '../../primitives/moment.tsx';
import { methodWords, statusWords } from './words.ts';

const changes = { subscription: StudiesChangedDocument, askAfterMs: 1_000 } as const;

/** Every study of the workspace. */
export function StudiesPage() {
  const answer = useLiveQuery({ query: StudiesDocument, variables: {}, changes });
  return (
    <Page title="Studies">
      <Panel
        title="Studies"
        hint="searches for better parameters, those that changed last first"
        flush
        skeleton="rows"
        minHeight={240}
        load={loadOf(answer, ({ studies }) => (studies.length === 0 ? null : studies))}
        onRetry={answer.reload}
        empty={{
          says: 'No study yet.',
          how: 'Make one with createStudy and ask for trials with askTrials, or send the trials of an Optuna study.',
        }}
      >
        {(rows) => (
          <DataTable
            caption="Studies"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            rowHeight={34}
            maxHeight="calc(100dvh - 130px)"
          />
        )}
      </Panel>
    </Page>
  );
}

const columns: readonly Column<StudyRowFragment>[] = [
  {
    key: 'name',
    header: 'Study',
    of: ({ name }) => name,
    cell: ({ id, name }) => (
      <Link to="/studies/$studyId" params={{ studyId: id }} search={keepView}>
        {visible(name)}
      </Link>
    ),
  },
  {
    key: 'status',
    header: 'Status',
    of: ({ status }) => status,
    cell: ({ status }) => <Badge tone={statusWords[status].tone}>{statusWords[status].label}</Badge>,
  },
  { key: 'method', header: 'Method', of: ({ method }) => methodWords[method] },
  { key: 'objective', header: 'Objective', of: ({ objectives }) => objectives.map(({ name }) => visible(name)).join(', ') },
  { key: 'best', header: 'Best', of: ({ best }) => best?.values?.[0] ?? null, unit: 'number' },
  { key: 'trials', header: 'Trials', of: ({ trialCount }) => trialCount, unit: 'count' },
  { key: 'running', header: 'Running', of: ({ counts }) => counts.runningCount, unit: 'count' },
  { key: 'failed', header: 'Failed', of: ({ counts }) => counts.failedCount, unit: 'count' },
  {
    key: 'updated',
    header: 'Last change',
    of: ({ updatedAt }) => Date.parse(updatedAt),
    align: 'end',
    cell: ({ updatedAt }) => <Ago at={updatedAt} />,
  },
];
