import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { Tile, TileKind } from '../types.ts';

export const BoardTileKindEnum = describedEnum<TileKind>('BoardTileKind', 'Kind of a tile of a board.', {
  PANEL: 'A panel of the dashboard, by its id.',
  TEXT: 'A text in Markdown.',
  SECTION: 'A heading over the tiles below it.',
});

export const BoardTileRef = builder.objectRef<Tile>('BoardTile').implement({
  description: 'A tile of a board: what it shows, and its place on a grid of 12 columns.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Name of the tile, unique on its board, as the client chose it.' }),
    kind: t.expose('kind', { type: BoardTileKindEnum, description: 'Kind of the tile.' }),
    x: t.exposeInt('x', { description: 'First column of the tile, from 0.' }),
    y: t.exposeInt('y', { description: 'First row of the tile, from 0.' }),
    width: t.exposeInt('width', { description: 'Number of columns of the tile.' }),
    height: t.exposeInt('height', { description: 'Number of rows of the tile.' }),
    panel: t.exposeString('panel', { nullable: true, description: 'Id of the panel of a PANEL tile; null: the tile is of another kind.' }),
    title: t.exposeString('title', {
      nullable: true,
      description: "Heading of a section, or title of a panel in place of the panel's own; null: none.",
    }),
    text: t.exposeString('text', { nullable: true, description: 'Markdown of a TEXT tile; null: the tile is of another kind.' }),
  }),
});
