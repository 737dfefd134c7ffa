import { useMemo } from 'react';
import { useLocale } from '../../format/locale.tsx';
import { formatTime } from '../../format/time.ts';
import { format } from '../../format/unit.ts';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import { cohortsOf, strongestShare } from './cohort-grid-model.ts';
import type { CohortCell } from './cohort-grid-model.ts';
import { Heatmap } from './heatmap.tsx';
import type { HeatMark } from './heatmap.tsx';

export interface CohortGridProps<Row> extends FrameProps {
  /** One row per cohort and period since its start. */
  readonly data: readonly Row[];
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
  /** Who belongs together: the day their week began, or a name. Rows stand in the order of the data. */
  readonly cohort: { readonly of: (row: Row) => Date | string; readonly label: string };
  /** Whole periods since the cohort's start, from 0; `label` is one of them: "week". */
  readonly period: { readonly of: (row: Row) => number; readonly label: string };
  /** How many of the cohort came back in that period, and what they are: "users". null: not known. */
  readonly active: { readonly of: (row: Row) => number | null | undefined; readonly label: string };
  /** How many the cohort holds. */
  readonly size: (row: Row) => number;
  /** The period is not over: its cell is drawn as "so far", and stays out of the mean. */
  readonly isPartial?: ((row: Row) => boolean) | undefined;
  /** Opens a cohort in a period: a press on its cell, or Enter. */
  readonly onOpen?: ((row: { readonly cohort: string; readonly period: number }) => void) | undefined;
  /** px; by default as high as the rows need, up to 560. */
  readonly height?: number | undefined;
}

const MEAN = 'Mean';
const cohortOf = (cell: CohortCell) => cell.cohort;
const periodOf = (cell: CohortCell) => String(cell.period);
const shareOf = (cell: CohortCell) => cell.share;
const mark = (cell: CohortCell): HeatMark | undefined => (cell.isPartial ? { kind: 'partial', label: 'so far' } : undefined);

/** Who comes back: of every cohort the share that is still there, period by period, with the mean of all weighted by their sizes. */
export function CohortGrid<Row>(props: CohortGridProps<Row>) {
  const { data, cohort, period, active, size, isPartial } = props;
  const locale = useLocale();
  const cohortNameOf = cohort.of;
  const read = useMemo(() => {
    const nameOf = (row: Row) => {
      const name = cohortNameOf(row);
      return typeof name === 'string' ? name : formatTime(name, 'day', locale);
    };
    const cohorts = cohortsOf(data, { cohort: nameOf, period: period.of, active: active.of, size, isPartial }, MEAN);
    const cells = [...cohorts.cells, ...cohorts.means];
    return {
      ...cohorts,
      all: cells,
      rows: cohorts.means.length === 0 ? cohorts.cohorts : [...cohorts.cohorts, MEAN],
      columns: cohorts.periods.map(String),
      strongest: strongestShare(cells),
    };
  }, [data, cohortNameOf, period.of, active.of, size, isPartial, locale]);
  const total = useMemo(() => [...read.sizeOf.values()].reduce((sum, count) => sum + count, 0), [read]);
  const countText = (count: number) => format(count, 'count', locale);
  const last = read.means.at(-1);
  const remark = [
    `${countText(read.cohorts.length)} cohorts, ${countText(total)} ${active.label}.`,
    last === undefined
      ? ''
      : `On average ${format(last.share, 'share', locale)} are left in ${period.label} ${countText(last.period)} (n ${countText(last.n)}).`,
    read.cells.some((cell) => cell.isPartial) ? 'The last period of some cohorts is not over.' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
  const note = (cell: CohortCell) =>
    cell.activeCount === null ? `n ${countText(cell.n)}` : `${countText(cell.activeCount)} of ${countText(cell.n)} ${active.label}`;
  return (
    <Heatmap
      data={read.all}
      title={props.title}
      x={{ of: periodOf, label: `${period.label} →`, order: read.columns }}
      y={{ of: cohortOf, label: cohort.label, order: read.rows }}
      value={{ of: shareOf, label: `share of ${active.label}`, unit: 'share' }}
      scale={{ kind: 'sequential', from: 0, to: read.strongest }}
      note={note}
      mark={mark}
      remark={data.length === 0 ? undefined : remark}
      rowNote={(row) => countText(row === MEAN ? total : (read.sizeOf.get(row) ?? 0))}
      apart={MEAN}
      onOpen={props.onOpen === undefined ? undefined : (cell) => cell.cohort !== MEAN && props.onOpen?.(cell)}
      height={props.height}
      handle={props.handle}
      partial={props.partial}
      caption={props.caption ?? (read.cells.some((cell) => cell.isPartial) ? 'dashed: so far, not in the mean' : undefined)}
    />
  );
}
