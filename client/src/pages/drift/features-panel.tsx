import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import type { DriftFeature, DriftRowFragment } from '../../graphql/generated/graphql.ts';
import { effectNames } from '../../panels/meaning/drift-words.ts';
import { chance, effectMeasures, featureWords } from './words.ts';
import styles from './drift.module.css';

const columns: readonly Column<DriftRowFragment>[] = [
  { key: 'feature', header: 'Feature', of: ({ feature }) => featureWords(feature).name },
  {
    key: 'drifted',
    header: 'Drifted',
    of: ({ hasDrifted }) => Number(hasDrifted),
    cell: ({ hasDrifted }) => (hasDrifted ? <Badge tone="warn">drifted</Badge> : <span className="quiet">no</span>),
  },
  {
    key: 'effect',
    header: 'Size',
    of: ({ effect }) => effect,
    align: 'end',
    cell: ({ effect, effectLabel, kind }) => (
      <span className={styles.figure} title={effectMeasures[kind]}>
        <span className={styles.sizeName}>{effectNames[effectLabel]}</span> <span className="mono">{effect.toFixed(2)}</span>
      </span>
    ),
  },
  {
    key: 'p',
    header: 'p',
    of: ({ pValueAdjusted }) => pValueAdjusted,
    align: 'end',
    cell: ({ pValueAdjusted }) => <span className="mono">{chance(pValueAdjusted)}</span>,
  },
];

interface FeaturesProps {
  readonly rows: readonly DriftRowFragment[];
  readonly opened: DriftFeature;
  readonly onOpen: (feature: DriftFeature) => void;
}

/** All features that were compared, those that have drifted first; a row opens its feature. */
export function FeaturesPanel({ rows, opened, onOpen }: FeaturesProps) {
  return (
    <Panel title="Features" hint="size of the difference, and p-value corrected over the features" flush>
      <DataTable
        caption="Features"
        columns={columns}
        rows={rows}
        rowKey={({ feature }) => feature}
        selectedKey={opened}
        onRowOpen={({ feature }) => onOpen(feature)}
      />
    </Panel>
  );
}
