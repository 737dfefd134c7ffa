import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { DatasetsChangedDocument, DatasetsDocument } from '../../graphql/generated/graphql.ts';
import type { DatasetListRowFragment } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { DatasetDialog } from './dataset-dialog.tsx';
import { splitWords } from './words.ts';
import styles from './datasets.module.css';

const changes = { subscription: DatasetsChangedDocument, askAfterMs: 1_000 } as const;

/** Every dataset of the workspace. */
export function DatasetsPage() {
  const answer = useLiveQuery({ query: DatasetsDocument, variables: {}, changes });
  const [isMaking, setMaking] = useState(false);
  const mayEdit = useMay('EDIT_DATASETS');
  const navigate = useNavigate();
  return (
    <Page
      title="Datasets"
      actions={
        mayEdit && (
          <Button tone="primary" icon="plus" onClick={() => setMaking(true)}>
            New dataset
          </Button>
        )
      }
    >
      <Panel
        title="Datasets"
        hint="rows to train and test with; each change is a version that stays"
        flush
        skeleton="rows"
        minHeight={240}
        load={loadOf(answer, ({ datasets }) => (datasets.length === 0 ? null : datasets))}
        onRetry={answer.reload}
        empty={{
          says: 'No dataset yet.',
          how: 'Make one, then drop files into it, or fill it from messages: those that failed, were corrected or are of a topic. Langfuse’s and Phoenix’s clients make datasets here, too.',
          action: mayEdit ? <Button onClick={() => setMaking(true)}>Make a dataset</Button> : undefined,
        }}
      >
        {(rows) => (
          <DataTable
            caption="Datasets"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            initialSort={{ key: 'updated', direction: 'descending' }}
            rowHeight={38}
            maxHeight="calc(100dvh - 130px)"
          />
        )}
      </Panel>
      {isMaking && (
        <DatasetDialog
          dataset={null}
          onSaved={(id) => void navigate({ to: '/datasets/$datasetId', params: { datasetId: id }, search: keepView })}
          onClose={() => setMaking(false)}
        />
      )}
    </Page>
  );
}

function Splits({ dataset: { latestVersion } }: { readonly dataset: DatasetListRowFragment }) {
  const locale = useLocale();
  const words = latestVersion == null ? '' : splitWords(latestVersion.splits, (value) => format(value, 'count', locale));
  return <span className={words === '' ? 'quiet' : undefined}>{words === '' ? 'none' : visible(words)}</span>;
}

const columns: readonly Column<DatasetListRowFragment>[] = [
  {
    key: 'name',
    header: 'Dataset',
    of: ({ name }) => name,
    cell: ({ id, name, tags, archivedAt, description }) => (
      <span className={styles.named}>
        <Link to="/datasets/$datasetId" params={{ datasetId: id }} search={keepView} title={visible(description ?? '')}>
          {visible(name)}
        </Link>
        {archivedAt != null && <Badge>archived</Badge>}
        {tags.map((tag) => (
          <span key={tag} className="quiet">
            {visible(tag)}
          </span>
        ))}
      </span>
    ),
  },
  { key: 'rows', header: 'Rows', of: ({ rowCount }) => rowCount, unit: 'count' },
  { key: 'splits', header: 'Splits', of: () => null, isSortable: false, cell: (dataset) => <Splits dataset={dataset} /> },
  { key: 'versions', header: 'Versions', of: ({ versionCount }) => versionCount, unit: 'count' },
  {
    key: 'updated',
    header: 'Changed',
    of: ({ updatedAt }) => Date.parse(updatedAt),
    align: 'end',
    cell: ({ updatedAt }) => <Ago at={updatedAt} />,
  },
];
