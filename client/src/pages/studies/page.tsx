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
import { StudiesChangedDocument, StudiesDocument } from '../../graphql/generated/graphql.ts';
import type { StudyRowFragment } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { NewStudyDialog } from './new-study-dialog.tsx';
import { methodWords, statusWords } from './words.ts';

const changes = { subscription: StudiesChangedDocument, askAfterMs: 1_000 } as const;

/** Every study of the workspace. */
export function StudiesPage() {
  const answer = useLiveQuery({ query: StudiesDocument, variables: {}, changes });
  const mayMake = useMay('INGEST');
  const navigate = useNavigate();
  const [made, setMade] = useState<'new' | 'import' | null>(null);
  const open = (studyId: string): void => void navigate({ to: '/studies/$studyId', params: { studyId }, search: keepView });
  const make = (
    <>
      <Button onClick={() => setMade('import')}>Import</Button>
      <Button tone="primary" onClick={() => setMade('new')}>
        New study
      </Button>
    </>
  );
  return (
    <Page title="Studies" actions={mayMake && make}>
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
          how: 'Make one and ask for its trials with askTrials, have a runner train them, or import the trials of an Optuna study.',
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
      {made === 'new' && <NewStudyDialog onMade={open} onClose={() => setMade(null)} />}
      {made === 'import' && <ImportDialog onMade={open} onClose={() => setMade(null)} />}
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
