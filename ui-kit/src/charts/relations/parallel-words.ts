import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { Locale } from '../../format/locale.tsx';
import { numberCell } from '../../frame/table-twin.tsx';
import type { TwinTable } from '../../frame/table-twin.tsx';
import type { StopReading } from '../../frame/tooltip.tsx';
import { axisWords } from './parallel-model.ts';
import type { PlacedAxis } from './parallel-model.ts';

/** The description of the selected rows. */
export interface ShownTrials<Row> {
  readonly axes: readonly PlacedAxis[];
  readonly data: readonly Row[];
  /** Selected, best first. */
  readonly rows: Uint32Array;
  readonly name: (row: Row) => string;
  readonly counted: string;
  readonly color: { readonly label: string; readonly unit: Unit } | undefined;
  readonly measure: Float64Array | null;
}

/** The measure that colours the lines, where no axis shows it already. */
function ownMeasure<Row>({ axes, color, measure }: ShownTrials<Row>): { readonly label: string; readonly unit: Unit; readonly values: Float64Array } | null {
  return color === undefined || measure === null || axes.some((axis) => axis.label === color.label) ? null : { ...color, values: measure };
}

/** All that is known of one selected row. */
export function trialReading<Row>(shown: ShownTrials<Row>, item: number, locale: Locale): StopReading {
  const row = shown.rows[item];
  if (row === undefined) return { heading: '', rows: [] };
  const own = ownMeasure(shown);
  return {
    heading: shown.name(shown.data[row] as Row),
    rows: [
      ...shown.axes.map((axis) => ({ label: axis.label, value: axisWords(axis, row, locale) })),
      ...(own === null ? [] : [{ label: own.label, value: format(own.values[row], own.unit, locale) }]),
    ],
    note: shown.measure === null ? undefined : `${format(item + 1, 'count', locale)} of ${format(shown.rows.length, 'count', locale)}, best first`,
  };
}

/** What the picture says: how many of how many, on which axes, where data is missing, and the best. */
export function describeTrials<Row>(shown: ShownTrials<Row>, brushCount: number, locale: Locale): string {
  const { axes, data, rows, counted, color, measure } = shown;
  if (data.length === 0) return `${counted}: no data.`;
  const count = (value: number) => format(value, 'count', locale);
  const missing = axes.filter((axis) => axis.missingCount > 0).map((axis) => `${axis.label} ${count(axis.missingCount)}`);
  const best = rows[0];
  return [
    `${count(data.length)} ${counted} on ${count(axes.length)} axes: ${axes.map((axis) => axis.label).join(', ')}.`,
    brushCount === 0 ? '' : `${count(rows.length)} are selected by ${count(brushCount)} of the axes.`,
    missing.length === 0 ? '' : `Without data: ${missing.join(', ')}.`,
    best === undefined || measure === null || color === undefined || Number.isNaN(measure[best] as number) ? '' : `Best ${color.label} ${format(measure[best], color.unit, locale)}: ${shown.name(data[best] as Row)}.`,
  ].filter((part) => part !== '').join(' ');
}

/** The selected rows as a table, best first. */
export function trialTable<Row>(shown: ShownTrials<Row>, locale: Locale): TwinTable {
  const own = ownMeasure(shown);
  return {
    columns: [
      { label: shown.counted, isNumeric: false }, ...shown.axes.map((axis) => ({ label: axis.label, isNumeric: axis.choices === null })),
      ...(own === null ? [] : [{ label: own.label, isNumeric: true }]),
    ],
    rowCount: shown.rows.length,
    row: (index) => {
      const row = shown.rows[index] as number;
      return [
        shown.name(shown.data[row] as Row),
        ...shown.axes.map((axis) => (axis.choices === null ? numberCell(axis.values[row], axis.unit ?? 'number', locale) : axisWords(axis, row, locale))),
        ...(own === null ? [] : [numberCell(own.values[row], own.unit, locale)]),
      ];
    },
  };
}
