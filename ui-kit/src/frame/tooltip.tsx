import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import type { SeriesStyle } from '../theme/series.ts';
import type { Reader } from './reader.ts';
import { Swatch } from './swatch.tsx';

/** One line of a tooltip. */
export interface ReadingRow {
  readonly label: string;
  readonly value: string;
  /** The same of the compared period; shown in brackets. */
  readonly before?: string | undefined;
  readonly style?: SeriesStyle | undefined;
  readonly kind?: 'line' | 'area' | 'bar' | undefined;
  /** Of the sample, 0–1. */
  readonly opacity?: number | undefined;
}

/** All that is known at one stop of the x axis. */
export interface StopReading {
  readonly heading: string;
  /** The exact instant in UTC, where the axis is time. */
  readonly exact?: string | undefined;
  readonly rows: readonly ReadingRow[];
  /** Said below the rows: "so far", n, a breach. */
  readonly note?: string | undefined;
}

/** Rows shown before "and n more". */
const MOST_ROWS = 12;

export interface TooltipProps {
  readonly reader: Reader;
  readonly readingAt: (x: number) => StopReading | null;
  readonly pxAt: (x: number) => number;
  /** Width of the whole frame, px: the tooltip stays inside. */
  readonly frameWidth: number;
  readonly top: number;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
  readonly onDismiss: () => void;
}

/** Beside the crosshair, on the side that has room. Can be entered with the pointer, and pinned. */
export function Tooltip({ reader, readingAt, pxAt, frameWidth, top, onEnter, onLeave, onDismiss }: TooltipProps) {
  const reading = useSyncExternalStore(reader.subscribe, reader.read, reader.read);
  const ref = useRef<HTMLDivElement>(null);
  const isShown = reading.mode === 'points' || reading.mode === 'keys' || reading.mode === 'pinned';
  const px = isShown ? pxAt(reading.x) : 0;
  const found = isShown ? readingAt(reading.x) : null;
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const width = element.offsetWidth;
    const fitsRight = px + 10 + width <= frameWidth;
    const left = fitsRight ? px + 10 : px - 10 - width;
    element.style.left = `${Math.max(0, Math.min(left, frameWidth - width))}px`;
  });
  if (found === null) return null;
  const isPinned = reading.mode === 'pinned';
  const hiddenRows = found.rows.length - MOST_ROWS;
  return (
    <div
      ref={ref} className="uk-tooltip" style={{ top }} data-pinned={isPinned || undefined}
      onPointerEnter={onEnter} onPointerLeave={onLeave} role={isPinned ? 'group' : undefined}
      aria-label={isPinned ? `Pinned: ${found.heading}` : undefined} aria-hidden={isPinned ? undefined : true}
    >
      <div className="uk-tooltip-head">
        <span title={found.exact}>{found.heading}</span>
        {isPinned && <button type="button" className="uk-tool" aria-label="Unpin" onClick={onDismiss}>×</button>}
      </div>
      {found.rows.length > 0 && (
        <table>
          <tbody>
            {found.rows.slice(0, MOST_ROWS).map((row, place) => (
              <tr key={place}>
                <th scope="row">{row.style !== undefined && <Swatch style={row.style} kind={row.kind ?? 'line'} opacity={row.opacity} />}{row.label}</th>
                <td className="uk-num">{row.value}{row.before !== undefined && <span className="uk-before"> ({row.before})</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hiddenRows > 0 && <div className="uk-tooltip-note">and {hiddenRows} more</div>}
      {found.note !== undefined && <div className="uk-tooltip-note">{found.note}</div>}
    </div>
  );
}
