import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { StatRow, StatTile } from 'ui-kit/stat-tile';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import { DatasetDiffOfDocument } from '../../graphql/generated/graphql.ts';
import type { DatasetDiffOfQuery, DatasetVersionRowFragment } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { Select } from '../../primitives/select.tsx';
import { askedLine, sourceWords, splitWords, wantedLine } from './words.ts';
import styles from './datasets.module.css';

interface VersionsPanelProps {
  readonly versions: readonly DatasetVersionRowFragment[];
  readonly hasMore: boolean;
  readonly onOpen: (versionId: string) => void;
}

/** Versions of a dataset: what each was made of, and two of them compared. */
export function VersionsPanel({ versions, hasMore, onOpen }: VersionsPanelProps) {
  const [later, earlier] = versions;
  const [pair, setPair] = useState<{ readonly id: string; readonly againstId: string } | null>(
    later === undefined || earlier === undefined ? null : { id: later.id, againstId: earlier.id },
  );
  const options = versions.map(({ id, number }) => ({ value: id, label: `Version ${number}` }));
  return (
    <div className={styles.side}>
      <Panel title="Versions" hint="each stays as it was made; tokens are counted in the background" flush>
        <DataTable
          caption="Versions"
          columns={columnsOf(onOpen)}
          rows={versions}
          rowKey={({ id }) => id}
          rowHeight={38}
          maxHeight="340px"
          footer={hasMore ? 'Earlier versions are read through the API.' : undefined}
        />
      </Panel>
      {pair !== null && (
        <>
          <div className={styles.above}>
            <span className="quiet">Compare</span>
            <Select label="Later version" value={pair.id} options={options} onChoose={(id) => setPair({ ...pair, id })} />
            <span className="quiet">with</span>
            <Select
              label="Earlier version"
              value={pair.againstId}
              options={options}
              onChoose={(againstId) => setPair({ ...pair, againstId })}
            />
          </div>
          <DiffPanel key={`${pair.id} ${pair.againstId}`} {...pair} />
        </>
      )}
    </div>
  );
}

type Diff = NonNullable<DatasetDiffOfQuery['datasetVersion']>['diff'];

function DiffPanel({ id, againstId }: { readonly id: string; readonly againstId: string }) {
  const answer = useLiveQuery({ query: DatasetDiffOfDocument, variables: { id, againstId } });
  return (
    <Panel
      title="What changed"
      hint="by the ids of rows"
      skeleton="rows"
      minHeight={140}
      load={loadOf(answer, ({ datasetVersion }) => datasetVersion?.diff ?? null)}
      onRetry={answer.reload}
      empty={{ says: 'There is no such version any more.', how: 'Choose another.' }}
    >
      {({ added, removed, changed, sample }) => (
        <div className={styles.stack}>
          <StatRow label="Rows in which the versions differ">
            <StatTile label="Added" value={added} unit="count" />
            <StatTile label="Changed" value={changed} unit="count" />
            <StatTile label="Taken out" value={removed} unit="count" />
          </StatRow>
          {sample.length > 0 && (
            <DataTable
              caption="Rows that differ"
              columns={diffColumns}
              rows={sample}
              rowKey={({ rowId, change }) => `${change} ${rowId}`}
              maxHeight="380px"
            />
          )}
        </div>
      )}
    </Panel>
  );
}

type DiffRow = Diff['sample'][number];
const changeWords = { ADDED: 'added', REMOVED: 'taken out', CHANGED: 'changed' } as const;
const lineOf = (row: DiffRow['before']): string =>
  row == null ? '' : [askedLine(row), wantedLine(row)].filter((part) => part !== '').join(' → ');

const diffColumns: readonly Column<DiffRow>[] = [
  { key: 'change', header: 'Change', of: ({ change }) => changeWords[change] },
  { key: 'row', header: 'Row', of: ({ rowId }) => rowId, cell: ({ rowId }) => <span className="mono">{visible(rowId)}</span> },
  {
    key: 'before',
    header: 'Before',
    of: ({ before }) => lineOf(before),
    cell: ({ before }) => <span className={styles.clip}>{visible(lineOf(before))}</span>,
  },
  {
    key: 'after',
    header: 'After',
    of: ({ after }) => lineOf(after),
    cell: ({ after }) => <span className={styles.clip}>{visible(lineOf(after))}</span>,
  },
];

function Splits({ splits }: Pick<DatasetVersionRowFragment, 'splits'>) {
  const locale = useLocale();
  const words = splitWords(splits, (value) => format(value, 'count', locale));
  return <span className={words === '' ? 'quiet' : undefined}>{words === '' ? 'none' : visible(words)}</span>;
}

function Parents({ parents }: Pick<DatasetVersionRowFragment, 'parents'>) {
  if (parents.length === 0) return <span className="quiet">–</span>;
  return (
    <span>
      {parents.map(({ datasetName, number, version }, at) => (
        <span key={`${datasetName} ${number}`}>
          {at > 0 && ', '}
          {version == null ? (
            <span className="quiet" title="It was deleted.">
              {visible(datasetName)} v{number}
            </span>
          ) : (
            <Link to="/datasets/$datasetId" params={{ datasetId: version.dataset.id }} search={keepView}>
              {visible(datasetName)} v{number}
            </Link>
          )}
        </span>
      ))}
    </span>
  );
}

const columnsOf = (onOpen: (versionId: string) => void): readonly Column<DatasetVersionRowFragment>[] => [
  {
    key: 'number',
    header: 'Version',
    of: ({ number }) => number,
    cell: ({ id, number }) => (
      <Button tone="bare" onClick={() => onOpen(id)}>
        {`Version ${number}`}
      </Button>
    ),
  },
  { key: 'rows', header: 'Rows', of: ({ rowCount }) => rowCount, unit: 'count' },
  { key: 'tokens', header: 'Tokens', of: ({ tokenCount }) => tokenCount ?? null, unit: 'tokens' },
  { key: 'splits', header: 'Splits', of: () => null, isSortable: false, cell: ({ splits }) => <Splits splits={splits} /> },
  { key: 'source', header: 'Made of', of: ({ source }) => visible(sourceWords(source)), cell: ({ source }) => <MadeOf source={source} /> },
  { key: 'parents', header: 'From', of: () => null, isSortable: false, cell: ({ parents }) => <Parents parents={parents} /> },
  { key: 'comment', header: 'Comment', of: ({ comment }) => comment ?? null, isClipped: true },
  { key: 'by', header: 'By', of: ({ createdBy }) => createdBy ?? null },
  {
    key: 'address',
    header: 'Address',
    of: ({ address }) => address,
    cell: ({ address }) => (
      <span className="mono" title={address}>
        {address.slice(0, 10)}
      </span>
    ),
  },
  {
    key: 'made',
    header: 'Made',
    of: ({ createdAt }) => Date.parse(createdAt),
    align: 'end',
    cell: ({ createdAt }) => <Ago at={createdAt} />,
  },
];

/** How a version was made; a loop is a link. */
function MadeOf({ source }: { readonly source: unknown }) {
  const { kind, loopId, name } = (source ?? {}) as { readonly kind?: string; readonly loopId?: string; readonly name?: string };
  if (kind !== 'LOOP' || loopId === undefined) return visible(sourceWords(source));
  return (
    <Link to="/loops/$loopId" params={{ loopId }} search={keepView}>
      {visible(name ?? 'loop')}
    </Link>
  );
}
