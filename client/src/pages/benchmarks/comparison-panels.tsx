import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { DotPlot } from 'ui-kit/dot-plot';
import { useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { StatRow, StatTile } from 'ui-kit/stat-tile';
import { useState } from 'react';
import { visible } from 'ui-kit/visible';
import { BenchmarkComparisonOfDocument } from '../../graphql/generated/graphql.ts';
import type {
  BenchmarkFlip,
  BenchmarkPairsFragment,
  BenchmarkRunRowFragment,
  FlippedItemRowFragment,
} from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Segmented } from '../../primitives/segmented.tsx';
import { Select } from '../../primitives/select.tsx';
import { pWords, runName, verdictWords } from './words.ts';
import styles from './benchmarks.module.css';

export interface Pair {
  readonly baseId: string;
  readonly otherId: string;
}

interface ComparisonPanelsProps {
  readonly runs: readonly BenchmarkRunRowFragment[];
  readonly pair: Pair;
  readonly onPair: (pair: Pair) => void;
}

type Direction = BenchmarkFlip | 'ALL';
const directions = [
  { value: 'ALL', label: 'lost or gained' },
  { value: 'LOST', label: 'lost' },
  { value: 'GAINED', label: 'gained' },
] as const satisfies readonly { readonly value: Direction; readonly label: string }[];

/** Two runs side by side: what is shown as a whole, by category, and the items on which they differ. */
export function ComparisonPanels({ runs, pair, onPair }: ComparisonPanelsProps) {
  const { locale, timeZone } = useLocale();
  const [direction, setDirection] = useState<Direction>('ALL');
  const answer = useLiveQuery({
    query: BenchmarkComparisonOfDocument,
    variables: { ...pair, flip: direction === 'ALL' ? null : direction },
  });
  const moment = (at: Date) => at.toLocaleString(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  const options = runs.map((run) => ({ value: run.id, label: visible(runName(run, moment)) }));
  const nameOf = (id: string) => visible(runs.find((run) => run.id === id)?.model ?? '');
  const [base, other] = [nameOf(pair.baseId), nameOf(pair.otherId)];
  const names = base === other ? { base: `${base} (base)`, other } : { base, other };
  return (
    <>
      <div className={styles.choice}>
        <span className="quiet">Compare</span>
        <Select label="Base" value={pair.baseId} options={options} onChoose={(baseId) => onPair({ ...pair, baseId })} />
        <span className="quiet">with</span>
        <Select
          label="Compared with the base"
          value={pair.otherId}
          options={options}
          onChoose={(otherId) => onPair({ ...pair, otherId })}
        />
      </div>
      <Panel
        title="Comparison"
        hint="over the items that both runs decided"
        skeleton="rows"
        minHeight={150}
        load={loadOf(answer, ({ benchmarkComparison }) => benchmarkComparison)}
        onRetry={answer.reload}
      >
        {({ numbers, byCategory }) => (
          <div className={styles.comparison}>
            <p className={styles.verdict}>{verdictWords(numbers, names.base, names.other)}</p>
            <StatRow label="Items by how the runs answered">
              <StatTile label="Both right" value={numbers.bothCorrect} unit="count" />
              <StatTile label={`Only ${names.base}`} value={numbers.onlyBase} unit="count" />
              <StatTile label={`Only ${names.other}`} value={numbers.onlyOther} unit="count" />
              <StatTile label="Neither" value={numbers.neither} unit="count" />
            </StatRow>
            <p className="quiet">
              {numbers.pValue == null
                ? 'Items were answered several times: the interval is by their shares.'
                : `McNemar’s exact test: ${pWords(numbers.pValue)}.`}
            </p>
            {byCategory.length > 0 && <Categories rows={byCategory} names={names} />}
          </div>
        )}
      </Panel>
      <div className={styles.choice}>
        <span className="quiet">Items that the second run has</span>
        <Segmented label="Direction" value={direction} options={directions} onChoose={setDirection} />
      </div>
      <Panel
        title="Items that flipped"
        hint="answered differently by the two runs; the first 50"
        flush
        skeleton="rows"
        minHeight={150}
        load={loadOf(answer, ({ benchmarkComparison: { flips } }) =>
          flips.edges.length === 0 ? null : flips.edges.map(({ node }) => node),
        )}
        onRetry={answer.reload}
        empty={{ says: 'No item flipped.', how: 'Both runs answered every shared item alike, in the direction that is chosen.' }}
      >
        {(rows) => (
          <DataTable caption="Items that flipped" columns={flipColumns} rows={rows} rowKey={({ itemId }) => itemId} maxHeight="520px" />
        )}
      </Panel>
    </>
  );
}

function Categories({
  rows,
  names,
}: {
  readonly rows: readonly BenchmarkPairsFragment[];
  readonly names: { readonly base: string; readonly other: string };
}) {
  const points = rows.flatMap(({ category, baseAccuracy, otherAccuracy }) => [
    { category: category ?? '', run: names.base, accuracy: baseAccuracy ?? null },
    { category: category ?? '', run: names.other, accuracy: otherAccuracy ?? null },
  ]);
  return (
    <div className={styles.categories}>
      <DotPlot
        title="Accuracy by category"
        data={points}
        measure={{ of: ({ category }) => visible(category), label: 'Category' }}
        value={{ of: ({ accuracy }) => accuracy, label: 'Accuracy', unit: 'share' }}
        series={({ run }) => run}
      />
      <DataTable
        caption="Comparison by category"
        columns={categoryColumns}
        rows={rows}
        rowKey={({ category }) => category ?? ''}
        initialSort={{ key: 'difference', direction: 'ascending' }}
        maxHeight="420px"
      />
    </div>
  );
}

const verdicts = { BETTER: 'better', WORSE: 'worse', NOT_DECISIVE: 'not decisive' } as const;

const categoryColumns: readonly Column<BenchmarkPairsFragment>[] = [
  { key: 'category', header: 'Category', of: ({ category }) => visible(category ?? '') },
  { key: 'items', header: 'Items', of: ({ itemCount }) => itemCount, unit: 'count' },
  { key: 'base', header: 'Base', of: ({ baseAccuracy }) => baseAccuracy ?? null, unit: 'share' },
  { key: 'other', header: 'Other', of: ({ otherAccuracy }) => otherAccuracy ?? null, unit: 'share' },
  { key: 'difference', header: 'Difference', of: ({ difference }) => difference ?? null, unit: 'share' },
  { key: 'verdict', header: 'Verdict', of: ({ verdict }) => verdicts[verdict] },
];

const answersOf = (answers: FlippedItemRowFragment['base']): string =>
  answers.map(({ answer, error, outcome }) => error ?? answer ?? outcome.toLowerCase()).join(' | ');

const flipColumns: readonly Column<FlippedItemRowFragment>[] = [
  { key: 'item', header: 'Item', of: ({ itemId }) => itemId, cell: ({ itemId }) => <span className="mono">{visible(itemId)}</span> },
  { key: 'flip', header: 'Change', of: ({ flip }) => (flip === 'GAINED' ? 'gained' : 'lost') },
  { key: 'category', header: 'Category', of: ({ category }) => category ?? null },
  { key: 'input', header: 'Input', of: ({ input }) => input ?? null, cell: ({ input }) => <Text value={input ?? null} /> },
  { key: 'target', header: 'Target', of: ({ target }) => target ?? null, cell: ({ target }) => <Text value={target ?? null} /> },
  { key: 'base', header: 'Base', of: ({ base }) => answersOf(base), cell: ({ base }) => <Text value={answersOf(base)} /> },
  { key: 'other', header: 'Other', of: ({ other }) => answersOf(other), cell: ({ other }) => <Text value={answersOf(other)} /> },
];

const shownLength = 400;

/** A text in a cell: its beginning on three lines, the whole on hover. */
function Text({ value }: { readonly value: string | null }) {
  if (value === null) return <span className="quiet">—</span>;
  return (
    <span className={styles.text} title={visible(value.slice(0, 4_000))}>
      {visible(value.slice(0, shownLength))}
    </span>
  );
}
