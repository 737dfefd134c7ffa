import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import type { Load } from 'ui-kit/panel';
import type { CorrelationRowFragment } from '../../graphql/generated/graphql.ts';
import { nothingRead } from '../../panels/meaning/words.ts';

const names: Readonly<Record<CorrelationRowFragment['with'], string>> = {
  RATING: 'Rating',
  SUCCESS: 'Success',
  TOOL_ERRORS: 'Tool errors',
  LATENCY: 'Latency',
};

const two = (value: number | null | undefined): string => (value == null ? '–' : value.toFixed(2));

const columns: readonly Column<CorrelationRowFragment>[] = [
  {
    key: 'with',
    header: 'With',
    of: ({ with: of }) => names[of],
    cell: ({ with: of, sentence }) => <span title={sentence}>{names[of]}</span>,
  },
  {
    key: 'coefficient',
    header: 'Spearman',
    of: ({ coefficient }) => coefficient ?? null,
    align: 'end',
    cell: ({ coefficient }) => two(coefficient),
  },
  {
    key: 'interval',
    header: '95 % interval',
    of: () => null,
    isSortable: false,
    align: 'end',
    cell: ({ low, high }) => (low == null ? <span className="quiet">–</span> : `${two(low)} to ${two(high)}`),
  },
  {
    key: 'verdict',
    header: 'Reads as',
    of: ({ low, high }) => (low == null || high == null ? 'too few' : low > 0 ? 'rises with it' : high < 0 ? 'falls with it' : 'not shown'),
  },
  { key: 'n', header: 'n', of: ({ n }) => n, unit: 'count' },
];

interface CorrelationsProps {
  readonly load: Load<readonly CorrelationRowFragment[]>;
  readonly onRetry: () => void;
}

/** What the sentiment of a conversation goes with. */
export function CorrelationsPanel({ load, onRetry }: CorrelationsProps) {
  return (
    <Panel
      title="What it goes with"
      hint="mean sentiment of a conversation beside its other numbers"
      flush
      load={load}
      minHeight={150}
      skeleton="rows"
      onRetry={onRetry}
      empty={nothingRead}
    >
      {(rows) => <DataTable caption="Correlations of sentiment" columns={columns} rows={rows} rowKey={({ with: of }) => of} />}
    </Panel>
  );
}
