import { lastChangeField } from '../../audit/schema/last-change.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { seenBy } from '../load.ts';
import { maxTiles, maxVersions, type Tile } from '../types.ts';
import { BoardTileRef } from './tile.ts';

builder.prismaObject('BoardVersion', {
  description: 'Content of a board as one save left the board.',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Number of the version, from 1.' }),
    name: t.exposeString('name', { description: 'Name of the board at that time.' }),
    search: t.exposeString('search', { description: 'Time range and filters, as the query part of an address.' }),
    tiles: t.field({
      type: [BoardTileRef],
      description: `Tiles of the board at that time; at most ${maxTiles}.`,
      select: { tiles: true },
      resolve: ({ tiles }) => tiles as unknown as Tile[],
    }),
    savedAt: t.expose('savedAt', { type: 'DateTime', description: 'Time when the version was saved.' }),
    savedBy: t.exposeString('savedBy', {
      nullable: true,
      description: 'Name of the person who saved the version; null: an API key, or a local caller without an account.',
    }),
    restoredFrom: t.exposeInt('restoredFrom', {
      nullable: true,
      description: 'Number of the version whose content was restored; null: the version has a content of its own.',
    }),
  }),
});

const newest = { orderBy: { version: 'desc' }, take: 1 } as const;

export const BoardRef = builder.prismaNode('Board', {
  id: { field: 'id' },
  nullable: true,
  description: 'A page of panels that a person put together: tiles on a grid, looked at through a time range and filters.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), ...seenBy(viewer) }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the board.' }),
    isShared: t.exposeBoolean('isShared', { description: 'Whether every member sees the board; otherwise its owner alone does.' }),
    isOwn: t.boolean({
      description: 'Whether the board is the own one of the viewer.',
      select: { ownerId: true },
      resolve: ({ ownerId }, _args, { viewer }) => ownerId !== null && ownerId === viewer.person?.id,
    }),
    isLeft: t.boolean({
      description:
        'Whether the board is not shared and its owner is no member of the workspace any more: those who manage members see the board, and share or delete it.',
      select: { isShared: true, ownerId: true, workspaceId: true },
      resolve: async ({ isShared, ownerId, workspaceId }, _args, { stores }) =>
        !isShared && (ownerId === null || (await stores.prisma.member.count({ where: { workspaceId, personId: ownerId } })) === 0),
    }),
    ownerName: t.string({
      nullable: true,
      description: 'Name of the person who made the board; null: an API key, or a local caller without an account.',
      select: { owner: { select: { name: true, email: true } } },
      resolve: ({ owner }) => (owner === null ? null : owner.name === '' ? owner.email : owner.name),
    }),
    version: t.exposeInt('version', { description: 'Number of the current version, from 1; a change states the one that it is based on.' }),
    search: t.string({
      description: 'Time range and filters that the board opens with, as the query part of an address without the question mark.',
      select: { versions: { ...newest, select: { search: true } } },
      resolve: ({ versions }) => versions[0]?.search ?? '',
    }),
    tiles: t.field({
      type: [BoardTileRef],
      description: `Tiles of the board, none on another; at most ${maxTiles}.`,
      select: { versions: { ...newest, select: { tiles: true } } },
      resolve: ({ versions }) => (versions[0]?.tiles ?? []) as unknown as Tile[],
    }),
    versions: t.relation('versions', {
      description: `Versions of the board, newest first; the last ${maxVersions}.`,
      query: { orderBy: { version: 'desc' }, take: maxVersions },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the board was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'Time when the current version was saved.' }),
    lastChange: t.field(lastChangeField('Board', 'board', ({ id }: { id: string }) => id)),
  }),
});
