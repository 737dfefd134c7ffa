import { useLocale } from './locale.tsx';
import { NO_DATA_WORDS } from './number.ts';
import { cellParts } from './unit.ts';
import type { Unit } from './unit.ts';

export interface ValueProps {
  /** null: there is no data; drawn as a dash that is spoken as "no data". */
  readonly value: number | null | undefined;
  /** Unit of the numbers: how they are written, with what sign and how many decimals. */
  readonly unit: Unit;
  /** The unit stands elsewhere (in the column's head): only the number is shown. */
  readonly isBare?: boolean | undefined;
}

/** A number with its unit, in tabular figures, the unit quieter than the number. */
export function Value({ value, unit, isBare = false }: ValueProps) {
  const parts = cellParts(value, unit, isBare, useLocale());
  const isAbsent = value === null || value === undefined || !Number.isFinite(value);
  if (isAbsent)
    return (
      <span className="uk-num uk-absent">
        <span aria-hidden="true">{parts.major}</span>
        <span className="uk-hidden">{NO_DATA_WORDS}</span>
      </span>
    );
  return (
    <span className="uk-num">
      {parts.major}
      {parts.minor}
      {parts.unit !== '' && (
        <span className="uk-unit">
          {'\u00a0'}
          {parts.unit}
        </span>
      )}
    </span>
  );
}
