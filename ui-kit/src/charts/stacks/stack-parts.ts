import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { Locale } from '../../format/locale.tsx';
import { NO_DATA } from '../../format/number.ts';
import { numberCell } from '../../frame/table-twin.tsx';
import type { TwinCell, TwinTable } from '../../frame/table-twin.tsx';
import type { ReadingRow } from '../../frame/tooltip.tsx';
import { partialWords } from '../parts/partial-buckets.ts';
import type { Remark } from '../parts/remarks.tsx';
import { negativesOf } from './stack-model.ts';
import type { Stack } from './stack-model.ts';

/** Most layers that a description names one by one; of more, only the number is given. */
const MOST_LISTED = 8;

/** Sum of a bucket; null where no layer has an amount. */
export function totalAt({ layers }: Pick<Stack, 'layers'>, place: number): number | null {
  let total: number | null = null;
  for (const { amounts } of layers) {
    const amount = amounts[place] as number;
    if (!Number.isNaN(amount)) total = (total ?? 0) + amount;
  }
  return total;
}

/** A bucket's total and amounts, in the order they are stacked from the top. */
export function stackRows(stack: Stack, place: number, unit: Unit, locale: Locale): ReadingRow[] {
  const total = totalAt(stack, place);
  const rows = stack.layers.toReversed().map((layer): ReadingRow => {
    const amount = layer.amounts[place];
    const share = total === null || total === 0 || amount === undefined || Number.isNaN(amount) ? undefined : format(amount / total, 'share', locale);
    return { label: layer.label, value: format(amount, unit, locale), before: stack.layers.length > 1 ? share : undefined, style: layer.style, kind: 'bar' };
  });
  const known = rows.filter((row) => row.value !== NO_DATA);
  return stack.layers.length > 1 ? [{ label: 'total', value: format(total, unit, locale) }, ...known] : known;
}

export function stackTable(
  stack: Stack,
  x: { readonly label: string; readonly cellOf: (place: number) => TwinCell },
  unit: Unit,
  locale: Locale,
): TwinTable {
  return {
    columns: [{ label: x.label, isNumeric: false }, ...stack.layers.map((layer) => ({ label: layer.label, isNumeric: true })), { label: 'total', isNumeric: true }],
    rowCount: stack.x.length,
    row: (index) => [x.cellOf(index), ...stack.layers.map((layer) => numberCell(layer.amounts[index], unit, locale)), numberCell(totalAt(stack, index), unit, locale)],
  };
}

/** How many buckets from when to when, the highest one, and what each layer sums to. */
export function describeStack(stack: Stack, label: string, unit: Unit, nameAt: (x: number) => string, locale: Locale): string {
  const first = stack.x[0];
  const last = stack.x.at(-1);
  if (first === undefined || last === undefined || stack.layers.length === 0) return `${label}: no data.`;
  const amountText = (value: number | null) => format(value, unit, locale);
  let most = 0;
  for (let place = 0; place < stack.x.length; place += 1) if ((totalAt(stack, place) ?? 0) > (totalAt(stack, most) ?? 0)) most = place;
  const layers = stack.layers.slice(0, MOST_LISTED).map((layer) => `${layer.label} ${amountText(layer.total)}`).join(', ');
  const more = stack.layers.length > MOST_LISTED ? `, and ${stack.layers.length - MOST_LISTED} more` : '';
  return `${label} in ${stack.x.length} buckets from ${nameAt(first)} to ${nameAt(last)}; highest ${amountText(totalAt(stack, most))} on ${nameAt(stack.x[most] ?? 0)}. In all: ${layers}${more}.`;
}

/** What a drawing of a stack leaves out: amounts that are no numbers, and where it cannot show them, amounts below 0. */
export function stackRemarks(stack: Stack, canShowNegative: boolean, unit: Unit, locale: Locale): Remark[] {
  const remarks: Remark[] = [];
  const negatives = canShowNegative ? { count: 0, total: 0 } : negativesOf(stack);
  if (negatives.count > 0) {
    remarks.push({ text: `${format(negatives.count, 'count', locale)} amount${negatives.count === 1 ? '' : 's'} below 0 (${format(negatives.total, unit, locale)} in all) not drawn: parts of a whole have no place below it`, tone: 'warn' });
  }
  if (stack.invalidCount > 0) remarks.push({ text: `${format(stack.invalidCount, 'count', locale)} amount${stack.invalidCount === 1 ? ' is no number and adds' : 's are no numbers and add'} nothing`, tone: 'bad' });
  return remarks;
}

/** Why a bucket is not an amount that has come, whole; undefined when it is. */
export function bucketNote(at: number, whole: readonly [number, number], forecastFrom: number): string | undefined {
  return at >= forecastFrom ? 'forecast' : partialWords(at, whole);
}
