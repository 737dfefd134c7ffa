import { useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { RadarChart } from 'ui-kit/radar-chart';
import { StatRow, StatTile } from 'ui-kit/stat-tile';
import { useClient } from 'urql';
import { visible } from 'ui-kit/visible';
import {
  AnalyseDatasetDocument,
  DatasetQualityOfDocument,
  DatasetRowsAtDocument,
  DatasetsChangedDocument,
} from '../../graphql/generated/graphql.ts';
import type { DatasetIssueContentFragment, DatasetQualityOfQuery, DatasetRowContentFragment } from '../../graphql/generated/graphql.ts';
import { asDocument } from '../../graphql/document.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { FormProblem } from '../../primitives/field.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { biasWords, issueWords, partsShown } from './quality-words.ts';
import { RowDialog } from './row-dialog.tsx';
import styles from './datasets.module.css';

const changes = { subscription: DatasetsChangedDocument, askAfterMs: 500 } as const;

interface QualityPanelProps {
  readonly versionId: string;
  readonly mayEdit: boolean;
  readonly onEdited: (versionId: string) => void;
}

/** What was found in the rows of a version, and the rows to fix. */
export function QualityPanel({ versionId, mayEdit, onEdited }: QualityPanelProps) {
  const client = useClient();
  const answer = useLiveQuery({ query: DatasetQualityOfDocument, variables: { id: versionId }, changes });
  const [isAsked, setAsked] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const analyse = async () => {
    const sent = await send(client, AnalyseDatasetDocument, { id: versionId });
    setAsked(sent.ok);
    setRefusal(sent.ok ? null : sent.refusal.message);
  };
  const act = mayEdit ? (
    <Button tone="primary" disabled={isAsked} onClick={() => void analyse()}>
      {isAsked ? 'Analysing …' : 'Analyse the rows'}
    </Button>
  ) : undefined;
  return (
    <div className={styles.side}>
      {refusal !== null && <FormProblem>{refusal}</FormProblem>}
      <Panel
        title="Quality"
        hint="of this version; formulas in docs/dataset-quality.md"
        skeleton="rows"
        minHeight={280}
        load={loadOf(answer, ({ datasetVersion }) => datasetVersion?.quality ?? null)}
        onRetry={answer.reload}
        empty={{
          says: isAsked ? 'The rows are being looked at.' : 'This version was not analysed yet.',
          how: 'Duplicates, doubtful labels, broken, empty and cut-off texts, classes and biases: with the rows to fix.',
          action: act,
        }}
      >
        {(quality) => <Findings quality={quality} versionId={versionId} mayEdit={mayEdit} onEdited={onEdited} />}
      </Panel>
    </div>
  );
}

type Quality = NonNullable<NonNullable<DatasetQualityOfQuery['datasetVersion']>['quality']>;

function Findings({ quality, versionId, mayEdit, onEdited }: QualityPanelProps & { readonly quality: Quality }) {
  const locale = useLocale();
  const [chosen, setChosen] = useState<string | null>(null);
  const issue = quality.issues.find(({ kind }) => kind === chosen) ?? quality.issues[0] ?? null;
  return (
    <div className={styles.stack}>
      <StatRow label="Quality of the version">
        <StatTile label="Score" value={quality.score ?? null} unit="share" />
        <StatTile label="Rows looked at" value={quality.rowCount} unit="count" />
        <StatTile label="Bias" value={quality.biasScore ?? null} unit="share" />
      </StatRow>
      <p className={styles.plainText}>
        <Badge>{quality.isReady ? 'ready to train with' : 'not ready'}</Badge>{' '}
        <span className="quiet">a score above {format(0.7, 'share', locale)} is ready; analysed </span>
        <Moment at={quality.analysedAt} />
      </p>
      <div className={styles.halves}>
        <RadarChart
          title="Parts of the score"
          data={partsShown(quality.parts)}
          measure={{ of: ({ name }) => name, label: 'Part' }}
          value={{ of: ({ value }) => value, label: 'Value', unit: 'share' }}
        />
        <div>
          <h3>What makes it better</h3>
          {quality.recommendations.length === 0 ? (
            <p className="quiet">Nothing was found to change.</p>
          ) : (
            <ul className={styles.advice}>
              {quality.recommendations.map((text) => (
                <li key={text}>{visible(text)}</li>
              ))}
            </ul>
          )}
        </div>
      </div>
      {quality.issues.length > 0 && (
        <div className={styles.halves}>
          <DataTable
            caption="Issues"
            columns={issueColumns}
            rows={quality.issues}
            rowKey={({ kind }) => kind}
            selectedKey={issue?.kind}
            onRowOpen={({ kind }) => setChosen(kind)}
            maxHeight="420px"
          />
          {issue !== null && <IssueRows issue={issue} versionId={versionId} mayEdit={mayEdit} onEdited={onEdited} />}
        </div>
      )}
      <div className={styles.halves}>
        <DataTable caption="Biases" columns={biasColumns} rows={quality.biases} rowKey={({ kind }) => kind} />
        {quality.classes.length > 0 && (
          <DataTable
            caption={`Classes by ${quality.classField ?? ''}`}
            columns={classColumns}
            rows={quality.classes.map((one) => ({ ...one, isThin: quality.gaps.some(({ name }) => name === one.name) }))}
            rowKey={({ name }) => name}
            maxHeight="320px"
          />
        )}
      </div>
    </div>
  );
}

type IssueRow = DatasetIssueContentFragment['rows'][number];

function IssueRows({ issue, versionId, mayEdit, onEdited }: QualityPanelProps & { readonly issue: DatasetIssueContentFragment }) {
  const client = useClient();
  const [opened, setOpened] = useState<DatasetRowContentFragment | null>(null);
  const open = async ({ position }: IssueRow) => {
    const { data } = await client
      .query(asDocument(DatasetRowsAtDocument), { id: versionId, from: position, count: 1, split: null })
      .toPromise();
    setOpened(data?.datasetVersion?.rowsAt[0] ?? null);
  };
  return (
    <>
      <DataTable
        caption={
          issue.rows.length < issue.rowCount
            ? `The first ${issue.rows.length} rows: ${issueWords[issue.kind]}`
            : `Rows: ${issueWords[issue.kind]}`
        }
        columns={rowColumns}
        rows={issue.rows}
        rowKey={({ rowId }) => rowId}
        onRowOpen={(row) => void open(row)}
        maxHeight="420px"
      />
      {opened !== null && (
        <RowDialog
          key={opened.id}
          row={opened}
          versionId={versionId}
          mayEdit={mayEdit}
          onSaved={(id) => {
            setOpened(null);
            onEdited(id);
          }}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

const issueColumns: readonly Column<DatasetIssueContentFragment>[] = [
  { key: 'kind', header: 'Issue', of: ({ kind }) => issueWords[kind] },
  { key: 'rows', header: 'Rows', of: ({ rowCount }) => rowCount, unit: 'count' },
  { key: 'share', header: 'Share', of: ({ share }) => share, unit: 'share' },
];

const rowColumns: readonly Column<IssueRow>[] = [
  { key: 'row', header: 'Row', of: ({ position }) => position + 1, unit: 'count' },
  { key: 'asks', header: 'Asks', of: ({ asks }) => visible(asks), isClipped: true },
  { key: 'note', header: 'Note', of: ({ note }) => (note == null ? null : visible(note)) },
];

const biasColumns: readonly Column<Quality['biases'][number]>[] = [
  { key: 'kind', header: 'Bias', of: ({ kind }) => biasWords[kind] },
  { key: 'score', header: 'Risk', of: ({ score }) => score ?? null, unit: 'share' },
  {
    key: 'basis',
    header: 'By',
    of: ({ basis }) => visible(basis),
    cell: ({ basis }) => <span className={styles.reason}>{visible(basis)}</span>,
  },
];

const classColumns: readonly Column<Quality['classes'][number] & { readonly isThin: boolean }>[] = [
  {
    key: 'name',
    header: 'Class',
    of: ({ name }) => name,
    cell: ({ name, isThin }) => (
      <span className={styles.named}>
        {visible(name)}
        {isThin && <Badge>few</Badge>}
      </span>
    ),
  },
  { key: 'rows', header: 'Rows', of: ({ rowCount }) => rowCount, unit: 'count' },
  { key: 'share', header: 'Share', of: ({ share }) => share, unit: 'share' },
];
