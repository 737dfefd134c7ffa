import { useRef, useSyncExternalStore } from 'react';
import type { CSSProperties } from 'react';
import { SERIES_COLORS } from '../theme/series.ts';
import type { SeriesStyle } from '../theme/series.ts';
import type { Reader, Reading } from './reader.ts';
import { useBrowserLayoutEffect } from './size.ts';
import { Swatch } from './swatch.tsx';

/** One line of a tooltip. */
export interface ReadingRow {
  readonly label: string;
  readonly value: string;
  /** The same of the compared period; shown in brackets. */
  readonly before?: string | undefined;
  readonly style?: SeriesStyle | undefined;
  readonly kind?: 'line' | 'area' | 'bar' | 'point' | undefined;
  /** Of the sample, 0–1. */
  readonly opacity?: number | undefined;
}

/** All that is known at one stop of the x axis. */
export interface StopReading {
  readonly heading: string;
  /** The exact instant in UTC, where the axis is time. */
  readonly exact?: string | undefined;
  readonly rows: readonly ReadingRow[];
  /** The text below the rows: "so far", n, a breach. */
  readonly note?: string | undefined;
}

/** Between the tooltip and what it tells about, px. */
const GAP_PX = 10;
/** To the edge of the window, px. */
const WINDOW_EDGE_PX = 8;
/** Rows shown before "and n more"; a pinned tooltip shows all, and scrolls. */
const MOST_ROWS = 12;

export interface TooltipProps {
  readonly reader: Reader;
  readonly stopOf: (reading: Reading) => number;
  readonly readingAt: (stop: number) => StopReading;
  /** The stretch of px in which the pointer reads this stop: the tooltip stands beside it, so that it never gets under the pointer. */
  readonly reachAt: (stop: number) => readonly [left: number, right: number];
  /** Width of the whole frame, px: the tooltip stays inside. */
  readonly frameWidth: number;
  readonly top: number;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
  readonly onDismiss: () => void;
}

/** As the kit's styles have it: `max-width` of `.uk-tooltip`, px. */
const MOST_WIDTH_PX = 320;

/** The side on which even the widest tooltip stays inside the frame; null where there is none. */
function sideOf(leftPx: number, rightPx: number, frameWidth: number): 'left' | 'right' | null {
  if (rightPx >= 0 && rightPx + MOST_WIDTH_PX <= frameWidth) return 'right';
  // A stop may lie beyond a frame that has just become narrower.
  return leftPx - MOST_WIDTH_PX >= 0 && leftPx <= frameWidth ? 'left' : null;
}

/** Beside the stop; null leaves the place to what is measured. */
function placeOf(side: 'left' | 'right' | null, leftPx: number, rightPx: number, frameWidth: number): CSSProperties | undefined {
  if (side === null) return undefined;
  return side === 'right' ? { left: rightPx + GAP_PX, right: 'auto' } : { left: 'auto', right: frameWidth - leftPx + GAP_PX };
}

const off: Reading = { mode: 'off' };

/** A chart that follows another has no tooltip, so its moves are none for React. */
function shownReading(reader: Reader): Reading {
  const reading = reader.read();
  return reading.mode === 'follows' ? off : reading;
}

/** Beside the crosshair, on the side that has room. Can be entered with the pointer, and pinned. */
export function Tooltip({ reader, stopOf, readingAt, reachAt, frameWidth, top, onEnter, onLeave, onDismiss }: TooltipProps) {
  const shown = () => shownReading(reader);
  const reading = useSyncExternalStore(reader.subscribe, shown, shown);
  const ref = useRef<HTMLDivElement>(null);
  const stop = stopOf(reading);
  const [leftPx, rightPx] = stop < 0 ? [0, 0] : reachAt(stop);
  const found = stop < 0 ? null : readingAt(stop);
  const isPinned = reading.mode === 'pinned';
  // Where even the widest fits on a side there is nothing to measure: a move costs no layout then.
  const side = sideOf(leftPx - GAP_PX, rightPx + GAP_PX, frameWidth);
  const shape = found === null ? '' : `${found.rows.length} ${found.note === undefined} ${isPinned}`;
  useBrowserLayoutEffect(() => {
    const element = ref.current;
    if (element === null || side !== null) return;
    const width = element.offsetWidth;
    const fitsRight = rightPx + GAP_PX + width <= frameWidth;
    const left = fitsRight || leftPx - GAP_PX - width < 0 ? rightPx + GAP_PX : leftPx - GAP_PX - width;
    element.style.left = `${Math.max(0, Math.min(left, frameWidth - width))}px`;
  });
  // At the lower edge of the window it moves up, as far as the upper edge. Its height changes with its shape only.
  useBrowserLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const frameTop = element.parentElement?.getBoundingClientRect().top ?? 0;
    const below = frameTop + top + element.offsetHeight + WINDOW_EDGE_PX - window.innerHeight;
    element.style.top = `${below > 0 ? Math.min(top, Math.max(top - below, WINDOW_EDGE_PX - frameTop)) : top}px`;
  }, [shape, top]);
  if (found === null) return null;
  const hiddenRows = isPinned ? 0 : found.rows.length - MOST_ROWS;
  return (
    <div
      ref={ref} className="uk-tooltip" style={placeOf(side, leftPx, rightPx, frameWidth)} data-pinned={isPinned || undefined}
      onPointerEnter={onEnter} onPointerLeave={onLeave} role={isPinned ? 'group' : undefined}
      aria-label={isPinned ? `Pinned: ${found.heading}` : undefined} aria-hidden={isPinned ? undefined : true}
    >
      <div className="uk-tooltip-head">
        <span title={found.exact}>{found.heading}</span>
        {isPinned && <button type="button" className="uk-tool" aria-label="Unpin" onClick={onDismiss}>×</button>}
      </div>
      {found.rows.length > 0 && (
        <div className="uk-tooltip-rows" tabIndex={isPinned && found.rows.length > MOST_ROWS ? 0 : undefined}>
          <table>
            <tbody>
              {found.rows.slice(0, isPinned ? undefined : MOST_ROWS).map((row, place) => (
                <tr key={place}>
                  <th scope="row">{row.style !== undefined && <Swatch style={row.style} kind={row.kind ?? 'line'} opacity={row.opacity} isDashed={found.rows.length > SERIES_COLORS} />}{row.label}</th>
                  <td className="uk-num">{row.value}{row.before !== undefined && <span className="uk-before"> ({row.before})</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hiddenRows > 0 && <div className="uk-tooltip-note">and {hiddenRows} more</div>}
      {found.note !== undefined && <div className="uk-tooltip-note">{found.note}</div>}
    </div>
  );
}
