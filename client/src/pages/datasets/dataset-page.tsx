import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState, ErrorState, Skeleton } from 'ui-kit/panel';
import { useClient } from 'urql';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { DatasetPageDocument, DatasetsChangedDocument, SaveDatasetDraftDocument } from '../../graphql/generated/graphql.ts';
import type { DatasetPageQuery } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Select } from '../../primitives/select.tsx';
import { Tabs } from '../../primitives/tabs.tsx';
import { DatasetActs, type Act } from './dataset-acts.tsx';
import { FillState } from './fill-state.tsx';
import { QualityPanel } from './quality-panel.tsx';
import { RowsPanel } from './rows-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';
import styles from './datasets.module.css';

const changes = { subscription: DatasetsChangedDocument, askAfterMs: 500 } as const;

/** One dataset: its rows, and its versions. */
export function DatasetPage() {
  const { datasetId } = useParams({ from: '/datasets/$datasetId' });
  return <OneDataset key={datasetId} datasetId={datasetId} />;
}

export type Dataset = NonNullable<DatasetPageQuery['dataset']>;
type Side = 'ROWS' | 'QUALITY' | 'VERSIONS';

function OneDataset({ datasetId }: { readonly datasetId: string }) {
  const locale = useLocale();
  const answer = useLiveQuery({ query: DatasetPageDocument, variables: { id: datasetId }, changes });
  const dataset = answer.data?.dataset ?? null;
  const [side, setSide] = useState<Side>('ROWS');
  const [chosen, setChosen] = useState<string | null>(null);
  const [act, setAct] = useState<Act | null>(null);
  const navigate = useNavigate();
  const mayEdit = useMay('EDIT_DATASETS') && dataset?.archivedAt == null;
  const versions = dataset?.versions.edges.map(({ node }) => node) ?? [];
  const version = versions.find(({ id }) => id === chosen) ?? versions[0] ?? null;
  const edited = (id: string) => {
    setChosen(id);
    answer.reload();
  };
  const options = versions.map(({ id, number, rowCount }) => ({
    value: id,
    label: `Version ${number} · ${format(rowCount, 'count', locale)} rows`,
  }));
  return (
    <Page
      title={dataset === null ? 'Dataset' : visible(dataset.name)}
      trail={
        <Link to="/datasets" search={keepView}>
          Datasets
        </Link>
      }
      beside={dataset?.archivedAt != null && <Badge>archived</Badge>}
      actions={
        dataset !== null && (
          <DatasetActs
            dataset={dataset}
            version={version}
            act={act}
            onAct={setAct}
            onChanged={answer.reload}
            onDeleted={() => void navigate({ to: '/datasets', search: keepView })}
          />
        )
      }
      fill
    >
      {answer.data === null && answer.failure !== null ? (
        <ErrorState message={answer.failure} onRetry={answer.reload} />
      ) : answer.data === null ? (
        <Skeleton shape="rows" height={480} label="The dataset is loading" />
      ) : dataset === null ? (
        <EmptyState says="There is no such dataset." how="It was deleted, or belongs to another workspace." />
      ) : version === null ? (
        <FillState dataset={dataset} mayEdit={mayEdit} onAct={setAct} onFilled={answer.reload} />
      ) : (
        <div className={styles.whole}>
          <div className={styles.above}>
            {options.length > 1 ? (
              <Select label="Version" value={version.id} options={options} onChoose={setChosen} />
            ) : (
              <span className="quiet">{options[0]?.label}</span>
            )}
            {dataset.description != null && <span className="quiet">{visible(dataset.description)}</span>}
            {dataset.draft != null && <Draft dataset={dataset} mayEdit={mayEdit} onSaved={answer.reload} />}
          </div>
          <Tabs
            label="Sides of the dataset"
            value={side}
            options={[
              { value: 'ROWS', label: 'Rows' },
              { value: 'QUALITY', label: 'Quality' },
              { value: 'VERSIONS', label: 'Versions', count: dataset.versionCount },
            ]}
            onChoose={setSide}
          >
            {side === 'ROWS' && (
              <RowsPanel key={version.id} version={version} isLatest={version.id === versions[0]?.id} mayEdit={mayEdit} onEdited={edited} />
            )}
            {side === 'QUALITY' && <QualityPanel key={version.id} versionId={version.id} mayEdit={mayEdit} onEdited={edited} />}
            {side === 'VERSIONS' && (
              <VersionsPanel
                versions={versions}
                hasMore={dataset.versions.pageInfo.hasNextPage}
                onOpen={(id) => {
                  setChosen(id);
                  setSide('ROWS');
                }}
              />
            )}
          </Tabs>
        </div>
      )}
    </Page>
  );
}

/** Rows that were sent one by one, and are no version yet. */
function Draft({ dataset, mayEdit, onSaved }: { readonly dataset: Dataset; readonly mayEdit: boolean; readonly onSaved: () => void }) {
  const client = useClient();
  const locale = useLocale();
  const count = dataset.draft?.changedCount ?? 0;
  return (
    <span className={styles.draft}>
      {format(count, 'count', locale)} {count === 1 ? 'row' : 'rows'} sent one by one {count === 1 ? 'is' : 'are'} not in a version yet.
      {mayEdit && (
        <Button tone="bare" onClick={() => void send(client, SaveDatasetDraftDocument, { id: dataset.id }).then(onSaved)}>
          Make the version now
        </Button>
      )}
    </span>
  );
}
