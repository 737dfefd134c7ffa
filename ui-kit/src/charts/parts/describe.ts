import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { Locale } from '../../format/locale.tsx';
import type { SeriesColumns } from '../../marks/columns.ts';
import { summaryOf } from '../../marks/summary.ts';

/** Most series that are described one by one; of more, only the number is given. */
const MOST_LISTED = 6;

/**
 * What a line chart shows, in sentences: how many points from when to when, and of each series its first and last value and
 * its extremes with their places.
 */
export function describeLines(
  series: readonly SeriesColumns[],
  y: { readonly label: string; readonly unit: Unit },
  nameAt: (x: number) => string,
  locale: Locale,
): string {
  const listed = series.slice(0, MOST_LISTED).map((one) => describeLine(one, y, nameAt, locale));
  const more = series.length > MOST_LISTED ? ` And ${series.length - MOST_LISTED} more series.` : '';
  return listed.length === 0 ? `${y.label}: no data.` : listed.join(' ') + more;
}

function describeLine(
  { label, x, y, invalid }: SeriesColumns,
  { label: measure, unit }: { readonly label: string; readonly unit: Unit },
  nameAt: (x: number) => string,
  locale: Locale,
): string {
  const { count, first, last, lowest, highest } = summaryOf({ x, y });
  const name = label === '' ? measure : label;
  const wrong = invalid?.length ?? 0;
  const firstWrong = invalid?.[0];
  const invalidWords = firstWrong === undefined ? '' : ` Not a number at ${wrong} ${wrong === 1 ? 'point' : 'points'}, first at ${nameAt(firstWrong)}.`;
  if (count === 0) return `${name}: no data.${invalidWords}`;
  const at = (place: number) => `${format(y[place], unit, locale)} at ${nameAt(x[place] as number)}`;
  if (count === 1) return `${name}: ${at(first)}.${invalidWords}`;
  const gaps = y.length - count - wrong;
  const missing = gaps === 0 ? '' : `, ${gaps} without data`;
  return `${name}: ${count} points${missing}, from ${at(first)} to ${at(last)}; lowest ${at(lowest)}, highest ${at(highest)}.${invalidWords}`;
}
