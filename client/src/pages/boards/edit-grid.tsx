import { useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../primitives/menu.tsx';
import { placeOf } from './board-grid.tsx';
import type { BoardGridProps } from './board-grid.tsx';
import { grownBy, inReadingOrder, isDirection, isSameLayout, steppedTo, without } from './layout.ts';
import type { Direction } from './layout.ts';
import { TileBody, tileName } from './tile-body.tsx';
import { limitsOf, placeWords } from './tiles.ts';
import type { Tile } from './tiles.ts';
import { useTileDrag } from './use-tile-drag.ts';
import styles from './boards.module.css';

export interface EditGridProps extends BoardGridProps {
  readonly onChange: (tiles: readonly Tile[]) => void;
  /** Opens what a tile says. */
  readonly onOpen: (tile: Tile) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

const steps: readonly (readonly [words: string, direction: Direction])[] = [
  ['left', 'ArrowLeft'],
  ['right', 'ArrowRight'],
  ['up', 'ArrowUp'],
  ['down', 'ArrowDown'],
];
const growth: readonly (readonly [words: string, direction: Direction])[] = [
  ['Narrower', 'ArrowLeft'],
  ['Wider', 'ArrowRight'],
  ['Lower', 'ArrowUp'],
  ['Higher', 'ArrowDown'],
];

/** The tiles of a board to be moved and resized: by pointer, by keyboard, or by the menu of each. What was done is spoken. */
export function EditGrid({ tiles, onChange, onOpen, onUndo, onRedo, ...props }: EditGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const help = useId();
  const [spoken, setSpoken] = useState('');
  const lay = (next: readonly Tile[], key: string): void => {
    const tile = next.find((one) => one.key === key);
    if (tile === undefined) return;
    setSpoken(isSameLayout(next, tiles) ? `${tileName(tile)} goes no further` : `${tileName(tile)}: ${placeWords(tile)}`);
    onChange(next);
  };
  const move = (key: string, direction: Direction) => lay(steppedTo(tiles, key, direction), key);
  const grow = (tile: Tile, direction: Direction) => lay(grownBy(tiles, tile.key, direction, limitsOf(tile)), tile.key);
  const remove = (tile: Tile): void => {
    const ordered = inReadingOrder(tiles);
    const at = ordered.findIndex(({ key }) => key === tile.key);
    const neighbour = ordered[at + 1] ?? ordered[at - 1];
    onChange(without(tiles, tile.key));
    setSpoken(`${tileName(tile)} is removed`);
    if (neighbour !== undefined) grid.current?.querySelector<HTMLElement>(`[data-handle="${CSS.escape(neighbour.key)}"]`)?.focus();
  };
  const drag = useTileDrag(grid, tiles, lay);
  const shown = drag.preview ?? tiles;
  const places = new Map(inReadingOrder(shown).map((tile, order) => [tile.key, { tile, order }]));
  const onKeys = (event: KeyboardEvent, tile: Tile): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isDirection(event.key)) {
      event.preventDefault();
      if (event.shiftKey) grow(tile, event.key);
      else move(tile.key, event.key);
    } else if (event.key === 'Enter' && !event.repeat) {
      event.preventDefault();
      onOpen(tile);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      remove(tile);
    }
  };
  return (
    <div
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
        event.preventDefault();
        if (event.shiftKey) onRedo();
        else onUndo();
      }}
    >
      <p className="uk-hidden" role="status">
        {spoken}
      </p>
      <p className="uk-hidden" id={help}>
        Arrow keys move the tile, with Shift they resize it. Enter changes its title or text, Delete removes it.
      </p>
      <div className={styles.grid} ref={grid} data-editing="true">
        {/* In an order that stays: a tile that is moved in the document would lose the focus. */}
        {[...shown]
          .sort((one, other) => (one.key < other.key ? -1 : 1))
          .map((tile) => (
            <div
              key={tile.key}
              className={styles.cell}
              data-kind={tile.kind}
              data-dragged={drag.draggedKey === tile.key || undefined}
              style={placeOf(tile, places.get(tile.key)?.order)}
            >
              <div className={styles.bar}>
                <button
                  type="button"
                  className={styles.handle}
                  data-handle={tile.key}
                  aria-label={`Move or resize ${tileName(tile)}`}
                  aria-describedby={help}
                  onPointerDown={(event) => drag.start(event, tile, 'move')}
                  onKeyDown={(event) => onKeys(event, tile)}
                >
                  <span aria-hidden="true">⠿</span> {tileName(tile)}
                </button>
                <Menu trigger={<IconButton icon="more" label={`Actions for ${tileName(tile)}`} />}>
                  <MenuItem icon="edit" onChoose={() => onOpen(tile)}>
                    {tile.kind === 'TEXT' ? 'Change the text' : 'Change the title'}
                  </MenuItem>
                  <MenuSeparator />
                  {steps.map(([words, direction]) => (
                    <MenuItem
                      key={direction}
                      onChoose={() => move(tile.key, direction)}
                      disabled={tile.kind === 'SECTION' && (words === 'left' || words === 'right')}
                    >
                      Move {words}
                    </MenuItem>
                  ))}
                  {tile.kind !== 'SECTION' && (
                    <>
                      <MenuSeparator />
                      {growth.map(([words, direction]) => (
                        <MenuItem key={words} onChoose={() => grow(tile, direction)}>
                          {words}
                        </MenuItem>
                      ))}
                    </>
                  )}
                  <MenuSeparator />
                  <MenuItem icon="trash" tone="bad" onChoose={() => remove(tile)}>
                    Remove
                  </MenuItem>
                </Menu>
              </div>
              <div className={styles.under} inert>
                <TileBody tile={tile} {...props} />
              </div>
              {tile.kind !== 'SECTION' && (
                <span className={styles.corner} aria-hidden="true" onPointerDown={(event) => drag.start(event, tile, 'resize')} />
              )}
            </div>
          ))}
      </div>
    </div>
  );
}
