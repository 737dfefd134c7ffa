import { Link } from '@tanstack/react-router';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { DotPlot } from 'ui-kit/dot-plot';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useMemo } from 'react';
import type { Ref } from 'react';
import { keepView } from '../../controls/use-view.ts';
import type { DriftInput, DriftRowFragment } from '../../graphql/generated/graphql.ts';
import { Examples } from './examples.tsx';
import { bucketName, chance, featureWords, figure, methodName } from './words.ts';
import styles from './drift.module.css';

interface DetailProps {
  readonly row: DriftRowFragment;
  /** What the report was asked with. */
  readonly input: DriftInput;
  readonly ref: Ref<HTMLDivElement>;
}

/** One feature: both distributions or the words that changed, messages that show it, and its tests. */
export function DetailPanel({ row, input, ref }: DetailProps) {
  const { feature, sentence, baseline, words, tests, hasDrifted } = row;
  return (
    <Panel title={featureWords(feature).name}>
      <div ref={ref} className={styles.detail}>
        <p>{visible(sentence)}</p>
        {baseline.length > 0 && <Distributions row={row} />}
        {words.length > 0 && (
          <section>
            <h3>{hasDrifted ? 'Words that changed most' : 'Words that changed most, perhaps by chance'}</h3>
            <DataTable caption="Words that changed most" columns={wordColumns} rows={words} rowKey={({ word }) => word} maxHeight="330px" />
          </section>
        )}
        {hasDrifted ? (
          <Examples feature={feature} input={input} isOfBucket={baseline.length > 0} />
        ) : (
          <p className={styles.small}>No sure difference: there are no messages that show one.</p>
        )}
        <section>
          <h3>Tests, the one that decides first</h3>
          <DataTable caption="Tests" columns={testColumns} rows={tests} rowKey={({ method }) => method} />
        </section>
      </div>
    </Panel>
  );
}

interface BucketRow {
  readonly bucket: string;
  readonly window: 'Baseline' | 'Current';
  readonly share: number;
}

const shareOf = ({ share }: BucketRow): number => share;
const bucketOf = ({ bucket }: BucketRow): string => bucket;
const windowOf = ({ window }: BucketRow): string => window;

/** The share of the messages of each window in each bucket. */
function Distributions({ row: { feature, baseline, current } }: { readonly row: DriftRowFragment }) {
  const rows = useMemo(
    () =>
      baseline.flatMap(({ label, share }, place): BucketRow[] => {
        const bucket = bucketName(feature, label);
        return [
          { bucket, window: 'Baseline', share },
          { bucket, window: 'Current', share: current[place]?.share ?? 0 },
        ];
      }),
    [feature, baseline, current],
  );
  return (
    <DotPlot
      title="Share of messages"
      data={rows}
      measure={{ of: bucketOf, label: featureWords(feature).of }}
      value={{ of: shareOf, label: 'Share of messages', unit: 'share' }}
      series={windowOf}
      domain={domainOf(rows)}
    />
  );
}

/** From nothing to the largest share, rounded up to tenths. */
const domainOf = (rows: readonly BucketRow[]): readonly [number, number] => [
  0,
  Math.ceil(10 * rows.reduce((most, { share }) => Math.max(most, share), 0.1)) / 10,
];

const wordColumns: readonly Column<DriftRowFragment['words'][number]>[] = [
  {
    key: 'word',
    header: 'Word',
    of: ({ word }) => word,
    cell: ({ word }) => (
      <Link to="/messages" search={(held) => ({ ...keepView(held), says: word })}>
        {visible(word)}
      </Link>
    ),
  },
  { key: 'baseline', header: 'Baseline', of: ({ baselineShare }) => baselineShare, unit: 'share' },
  { key: 'current', header: 'Current', of: ({ currentShare }) => currentShare, unit: 'share' },
];

const testColumns: readonly Column<DriftRowFragment['tests'][number]>[] = [
  { key: 'method', header: 'Test', of: ({ method }) => methodName(method), isSortable: false },
  {
    key: 'statistic',
    header: 'Statistic',
    of: ({ statistic }) => statistic,
    align: 'end',
    isSortable: false,
    cell: ({ statistic }) => <span className="mono">{figure(statistic)}</span>,
  },
  {
    key: 'threshold',
    header: 'By chance',
    of: ({ threshold }) => threshold,
    align: 'end',
    isSortable: false,
    cell: ({ threshold }) => <span className="mono">{figure(threshold)}</span>,
  },
  {
    key: 'p',
    header: 'p',
    of: ({ pValue }) => pValue,
    align: 'end',
    isSortable: false,
    cell: ({ pValue }) => <span className="mono">{chance(pValue)}</span>,
  },
];
