import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { EmptyState, Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { ReleaseDriftOfDocument } from '../../graphql/generated/graphql.ts';
import type { ReleaseDriftOfQuery } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import styles from './evolution.module.css';

type Report = NonNullable<ReleaseDriftOfQuery['releaseCheck']['drift']['report']>;
type FeatureRow = Report['features'][number];

const columns: readonly Column<FeatureRow>[] = [
  { key: 'feature', header: 'Feature', of: ({ feature }) => feature.toLowerCase().replaceAll('_', ' ') },
  {
    key: 'drifted',
    header: 'Drifted',
    of: ({ hasDrifted }) => Number(hasDrifted),
    cell: ({ hasDrifted }) => (hasDrifted ? <Badge tone="warn">drifted</Badge> : <span className="quiet">no</span>),
  },
  { key: 'size', header: 'Size', of: ({ effectLabel }) => effectLabel.toLowerCase() },
  { key: 'words', header: 'In words', of: ({ sentence }) => visible(sentence), isClipped: true },
];

/** How prompts and answers differ from those of the version before; asked for by itself, since it takes longer than the rest. */
export function ReleaseDriftPanel({
  variables,
}: {
  readonly variables: { readonly versionId: string; readonly againstId: string | null };
}) {
  const answer = useLiveQuery({ query: ReleaseDriftOfDocument, variables });
  return (
    <Panel
      title="Drift"
      hint="a difference, neither better nor worse; never blocks"
      skeleton="rows"
      minHeight={140}
      load={loadOf(answer, ({ releaseCheck }) => releaseCheck.drift)}
      onRetry={answer.reload}
    >
      {({ report, reason }) =>
        report == null || report.tooLittle != null ? (
          <EmptyState
            says={visible(reason ?? 'There are too few messages to compare.')}
            how={report?.tooLittle ?? 'Both versions need answers: at least 30 conversations each.'}
          />
        ) : (
          <div className={styles.version}>
            <p className={styles.sentence}>{visible(report.sentence)}</p>
            <DataTable caption="Drift" columns={columns} rows={report.features} rowKey={({ feature }) => feature} />
          </div>
        )
      }
    </Panel>
  );
}
