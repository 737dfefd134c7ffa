import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { EmptyState, Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { ExperimentHealthDocument, ExperimentPageDocument, ExperimentsMovedDocument } from '../../graphql/generated/graphql.ts';
import type { ExperimentPageQuery } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Acts } from './acts.tsx';
import { CodePanel } from './code-panel.tsx';
import { ExperimentDialog } from './experiment-dialog.tsx';
import { HealthPanel } from './health-panel.tsx';
import { LogPanel } from './log-panel.tsx';
import { Looks } from './looks.tsx';
import { ResultsPanel } from './results-panel.tsx';
import { SetupPanel } from './setup-panel.tsx';
import { StateBadge } from './state-badge.tsx';
import { valueWords } from './words.ts';
import styles from './experiments.module.css';

const changes = { subscription: ExperimentsMovedDocument, askAfterMs: 300 } as const;
const healthChanges = { subscription: ExperimentsMovedDocument, askAfterMs: 5_000 } as const;
/** Exposures come without a notice of their own. */
const healthAgainMs = 15_000;

export type Experiment = NonNullable<ExperimentPageQuery['experiment']>;

/** One experiment or flag: its variants and who saw them, its set-up, code to copy, and what became of it. */
export function ExperimentPage() {
  const { experimentKey } = useParams({ from: '/experiments/$experimentKey' });
  const answer = useLiveQuery({ query: ExperimentPageDocument, variables: { key: experimentKey }, changes });
  const [isEdited, setEdited] = useState(false);
  const experiment = answer.data?.experiment ?? null;
  const load = loadOf(answer, ({ experiment: found }) => found ?? null);
  const isFlag = experiment?.kind === 'FLAG';
  const isMeasured = experiment !== null && experiment.kind === 'EXPERIMENT' && experiment.startedAt != null;
  const health = useLiveQuery({
    query: ExperimentHealthDocument,
    variables: { key: experimentKey },
    isWanted: isMeasured,
    changes: healthChanges,
    againMs: experiment?.state === 'RUNNING' ? healthAgainMs : undefined,
  });
  return (
    <Page
      title={experiment === null ? experimentKey : visible(experiment.name)}
      trail={
        <Link to={isFlag ? '/flags' : '/experiments'} search={keepView}>
          {isFlag ? 'Flags' : 'Experiments'}
        </Link>
      }
      beside={
        experiment !== null && (
          <>
            <StateBadge state={experiment.state} />
            {experiment.isAa && (
              <span className={styles.aa} title="All variants are meant to be the same">
                A/A
              </span>
            )}
          </>
        )
      }
      actions={experiment !== null && <Acts experiment={experiment} onEdit={() => setEdited(true)} onDone={answer.reload} />}
    >
      {answer.data !== null && experiment === null ? (
        <EmptyState says="There is no such experiment or flag." how="It was deleted, or belongs to another workspace." />
      ) : (
        <div className={styles.stack}>
          {experiment?.pausedReason != null && (
            <p className={styles.breach} role="alert">
              {visible(experiment.pausedReason)} The server paused the experiment, and all units get the default value until it is resumed.
            </p>
          )}
          <Panel
            title="Variants"
            hint="units that saw each, in the present phase"
            flush
            skeleton="rows"
            minHeight={100}
            load={load}
            onRetry={answer.reload}
            empty={{ says: 'Nothing is known of it yet.' }}
          >
            {(of) => <VariantTable experiment={of} counted={isMeasured ? (health.data?.experiment?.health.variants ?? null) : null} />}
          </Panel>
          {isMeasured && (
            <>
              <ResultsPanel key={experiment.id} experiment={experiment} />
              <HealthPanel answer={health} />
              <Looks key={`looks ${experiment.id}`} experiment={experiment} />
            </>
          )}
          {experiment !== null && (
            <div className={styles.grid}>
              <SetupPanel experiment={experiment} />
              <div className={styles.stack}>
                <LogPanel experiment={experiment} />
                <CodePanel experiment={experiment} />
              </div>
            </div>
          )}
        </div>
      )}
      {isEdited && experiment !== null && (
        <ExperimentDialog kind={experiment.kind} experiment={experiment} onSaved={answer.reload} onClose={() => setEdited(false)} />
      )}
    </Page>
  );
}

interface VariantRow {
  readonly key: string;
  readonly weight: number;
  readonly value: unknown;
  readonly unitCount: number;
  readonly share: number | null;
}

interface VariantTableProps {
  readonly experiment: Experiment;
  /** Units that count, those that answers alone exposed too; null: only reported exposures are known. */
  readonly counted: readonly { readonly variant: string; readonly n: number }[] | null;
}

function VariantTable({ experiment: { variants, exposures, phase }, counted }: VariantTableProps) {
  const reported = exposures.filter((one) => one.phase === phase).map(({ variant, unitCount }) => [variant, unitCount] as const);
  const counts = new Map(counted === null ? reported : counted.map(({ variant, n }) => [variant, n] as const));
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const rows: VariantRow[] = variants.map(({ key, weight, value }) => {
    const unitCount = counts.get(key) ?? 0;
    return { key, weight, value, unitCount, share: total === 0 ? null : unitCount / total };
  });
  return <DataTable caption="Variants" columns={variantColumns} rows={rows} rowKey={({ key }) => key} rowHeight={34} />;
}

const variantColumns: readonly Column<VariantRow>[] = [
  { key: 'key', header: 'Variant', of: ({ key }) => key, cell: ({ key }) => <span className="mono">{key}</span> },
  { key: 'weight', header: 'Meant share', of: ({ weight }) => weight, unit: 'share' },
  { key: 'share', header: 'Seen share', of: ({ share }) => share, unit: 'share' },
  { key: 'units', header: 'Units', of: ({ unitCount }) => unitCount, unit: 'count' },
  {
    key: 'value',
    header: 'Value',
    of: ({ value }) => valueWords(value),
    cell: ({ value }) => <span className="mono">{visible(valueWords(value).slice(0, 200))}</span>,
  },
];
