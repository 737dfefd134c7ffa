import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { points } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import type { Load } from 'ui-kit/panel';
import { Sparkline } from 'ui-kit/sparkline';
import type { SeriesStyle } from 'ui-kit/theme';
import { useMemo } from 'react';
import { keepView } from '../../controls/use-view.ts';
import type { ComparedModelRowFragment } from '../../graphql/generated/graphql.ts';
import { Button } from '../../primitives/button.tsx';
import type { CsvTable } from '../../primitives/csv.ts';
import { Icon } from '../../primitives/icon.tsx';
import { Menu, MenuChoice } from '../../primitives/menu.tsx';
import { PanelMenu } from '../../primitives/panel-menu.tsx';
import { differenceOf } from './difference.ts';
import type { Difference, MeasuredShare } from './difference.ts';
import { MethodBadge } from './method-badge.tsx';
import styles from './analytics.module.css';

export interface ModelTableProps {
  readonly load: Load<readonly ComparedModelRowFragment[]>;
  readonly styleOf: (model: string) => SeriesStyle;
  /** Name of the model the others are held against; the most judged one when it is not there. */
  readonly baseline: string | undefined;
  readonly onBaseline: (model: string) => void;
  readonly hint: string;
  /** What is compared with, in words. */
  readonly previousName: string;
  readonly onRetry: () => void;
}

const nameOf = (row: ComparedModelRowFragment): string => row.model ?? 'no model';
const isJudged = (row: ComparedModelRowFragment): boolean => row.successInterval != null;
const baselineOf = (rows: readonly ComparedModelRowFragment[], chosen: readonly string[]): ComparedModelRowFragment | undefined => {
  const judged = rows.filter(isJudged);
  return judged.find((row) => row.model != null && chosen.includes(row.model)) ?? mostJudged(judged);
};

/** Every model of the window, side by side; success is held against a baseline, with a verdict in words. */
export function ModelTable({ load, styleOf, baseline, onBaseline, hint, onRetry, previousName }: ModelTableProps) {
  const baselines = useMemo(() => (baseline === undefined ? [] : [baseline]), [baseline]);
  return (
    <Panel
      title="Models"
      hint={hint}
      load={load}
      minHeight={120}
      onRetry={onRetry}
      skeleton="rows"
      flush
      actions={<PanelMenu name="models" table={load.state === 'ready' ? () => modelsTable(load.value) : null} />}
      aside={load.state === 'ready' && <BaselineModel rows={load.value} baselines={baselines} onBaseline={onBaseline} />}
    >
      {(models) => <ModelsTable rows={models} styleOf={styleOf} baselines={baselines} previousName={previousName} />}
    </Panel>
  );
}

export interface ModelsTableProps extends Pick<ModelTableProps, 'styleOf' | 'previousName'> {
  readonly rows: readonly ComparedModelRowFragment[];
  readonly baselines: readonly string[];
  /** A CSS length; with it the table scrolls inside itself. */
  readonly maxHeight?: string | undefined;
}

/** The table of models alone. */
export function ModelsTable({ rows, styleOf, baselines, previousName, maxHeight }: ModelsTableProps) {
  const against = useMemo(() => baselineOf(rows, baselines), [rows, baselines]);
  const isCompared = rows.some((row) => difference(row, row.previous) !== null);
  const columns = useMemo(
    () => columnsOf(against, styleOf, previousName).filter(({ key }) => isCompared || key !== 'change'),
    [against, styleOf, previousName, isCompared],
  );
  return (
    <DataTable
      caption="Models"
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.provider ?? ''}/${nameOf(row)}`}
      initialSort={{ key: 'messages', direction: 'descending' }}
      rowHeight={34}
      maxHeight={maxHeight}
    />
  );
}

export interface BaselineModelProps {
  readonly rows: readonly ComparedModelRowFragment[];
  readonly baselines: readonly string[];
  readonly onBaseline: (model: string, among: readonly string[]) => void;
}

/** Chooses the model that the others are compared with; nothing where there is no choice. */
export function BaselineModel({ rows, baselines, onBaseline }: BaselineModelProps) {
  const judged = rows.filter(isJudged);
  const against = baselineOf(rows, baselines);
  if (judged.length < 2 || against === undefined) return null;
  const names = judged.map(nameOf);
  return (
    <span className={styles.baseline}>
      <span>against</span>
      <Menu
        trigger={
          <Button aria-label={`Baseline model: ${nameOf(against)}`}>
            {nameOf(against)} <Icon name="down" />
          </Button>
        }
      >
        <MenuChoice
          label="Baseline model"
          value={nameOf(against)}
          options={names.map((name) => ({ value: name, label: name }))}
          onChoose={(name) => onBaseline(name, names)}
        />
      </Menu>
    </span>
  );
}

/** Rows of the table as a file. */
export const modelsTable = (rows: readonly ComparedModelRowFragment[]): CsvTable => [
  [
    'model',
    'provider',
    'trainingMethod',
    'messages',
    'successShare',
    'low95',
    'high95',
    'judged',
    'averageRating',
    'p50Ms',
    'p95Ms',
    'errorShare',
    'costUsd',
  ],
  ...rows.map((row) => [
    row.model ?? null,
    row.provider ?? null,
    row.trainingMethod ?? null,
    row.messageCount,
    row.successShare ?? null,
    row.successInterval?.low ?? null,
    row.successInterval?.high ?? null,
    row.judgedCount,
    row.averageRating ?? null,
    row.latencyMs.p50Ms ?? null,
    row.latencyMs.p95Ms ?? null,
    row.errorShare ?? null,
    row.costUsd ?? null,
  ]),
];

function mostJudged(rows: readonly ComparedModelRowFragment[]): ComparedModelRowFragment | undefined {
  return rows.reduce<ComparedModelRowFragment | undefined>(
    (most, row) => (most === undefined || row.judgedCount > most.judgedCount ? row : most),
    undefined,
  );
}

type Judged = Pick<ComparedModelRowFragment, 'successShare' | 'successInterval'>;

function measured(row: Judged | null | undefined): MeasuredShare | null {
  return row?.successShare == null || row.successInterval == null ? null : { share: row.successShare, ...row.successInterval };
}

function columnsOf(
  against: ComparedModelRowFragment | undefined,
  styleOf: ModelTableProps['styleOf'],
  before: string,
): readonly Column<ComparedModelRowFragment>[] {
  return [
    {
      key: 'model',
      header: 'Model',
      of: nameOf,
      cell: (row) =>
        row.model == null ? (
          <span className="quiet">no model</span>
        ) : (
          <Link to="/models/$modelName" params={{ modelName: row.model }} search={keepView} className={styles.modelLink}>
            <i className={styles.swatch} style={{ background: styleOf(row.model).color }} aria-hidden="true" />
            {row.model}
          </Link>
        ),
    },
    {
      key: 'method',
      header: 'Method',
      of: (row) => row.trainingMethod ?? null,
      cell: (row) => <MethodBadge method={row.trainingMethod ?? null} />,
    },
    { key: 'messages', header: 'Messages', of: (row) => row.messageCount, unit: 'count' },
    { key: 'success', header: 'Success', of: (row) => row.successShare ?? null, unit: 'share' },
    {
      key: 'against',
      header: against === undefined ? 'against' : `against ${against.model ?? 'no model'}`,
      of: (row) => difference(row, against)?.change ?? null,
      cell: (row) => <VerdictBadge row={row} against={against} />,
    },
    {
      key: 'change',
      header: <span title={`Success against: ${before}`}>Change</span>,
      of: (row) => difference(row, row.previous)?.change ?? null,
      cell: (row) => <DifferenceBadge found={difference(row, row.previous)} judgedCount={row.judgedCount} />,
    },
    { key: 'rating', header: 'Rating', of: (row) => row.averageRating ?? null, unit: 'rating' },
    { key: 'p50', header: 'p50', of: (row) => row.latencyMs.p50Ms ?? null, unit: 'ms' },
    { key: 'p95', header: 'p95', of: (row) => row.latencyMs.p95Ms ?? null, unit: 'ms' },
    { key: 'errors', header: 'Errors', of: (row) => row.errorShare ?? null, unit: 'share' },
    { key: 'cost', header: '$ per 1k', of: (row) => (row.costPerMessageUsd == null ? null : row.costPerMessageUsd * 1_000), unit: 'usd' },
    {
      key: 'trend',
      header: 'Trend',
      of: () => null,
      isSortable: false,
      align: 'end',
      cell: (row) => (
        <Sparkline
          values={row.series.filter((bucket) => !bucket.isPartial).map((bucket) => bucket.messageCount)}
          color={row.model == null ? 'var(--uk-ink-3)' : styleOf(row.model).color}
          label={`Messages of ${nameOf(row)} over time`}
        />
      ),
    },
  ];
}

function difference(row: Judged, against: Judged | null | undefined) {
  const [one, other] = [measured(row), measured(against)];
  return one === null || other === null ? null : differenceOf(one, other);
}

/** Success against the baseline: the change in points, its 95 % interval, and what it comes to. */
function VerdictBadge({
  row,
  against,
}: {
  readonly row: ComparedModelRowFragment;
  readonly against: ComparedModelRowFragment | undefined;
}) {
  if (row === against) return <Badge>baseline</Badge>;
  return <DifferenceBadge found={difference(row, against)} judgedCount={row.judgedCount} />;
}

function DifferenceBadge({ found, judgedCount }: { readonly found: Difference | null; readonly judgedCount: number }) {
  if (found === null)
    return (
      <span className="quiet" title="One of the two was never judged">
        not judged
      </span>
    );
  const size = (share: number) => points(share).replace(/\s?pt$/, '');
  const text = `${found.change > 0 ? '+' : ''}${points(found.change)} [${size(found.low)}, ${size(found.high)}]`;
  const tone = found.verdict === 'better' ? 'good' : found.verdict === 'worse' ? 'bad' : 'neutral';
  return (
    <Badge
      tone={tone}
      isFigure
      title={`95 % interval of the difference in success, over ${judgedCount.toLocaleString('en')} judged messages: ${found.verdict}`}
    >
      {text}
      {found.verdict === 'not decisive' ? ' not decisive' : ''}
    </Badge>
  );
}
