import type { MouseEvent } from 'react';
import { Swatch } from '../frame/swatch.tsx';
import type { SeriesStyle } from '../theme/series.ts';

export interface LegendEntry {
  readonly key: string;
  readonly label: string;
  readonly style: SeriesStyle;
  readonly kind: 'line' | 'area' | 'bar' | 'point';
  readonly opacity?: number | undefined;
  readonly isDashed?: boolean | undefined;
}

export interface LegendProps {
  readonly entries: readonly LegendEntry[];
  readonly hidden?: ReadonlySet<string> | undefined;
  /** With it entries are buttons: press to switch a series off or on, with Alt (or a double click) to show it alone. */
  readonly onHiddenChange?: ((hidden: ReadonlySet<string>) => void) | undefined;
}

/** Names of the series beside their samples. */
export function Legend({ entries, hidden = new Set(), onHiddenChange }: LegendProps) {
  const isolate = (key: string) => onHiddenChange?.(isolated(entries.map((entry) => entry.key), hidden, key));
  return (
    <ul className="uk-legend" aria-label="Legend">
      {entries.map((entry) => {
        const isHidden = hidden.has(entry.key);
        const name = (
          <>
            <Swatch style={entry.style} kind={entry.kind} opacity={entry.opacity} isDashed={entry.isDashed} />
            {entry.label}
          </>
        );
        return (
          <li key={entry.key}>
            {onHiddenChange === undefined ? <span className="uk-legend-entry">{name}</span> : (
              <button
                type="button" className="uk-legend-entry" aria-pressed={!isHidden}
                title={`${entry.label}: press to ${isHidden ? 'show' : 'hide'}, with Alt to show it alone`}
                onClick={(event: MouseEvent) => (event.altKey ? isolate(entry.key) : onHiddenChange(toggled(hidden, entry.key)))}
                onDoubleClick={() => isolate(entry.key)}
              >
                {name}
              </button>
            )}
          </li>
        );
      })}
    </ul>
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
  return isAlone ? new Set() : new Set(others);
}
