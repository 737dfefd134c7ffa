import { useRef } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { Unit } from '../../format/unit.ts';
import { Swatch } from '../../frame/swatch.tsx';
import type { SeriesStyle } from '../../theme/series.ts';
import type { LegendValues } from './legend-values.ts';

export interface LegendEntry {
  readonly key: string;
  readonly label: string;
  readonly style: SeriesStyle;
  readonly kind: 'line' | 'area' | 'bar' | 'point';
  readonly opacity?: number | undefined;
  readonly isDashed?: boolean | undefined;
  /** Columns of the list that a long legend opens; asked for only then. */
  readonly values?: (() => LegendValues) | undefined;
}

export interface LegendProps {
  readonly entries: readonly LegendEntry[];
  readonly hidden?: ReadonlySet<string> | undefined;
  /** With it entries are buttons: press to switch a series off or on, with Alt (or a double click) to show it alone. */
  readonly onHiddenChange?: ((hidden: ReadonlySet<string>) => void) | undefined;
  /** Of the entries' values. */
  readonly unit?: Unit | undefined;
}

export const noneHidden: ReadonlySet<string> = new Set();

export interface EntriesProps extends LegendProps {
  /** Those of the entries that are drawn; all by default. */
  readonly shown?: readonly LegendEntry[] | undefined;
  /** From this place on they are measured and not seen. */
  readonly offFrom?: number | undefined;
}

/** The entries of a legend, as items of its list. */
export function Entries({ entries, hidden = noneHidden, onHiddenChange, shown = entries, offFrom = Infinity }: EntriesProps) {
  // The state before its first click decides what a double click isolates.
  const before = useRef(hidden);
  const isolate = (key: string, from: ReadonlySet<string>) => onHiddenChange?.(isolated(entries.map((entry) => entry.key), from, key));
  const press = (event: MouseEvent, key: string) => {
    if (event.altKey) return isolate(key, hidden);
    if (event.detail > 1) return event.detail === 2 ? isolate(key, before.current) : undefined;
    before.current = hidden;
    onHiddenChange?.(toggled(hidden, key));
  };
  const onKeyDown = (event: KeyboardEvent, key: string) => {
    if (event.key !== 'Enter' || !event.altKey) return;
    event.preventDefault();
    isolate(key, hidden);
  };
  return (
    <>
      {shown.map((entry, place) => {
        const isHidden = hidden.has(entry.key);
        const name = (
          <>
            <Swatch style={entry.style} kind={entry.kind} opacity={entry.opacity} isDashed={entry.isDashed} />
            <span className="uk-legend-name">{entry.label}</span>
          </>
        );
        return (
          <li key={entry.key} data-off={place >= offFrom || undefined}>
            {onHiddenChange === undefined ? <span className="uk-legend-entry" title={entry.label}>{name}</span> : (
              <button
                type="button" className="uk-legend-entry" aria-pressed={!isHidden}
                title={`${entry.label}: press to ${isHidden ? 'show' : 'hide'}, double click or Alt+Enter to show it alone`}
                onClick={(event) => press(event, entry.key)} onKeyDown={(event) => onKeyDown(event, entry.key)}
              >
                {name}
              </button>
            )}
          </li>
        );
      })}
      {onHiddenChange !== undefined && entries.some(({ key }) => hidden.has(key)) && (
        <li className="uk-legend-all" data-export="none"><button type="button" className="uk-legend-entry" onClick={() => onHiddenChange(noneHidden)}>Show all</button></li>
      )}
    </>
  );
}

/** The set with one key more or less. */
export function toggled(hidden: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(hidden);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** Everything but `key` hidden; when it stands alone already, everything shown again. */
export function isolated(keys: readonly string[], hidden: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const others = keys.filter((other) => other !== key);
  const isAlone = !hidden.has(key) && others.every((other) => hidden.has(other));
  return isAlone ? noneHidden : new Set(others);
}
