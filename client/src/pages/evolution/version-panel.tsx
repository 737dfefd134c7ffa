import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { ErrorState, Panel, Skeleton } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useMemo, useState } from 'react';
import { keepView } from '../../controls/use-view.ts';
import { May } from '../../controls/viewer.ts';
import { VersionDetailDocument } from '../../graphql/generated/graphql.ts';
import type { VersionRowFragment, WholeVersionFragment } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Fact } from '../../primitives/fact.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { ComparedTable, type ComparedRow } from './compared-table.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { Measured, percentWords } from './versions-table.tsx';
import { assessmentWords, categoryWords, metricNames, verdictWords, versionName } from './words.ts';
import styles from './evolution.module.css';

interface VersionPanelProps {
  readonly row: VersionRowFragment;
  readonly rows: readonly VersionRowFragment[];
  readonly onSaved: () => void;
}

/** One version: where it came from, how it did, and beside its parent. */
export function VersionPanel({ row, rows, onSaved }: VersionPanelProps) {
  const answer = useLiveQuery({ query: VersionDetailDocument, variables: useMemo(() => ({ id: row.id }), [row.id]) });
  const [isEdited, setEdited] = useState(false);
  const { verdict, regressions, assessment, improvementCategory, accuracyChangePercent, rollingChangePercent } = row.evolution;
  const found = answer.data?.node;
  const detail = found != null && 'evolution' in found ? (found as WholeVersionFragment) : null;
  return (
    <Panel
      title={visible(versionName(row))}
      hint={row.parentName == null ? 'made from nothing here' : `made from ${visible(row.parentName)}`}
      aside={
        <>
          <Link to="/evolution/$versionId/release" params={{ versionId: row.id }} search={keepView}>
            Release check
          </Link>
          <May permission="EDIT_MODELS">
            <Button icon="edit" onClick={() => setEdited(true)}>
              Edit
            </Button>
          </May>
        </>
      }
    >
      <div className={styles.version}>
        {regressions.length > 0 && (
          <p className={styles.warning} role="status">
            <strong>Regression.</strong> {regressions.join(' ')}
          </p>
        )}
        <dl className={styles.facts}>
          <Fact label="Verdict by intervals">
            <Badge tone={verdictWords[verdict].tone}>{verdictWords[verdict].words}</Badge>
          </Fact>
          <Fact label="Assessment by thresholds">{assessment == null ? null : assessmentWords[assessment]}</Fact>
          <Fact label="Category" note={percentWords(accuracyChangePercent) ?? ''}>
            {improvementCategory == null ? null : categoryWords[improvementCategory].words}
          </Fact>
          <Fact label="Mean change of 5 versions" isFigure>
            {percentWords(rollingChangePercent)}
          </Fact>
          <Fact label="Made">
            <Moment at={row.madeAt} />
          </Fact>
          <Fact label="Training job">
            {row.job == null ? null : (
              <Link to="/training/$jobId" params={{ jobId: row.job.id }} search={keepView}>
                {visible(row.job.name)}
              </Link>
            )}
          </Fact>
          <Fact label="Dataset">{row.trainingDataset == null ? null : visible(row.trainingDataset)}</Fact>
          <Fact label="Also named">{row.servedAs.length === 0 ? null : row.servedAs.map(visible).join(', ')}</Fact>
        </dl>
        {answer.failure !== null && detail === null && <ErrorState message={answer.failure} onRetry={answer.reload} />}
        {answer.failure === null && detail === null && <Skeleton shape="rows" height={200} label="The comparison is loading" />}
        {detail !== null && <Comparison detail={detail} />}
      </div>
      {isEdited && <EditDialog row={row} rows={rows} onSaved={onSaved} onClose={() => setEdited(false)} />}
    </Panel>
  );
}

function Comparison({ detail }: { readonly detail: WholeVersionFragment }) {
  const { verdictSentence, benchmarks, accuracyAgainstParent, productionAgainstParent } = detail.evolution;
  const rows: ComparedRow[] = [
    ...(accuracyAgainstParent == null
      ? []
      : [{ ...accuracyAgainstParent, key: 'accuracy', name: 'Benchmark accuracy', unit: 'share' as const }]),
    ...productionAgainstParent
      .filter(({ value, base }) => value != null || base != null)
      .map((one) => ({ ...one, key: one.metric, ...metricNames[one.metric] })),
  ];
  return (
    <>
      <p className={styles.sentence}>{verdictSentence}</p>
      <div className={styles.columns}>
        {rows.length > 0 && (
          <section aria-label="Beside its parent">
            <h3>Beside its parent</h3>
            <ComparedTable caption="Beside its parent" rows={rows} of="parent" />
          </section>
        )}
        {benchmarks.length > 0 && (
          <section aria-label="Benchmarks">
            <h3>Benchmarks</h3>
            <DataTable caption="Benchmarks" columns={benchmarkColumns} rows={benchmarks} rowKey={({ runId }) => runId} rowHeight={46} />
          </section>
        )}
      </div>
    </>
  );
}

type BenchmarkRow = WholeVersionFragment['evolution']['benchmarks'][number];
const benchmarkColumns: readonly Column<BenchmarkRow>[] = [
  {
    key: 'suite',
    header: 'Suite',
    of: ({ suite }) => suite,
    cell: ({ suite, suiteId }) => (
      <Link to="/benchmarks/$suiteId" params={{ suiteId }} search={keepView}>
        {visible(suite)}
      </Link>
    ),
  },
  {
    key: 'accuracy',
    header: 'Accuracy',
    of: ({ numbers }) => numbers.accuracy ?? null,
    align: 'end',
    cell: ({ numbers: { accuracy, accuracyLow, accuracyHigh } }) => (
      <Measured
        value={accuracy}
        interval={accuracyLow == null || accuracyHigh == null ? null : { low: accuracyLow, high: accuracyHigh }}
        unit="share"
      />
    ),
  },
  { key: 'items', header: 'Items', of: ({ numbers }) => numbers.decidedCount, unit: 'count' },
  {
    key: 'at',
    header: 'Run',
    of: ({ startedAt }) => Date.parse(startedAt),
    align: 'end',
    cell: ({ startedAt }) => <Moment at={startedAt} />,
  },
];
