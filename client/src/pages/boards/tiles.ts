import type { BoardTileInput, BoardTilePartsFragment } from '../../graphql/generated/graphql.ts';
import type { PanelFacts } from '../../panels/dashboard/panel.ts';
import { COLUMNS } from './layout.ts';
import type { Limits, Placed } from './layout.ts';

/** A tile as the page holds it. */
export type Tile = Placed & Pick<BoardTilePartsFragment, 'kind' | 'panel' | 'title' | 'text'>;

/** Height of a row with the gap below it, and that gap, px. */
export const ROW_PX = 40;
export const GAP_PX = 16;

/** Height of a tile of so many rows, px. */
export const heightOf = (rows: number): number => rows * ROW_PX - GAP_PX;
/** Head and edges of a panel, px. */
const AROUND_PX = 60;

/** As the server has them (domains/boards/types.ts). */
const limits: Readonly<Record<Tile['kind'], Limits>> = {
  PANEL: { width: [3, COLUMNS], height: [3, 30] },
  TEXT: { width: [2, COLUMNS], height: [1, 30] },
  SECTION: { width: [COLUMNS, COLUMNS], height: [1, 1] },
};
export const limitsOf = ({ kind }: Pick<Tile, 'kind'>): Limits => limits[kind];

const plain = { x: 0, y: 0, panel: null, title: null, text: null };

/** How large a panel is where nothing is chosen: as on the dashboard. */
export const panelTile = (key: string, { id, size }: Pick<PanelFacts, 'id' | 'size'>): Tile => ({
  ...plain,
  key,
  kind: 'PANEL',
  panel: id,
  width: size.columns,
  height: Math.ceil((size.heightPx + AROUND_PX + GAP_PX) / ROW_PX),
});
export const textTile = (key: string, text: string): Tile => ({ ...plain, key, kind: 'TEXT', text, width: 4, height: 4 });
export const sectionTile = (key: string, title: string): Tile => ({ ...plain, key, kind: 'SECTION', title, width: COLUMNS, height: 1 });

/** A key that no tile has. */
export function newKey(tiles: readonly Placed[]): string {
  const numbers = tiles.map(({ key }) => Number(/^t(\d+)$/.exec(key)?.[1] ?? 0));
  return `t${Math.max(0, ...numbers) + 1}`;
}

/** As the API takes tiles. */
export const inputOf = (tiles: readonly Tile[]): BoardTileInput[] =>
  tiles.map(({ key, kind, x, y, width, height, panel, title, text }) => ({ key, kind, x, y, width, height, panel, title, text }));

/** `column 1, row 5, 6 columns wide, 7 rows high`: where a tile lies, to be spoken. */
export const placeWords = ({ x, y, width, height }: Placed): string =>
  `column ${x + 1}, row ${y + 1}, ${width} ${width === 1 ? 'column' : 'columns'} wide, ${height} ${height === 1 ? 'row' : 'rows'} high`;
