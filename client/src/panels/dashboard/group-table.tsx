import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, points, useLocale } from 'ui-kit/format';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import type { GroupBeforeFragment, GroupRowFragment } from '../../graphql/generated/graphql.ts';
import { Button } from '../../primitives/button.tsx';
import type { CsvTable } from '../../primitives/csv.ts';
import { Icon } from '../../primitives/icon.tsx';
import { Menu, MenuChoice } from '../../primitives/menu.tsx';
import { differenceOf } from '../analytics/difference.ts';
import type { Difference } from '../analytics/difference.ts';
import styles from '../analytics/analytics.module.css';
import type { PanelView } from './panel.ts';

/** Numbers of one of the things compared: a session, a variant, a training method. */
export type Group = GroupRowFragment & { readonly name: string; readonly previous?: GroupBeforeFragment | null | undefined };

interface GroupTableProps<Row extends Group> {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly view: PanelView;
  readonly heightPx: number;
  /** Head and cell of the column that names the group. */
  readonly named: { readonly header: string; readonly cell: (row: Row) => ReactNode };
  /** Columns that are left out, so that the rest fits beside what stands there, or beside long names. */
  readonly without?: readonly ('judged' | 'p50' | 'costPerSuccess')[] | undefined;
}

/** The group that the others are compared with: the chosen one, else the one with the most verdicts; undefined: none was judged. */
function baselineOf<Row extends Group>(rows: readonly Row[], chosen: readonly string[]): Row | undefined {
  const judged = rows.filter(({ judgedCount }) => judgedCount > 0);
  return (
    judged.find(({ name }) => chosen.includes(name)) ??
    judged.reduce<Row | undefined>((most, row) => (most === undefined || row.judgedCount > most.judgedCount ? row : most), undefined)
  );
}

/** How much better a group does than another; null where one of them was never judged. */
type Judged = Pick<GroupRowFragment, 'successShare' | 'successInterval'>;

function successAgainst(row: Judged, against: Judged | null | undefined): Difference | null {
  const share = (one: Judged | null | undefined) =>
    one?.successShare == null || one.successInterval == null ? null : { share: one.successShare, ...one.successInterval };
  const [one, other] = [share(row), share(against)];
  return one === null || other === null ? null : differenceOf(one, other);
}

const none = [] as const;
/** A row has a link, which follows each change of the address, and intervals in words: a hundred of them are felt when a filter changes. */
const dearRows = 24;

/** Groups side by side; success is compared with one of them, with the interval of the difference and a verdict in words. */
export function GroupTable<Row extends Group>({ caption, rows, view, heightPx, named, without = none }: GroupTableProps<Row>) {
  const against = useMemo(() => baselineOf(rows, view.baselines), [rows, view.baselines]);
  const { previousName } = view;
  const isCompared = view.compare && rows.some((row) => successAgainst(row, row.previous) !== null);
  const columns = useMemo(
    () => columnsOf(against, named, isCompared ? previousName : null).filter(({ key }) => !without.some((one) => one === key)),
    [against, named, without, isCompared, previousName],
  );
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={({ name }) => name}
      initialSort={{ key: 'messages', direction: 'descending' }}
      maxHeight={`${heightPx}px`}
      mostWholeRows={dearRows}
    />
  );
}

/** The change of success against the compared period. */
const changeColumn = <Row extends Group>(before: string): Column<Row> => ({
  key: 'change',
  header: <span title={`Success against: ${before}`}>Change</span>,
  of: (row) => successAgainst(row, row.previous)?.change ?? null,
  cell: (row) => <SuccessChange row={row} />,
});

function columnsOf<Row extends Group>(
  against: Row | undefined,
  named: GroupTableProps<Row>['named'],
  before: string | null,
): readonly Column<Row>[] {
  return [
    { key: 'name', header: named.header, of: (row) => row.name, cell: named.cell, isClipped: true },
    { key: 'messages', header: 'Messages', of: (row) => row.messageCount, unit: 'count' },
    { key: 'judged', header: 'Judged', of: (row) => row.judgedCount, unit: 'count' },
    { key: 'success', header: 'Success', of: (row) => row.successShare ?? null, unit: 'share' },
    {
      key: 'against',
      header: against === undefined ? 'Difference' : `against ${against.name}`,
      of: (row) => successAgainst(row, against)?.change ?? null,
      cell: (row) => <Verdict row={row} against={against} />,
    },
    ...(before === null ? [] : [changeColumn<Row>(before)]),
    { key: 'rating', header: 'Rating', of: (row) => row.averageRating ?? null, unit: 'rating' },
    { key: 'p50', header: 'p50', of: (row) => row.latencyMs.p50Ms ?? null, unit: 'ms' },
    { key: 'p95', header: 'p95', of: (row) => row.latencyMs.p95Ms ?? null, unit: 'ms' },
    { key: 'errors', header: 'Errors', of: (row) => row.errorShare ?? null, unit: 'share' },
    { key: 'cost', header: '$ per 1k', of: (row) => (row.costPerMessageUsd == null ? null : row.costPerMessageUsd * 1_000), unit: 'usd' },
    { key: 'costPerSuccess', header: '$ per success', of: (row) => row.costPerSuccessUsd ?? null, unit: 'usd' },
  ];
}

/** Success against the baseline: the change in points, its 95 % interval, and what it comes to. */
function Verdict({ row, against }: { readonly row: Group; readonly against: Group | undefined }) {
  if (row === against) return <Badge>baseline</Badge>;
  return <DifferenceBadge found={successAgainst(row, against)} judgedCount={row.judgedCount} />;
}

/** Success now against the compared period. */
const SuccessChange = ({
  row,
}: {
  readonly row: Judged & { readonly judgedCount: number; readonly previous?: Judged | null | undefined };
}) => <DifferenceBadge found={successAgainst(row, row.previous)} judgedCount={row.judgedCount} />;

/** Errors now against the compared period: fewer are better. */
export function ErrorChange({ found }: { readonly found: Difference | null }) {
  if (found === null) return <span className="quiet">none before</span>;
  const tone = found.verdict === 'better' ? 'good' : found.verdict === 'worse' ? 'bad' : 'neutral';
  return (
    <Badge tone={tone} isFigure title="Difference in the share of errors, verdict by its 95 % interval (Newcombe)">
      {`${found.change > 0 ? '+' : ''}${points(found.change)}`} {found.verdict}
    </Badge>
  );
}

function DifferenceBadge({ found, judgedCount }: { readonly found: Difference | null; readonly judgedCount: number }) {
  const locale = useLocale();
  if (found === null)
    return (
      <span className="quiet" title="One of the two has no verdict">
        not judged
      </span>
    );
  const size = (share: number) => points(share).replace(/\s?pt$/, '');
  const tone = found.verdict === 'better' ? 'good' : found.verdict === 'worse' ? 'bad' : 'neutral';
  return (
    <Badge
      tone={tone}
      isFigure
      title={`95 % interval of the difference in success (Newcombe), over ${format(judgedCount, 'count', locale)} judged messages: ${found.verdict}`}
    >
      {`${found.change > 0 ? '+' : ''}${points(found.change)} [${size(found.low)}, ${size(found.high)}]`} {found.verdict}
    </Badge>
  );
}

/** Chooses what the other groups of a table are compared with. */
export function BaselineChoice({ rows, view, what }: { readonly rows: readonly Group[]; readonly view: PanelView; readonly what: string }) {
  const judged = rows.filter(({ judgedCount }) => judgedCount > 0);
  const against = baselineOf(rows, view.baselines);
  if (judged.length < 2 || against === undefined) return null;
  return (
    <span className={styles.baseline}>
      <span>against</span>
      <Menu
        trigger={
          <Button aria-label={`Baseline ${what}: ${against.name}`}>
            {against.name} <Icon name="down" />
          </Button>
        }
      >
        <MenuChoice
          label={`Baseline ${what}`}
          value={against.name}
          options={judged.map(({ name }) => ({ value: name, label: name }))}
          onChoose={(name) =>
            view.onBaseline(
              name,
              judged.map((row) => row.name),
            )
          }
        />
      </Menu>
    </span>
  );
}

export const groupTable = (what: string, rows: readonly Group[]): CsvTable => [
  [
    what,
    'messages',
    'judged',
    'successShare',
    'low95',
    'high95',
    'averageRating',
    'p50Ms',
    'p95Ms',
    'errorShare',
    'costUsd',
    'costPerSuccessUsd',
  ],
  ...rows.map((row) => [
    row.name,
    row.messageCount,
    row.judgedCount,
    row.successShare ?? null,
    row.successInterval?.low ?? null,
    row.successInterval?.high ?? null,
    row.averageRating ?? null,
    row.latencyMs.p50Ms ?? null,
    row.latencyMs.p95Ms ?? null,
    row.errorShare ?? null,
    row.costUsd ?? null,
    row.costPerSuccessUsd ?? null,
  ]),
];
