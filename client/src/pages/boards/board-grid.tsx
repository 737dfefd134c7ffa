import type { CSSProperties } from 'react';
import { inReadingOrder } from './layout.ts';
import { heightOf } from './tiles.ts';
import type { Tile } from './tiles.ts';
import { TileBody } from './tile-body.tsx';
import type { TileBodyProps } from './tile-body.tsx';
import styles from './boards.module.css';

/** Where the grid puts a tile; on a phone its place among the others. */
export const placeOf = (tile: Tile, order = 0): CSSProperties => ({
  gridColumn: `${tile.x + 1} / span ${tile.width}`,
  gridRow: `${tile.y + 1} / span ${tile.height}`,
  order,
  ['--tile' as string]: `${heightOf(tile.height)}px`,
});

export interface BoardGridProps extends Omit<TileBodyProps, 'tile'> {
  readonly tiles: readonly Tile[];
}

/** The tiles of a board where they lie, in the order in which they are read. */
export function BoardGrid({ tiles, ...props }: BoardGridProps) {
  return (
    <div className={styles.grid}>
      {inReadingOrder(tiles).map((tile) => (
        <div key={tile.key} className={styles.cell} data-kind={tile.kind} style={placeOf(tile)}>
          <TileBody tile={tile} {...props} />
        </div>
      ))}
    </div>
  );
}
