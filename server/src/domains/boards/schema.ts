import { builder } from '../../platform/graphql/builder.ts';
import type { Context } from '../../platform/graphql/context.ts';
import { BadArgument, NotFound, unwrap, type Result } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { deleteBoard, restoreBoard, saveBoard } from './commands.ts';
import { seenBy } from './load.ts';
import { BoardRef } from './schema/board.ts';
import { BoardTileKindEnum } from './schema/tile.ts';
import { maxBoards, maxKeyLength, maxNameLength, maxSearchLength, maxTextLength, maxTiles, maxVersions, panelIds } from './types.ts';

builder.queryFields((t) => ({
  boards: t.prismaField({
    type: [BoardRef],
    authScopes: { may: 'READ' },
    description: `Boards that the viewer sees, by name: those of all members, and its own; at most ${maxBoards}.`,
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.board.findMany({ ...query, where: seenBy(viewer), orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
  }),
  board: t.prismaField({
    type: BoardRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'A board; null: there is none of the id that the viewer sees.',
    args: { id: t.arg.globalID({ required: true, for: BoardRef, description: 'Global id of the board.' }) },
    resolve: (query, _root, { id }, { stores, viewer }) =>
      stores.prisma.board.findUnique({ ...query, where: { id: uuidKey(id.id), ...seenBy(viewer) } }),
  }),
}));

const BoardTileInputRef = builder.inputType('BoardTileInput', {
  description: 'A tile of a board. Tiles may not lie on one another.',
  fields: (t) => ({
    key: t.string({ required: true, description: `Name of the tile, unique on its board, 1 to ${maxKeyLength} characters.` }),
    kind: t.field({ type: BoardTileKindEnum, required: true, description: 'Kind of the tile.' }),
    x: t.int({ required: true, description: 'First column of the tile, 0 to 11; the tile ends within 12 columns.' }),
    y: t.int({ required: true, description: 'First row of the tile, from 0.' }),
    width: t.int({ required: true, description: 'Columns of the tile: 3 to 12 of a panel, 2 to 12 of a text, 12 of a section.' }),
    height: t.int({ required: true, description: 'Rows of the tile: 3 to 30 of a panel, 1 to 30 of a text, 1 of a section.' }),
    panel: t.string({ description: `Id of the panel of a PANEL tile: ${panelIds.join(', ')}.` }),
    title: t.string({
      description: `Heading of a section, or title of a panel in place of the panel's own, at most ${maxNameLength} characters.`,
    }),
    text: t.string({ description: `Markdown of a TEXT tile, at most ${maxTextLength} characters.` }),
  }),
});

const BoardInputRef = builder.inputType('BoardInput', {
  description: 'A board to save.',
  fields: (t) => ({
    id: t.id({ description: 'Global id of the board that is changed; absent: a new board is made.' }),
    version: t.int({ description: 'Number of the version that the change is based on, 1 or more; needed with id.' }),
    name: t.string({ required: true, description: `Name of the board, 1 to ${maxNameLength} characters.` }),
    isShared: t.boolean({
      description:
        'Whether every member sees the board; absent: as it is, and of a new board no, where a person makes it. A board that a key makes is always shared.',
    }),
    search: t.string({
      description: `Time range and filters that the board opens with, as the query part of an address, at most ${maxSearchLength} characters; absent: none.`,
    }),
    tiles: t.field({ type: [BoardTileInputRef], required: true, description: `Tiles of the board, at most ${maxTiles}.` }),
  }),
});

const RestoreBoardInputRef = builder.inputType('RestoreBoardInput', {
  description: 'A version of a board to restore.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the board.' }),
    version: t.int({ required: true, description: 'Number of the version that the change is based on: the current one.' }),
    restore: t.int({ required: true, description: `Number of the version to restore: one of the last ${maxVersions}.` }),
  }),
});

const boardOf = async ({ stores, viewer }: Context, saved: Result<string>) => {
  const id = unwrap(saved, 'input');
  const board = await stores.prisma.board.findUnique({ where: { id, ...seenBy(viewer) } });
  if (board === null) throw new NotFound('Board', id);
  return board;
};

builder.mutationFields((t) => ({
  saveBoard: t.field({
    type: BoardRef,
    authScopes: { may: 'EDIT_BOARDS' },
    description: `Makes a board, or a new version of one. BOARD_CHANGED, and nothing is changed, where another version was saved in the meantime. The last ${maxVersions} versions are kept; at most ${maxBoards} boards a workspace.`,
    args: { input: t.arg({ type: BoardInputRef, required: true, description: 'The board to save.' }) },
    resolve: async (_root, { input: { id, version, isShared, ...content } }, context) => {
      if (id != null && version == null) throw new BadArgument('input.version', 'is missing: it says on which version the change is based');
      const base = id == null || version == null ? null : { id: uuidKey(keyOfNode('Board', String(id), 'input.id')), version };
      return boardOf(
        context,
        await saveBoard(context.stores, context.viewer, { ...content, base, isShared: isShared ?? null }, new Date()),
      );
    },
  }),
  restoreBoard: t.field({
    type: BoardRef,
    authScopes: { may: 'EDIT_BOARDS' },
    description: 'Makes a new version of a board with the content of an earlier one. BOARD_CHANGED as for saveBoard.',
    args: { input: t.arg({ type: RestoreBoardInputRef, required: true, description: 'The version to restore.' }) },
    resolve: async (_root, { input: { id, version, restore } }, context) => {
      const base = { id: uuidKey(keyOfNode('Board', String(id), 'input.id')), version };
      return boardOf(context, await restoreBoard(context.stores, context.viewer, base, restore, new Date()));
    },
  }),
  deleteBoard: t.globalID({
    authScopes: { may: 'EDIT_BOARDS' },
    description: 'Deletes a board with its history, and returns its id.',
    args: { id: t.arg.globalID({ required: true, for: BoardRef, description: 'Global id of the board.' }) },
    resolve: async (_root, { id }, { stores, viewer }) => ({
      type: BoardRef,
      id: unwrap(await deleteBoard(stores, viewer, uuidKey(id.id))),
    }),
  }),
}));
