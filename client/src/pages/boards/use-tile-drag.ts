import { useEffect, useRef, useState } from 'react';
import type { PointerEvent as ReactPointerEvent, RefObject } from 'react';
import { COLUMNS, isSameLayout, moved, resized } from './layout.ts';
import { GAP_PX, limitsOf, ROW_PX } from './tiles.ts';
import type { Tile } from './tiles.ts';

export type DragKind = 'move' | 'resize';

/** Within this distance of the window's edge the page scrolls by itself, px, and by so much in a frame. */
const EDGE_PX = 60;
const SCROLL_PX = 12;

export interface TileDrag {
  /** Tiles as they would lie now; null: nothing is dragged. */
  readonly preview: readonly Tile[] | null;
  readonly draggedKey: string | null;
  readonly start: (event: ReactPointerEvent, tile: Tile, kind: DragKind) => void;
}

/** Moves and resizes tiles by pointer, a column and a row at a time; Escape gives it up. */
export function useTileDrag(
  grid: RefObject<HTMLElement | null>,
  tiles: readonly Tile[],
  onDone: (tiles: readonly Tile[], key: string) => void,
): TileDrag {
  const [drag, setDrag] = useState<{ readonly key: string; readonly tiles: readonly Tile[] } | null>(null);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  const start = (event: ReactPointerEvent, tile: Tile, kind: DragKind): void => {
    const element = grid.current;
    if (event.button !== 0 || element === null) return;
    event.preventDefault();
    (event.currentTarget as HTMLElement).focus({ preventScroll: true });
    const columnPx = (element.getBoundingClientRect().width + GAP_PX) / COLUMNS;
    const from = { x: event.clientX, y: event.clientY + window.scrollY };
    let at = { x: event.clientX, y: event.clientY };
    let next = tiles;
    let frame = 0;
    const lay = (): void => {
      const columns = Math.round((at.x - from.x) / columnPx);
      const rows = Math.round((at.y + window.scrollY - from.y) / ROW_PX);
      const laid =
        kind === 'move'
          ? moved(tiles, tile.key, { x: tile.x + columns, y: tile.y + rows })
          : resized(tiles, tile.key, { width: tile.width + columns, height: tile.height + rows }, limitsOf(tile));
      if (isSameLayout(laid, next)) return;
      next = laid;
      setDrag({ key: tile.key, tiles: laid });
    };
    const scroll = (): void => {
      const by = at.y < EDGE_PX ? -SCROLL_PX : at.y > window.innerHeight - EDGE_PX ? SCROLL_PX : 0;
      if (by !== 0) {
        window.scrollBy(0, by);
        lay();
      }
      frame = requestAnimationFrame(scroll);
    };
    const onMove = (moving: PointerEvent): void => {
      at = { x: moving.clientX, y: moving.clientY };
      lay();
    };
    const end = (isKept: boolean) => (): void => {
      stop.current?.();
      setDrag(null);
      if (isKept && next !== tiles) onDone(next, tile.key);
    };
    const onUp = end(true);
    const onCancel = end(false);
    const onKey = (pressed: KeyboardEvent): void => {
      if (pressed.key !== 'Escape') return;
      pressed.preventDefault();
      onCancel();
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onCancel);
    window.addEventListener('keydown', onKey, true);
    stop.current = () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onCancel);
      window.removeEventListener('keydown', onKey, true);
      stop.current = null;
    };
    frame = requestAnimationFrame(scroll);
    setDrag({ key: tile.key, tiles });
  };
  return { preview: drag?.tiles ?? null, draggedKey: drag?.key ?? null, start };
}
