import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { useMemo, useState } from 'react';
import type { FindingRowFragment, WholeAnomalyFragment } from '../../graphql/generated/graphql.ts';
import { directions, kinds, lastedWords, metrics, whereWords } from '../../panels/signals/words.ts';
import { Button } from '../../primitives/button.tsx';
import { Moment } from '../../primitives/moment.tsx';
import styles from './signals.module.css';

/** What belongs to the anomaly: series that left their range together, the most telling first. */
export function FindingsPanel({ anomaly }: { readonly anomaly: WholeAnomalyFragment }) {
  return (
    <Panel title="Findings" hint="series that left their range together, the most telling first" flush>
      <Findings caption="Findings" rows={anomaly.findings} />
    </Panel>
  );
}

/** What moved at that time without being part of it; nothing where nothing did. */
export function MovedPanel({ anomaly }: { readonly anomaly: WholeAnomalyFragment }) {
  if (anomaly.alsoMoved.length === 0) return null;
  return (
    <Panel title="What else moved" hint="out of its range at that time, and not part of it" flush>
      <Findings caption="What else moved" rows={anomaly.alsoMoved} />
    </Panel>
  );
}

/** Listed before "show all". */
const MOST_LISTED = 6;

function Findings({ caption, rows }: { readonly caption: string; readonly rows: readonly FindingRowFragment[] }) {
  const locale = useLocale();
  const [isWhole, setWhole] = useState(false);
  const columns = useMemo(() => columnsOf(locale), [locale]);
  const shown = useMemo(() => (isWhole ? rows : rows.slice(0, MOST_LISTED)), [rows, isWhole]);
  return (
    <>
      <DataTable caption={caption} columns={columns} rows={shown} rowKey={({ id }) => id} rowHeight={44} />
      {rows.length > MOST_LISTED && (
        <p className={styles.more}>
          <Button tone="bare" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? 'Show fewer' : `Show all ${rows.length}`}
          </Button>
        </p>
      )}
    </>
  );
}

const columnsOf = (locale: Locale): readonly Column<FindingRowFragment>[] => [
  {
    key: 'series',
    header: 'Series',
    of: ({ metric }) => metrics[metric].name,
    cell: ({ metric, dimension, dimensionValue }) => (
      <div className={styles.named}>
        <span className={styles.name}>{metrics[metric].name}</span>
        <span className={styles.words}>{whereWords(dimension, dimensionValue)}</span>
      </div>
    ),
  },
  {
    key: 'value',
    header: 'Worst',
    align: 'end',
    of: ({ value }) => value,
    cell: ({ metric, value }) => <b className="mono">{format(value, metrics[metric].unit, locale)}</b>,
  },
  {
    key: 'expected',
    header: 'Expected',
    align: 'end',
    of: ({ expected }) => expected,
    cell: ({ metric, expectedLow, expectedHigh }) => (
      <span className="mono nowrap">
        {format(expectedLow, metrics[metric].unit, locale)} to {format(expectedHigh, metrics[metric].unit, locale)}
      </span>
    ),
  },
  { key: 'kind', header: 'Is', of: ({ kind, direction }) => `${kinds[kind]} ${directions[direction]}` },
  {
    key: 'began',
    header: 'Began',
    of: ({ beganAt }) => Date.parse(beganAt),
    cell: ({ beganAt, endedAt }) => (
      <span className="nowrap">
        <Moment at={beganAt} />
        <span className={styles.small}>
          {endedAt === null ? ', still out' : `, for ${lastedWords(Date.parse(beganAt), Date.parse(endedAt))}`}
        </span>
      </span>
    ),
  },
];
