import { queryFromInfo } from '@pothos/plugin-prisma';
import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../../platform/graphql/builder.ts';
import { badCursor, decodeCursor, encodeCursor, endsOf, instantPart, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import type { AlertDelivery, AlertEpisode } from '../../../platform/store/prisma/generated/client.ts';
import { deliveryPage } from '../queries/deliveries.ts';
import { episodePage } from '../queries/episodes.ts';
import { AlertDeliveryRef } from './delivery.ts';
import { EpisodeStateRef } from './enums.ts';
import { AlertEpisodeRef } from './episode.ts';

const AlertEpisodeConnection = builder.connectionObject(
  { type: AlertEpisodeRef, name: 'AlertEpisodeConnection', description: 'A page of episodes of alert rules.' },
  { name: 'AlertEpisodeEdge', description: 'An episode of an alert rule together with its place in a list.' },
);
const AlertDeliveryConnection = builder.connectionObject(
  { type: AlertDeliveryRef, name: 'AlertDeliveryConnection', description: 'A page of the log of deliveries.' },
  { name: 'AlertDeliveryEdge', description: 'A delivery together with its place in a list.' },
);

/** A place in a list that is sorted by time, then id. */
interface Place {
  readonly at: Date;
  readonly id: string;
}

const placing = (format: string) => {
  const cursorOf = ({ at, id }: Place): string => encodeCursor(format, at.getTime(), id);
  const placeOf = (cursor: string, argument: CursorArgument): Place => {
    const [at, id] = decodeCursor(format, 2, cursor, argument);
    const place = { at: instantPart(at, argument), id: uuidKey(id) };
    if (cursorOf(place) !== cursor) throw badCursor(argument);
    return place;
  };
  return { cursorOf, placeOf };
};
const episodePlaces = placing('alertEpisodes');
const deliveryPlaces = placing('alertDeliveries');

/** Rows in the order of their ids; those that are gone meanwhile are left out. */
function inOrder<Row extends { readonly id: string }>(found: readonly { readonly id: string }[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return found.map(({ id }) => byId.get(id)).filter((row) => row !== undefined);
}

builder.queryFields((t) => ({
  alertEpisodes: t.connection(
    {
      type: AlertEpisodeRef,
      authScopes: { may: 'READ' },
      description: 'Episodes of alert rules, the latest first. At most 200 a page.',
      args: {
        states: t.arg({ type: [EpisodeStateRef], description: 'States to include; absent or empty: all.' }),
        ruleId: t.arg.id({ description: 'Global id of the rule whose episodes are listed; absent: of all.' }),
      },
      resolve: (_root, { states, ruleId, ...args }, context, info) =>
        resolveCursorConnection(
          {
            args,
            toCursor: ({ openedAt: at, id }: AlertEpisode) => episodePlaces.cursorOf({ at, id }),
            defaultSize: defaultPageSize,
            maxSize: maxPageSize,
          },
          async ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
            const { stores, viewer } = context;
            const ends = endsOf({ after, before }, episodePlaces.placeOf);
            const found = await episodePage(stores.postgres, {
              workspaceId: viewer.workspaceId,
              states: states ?? [],
              ruleId: ruleId == null ? null : uuidKey(keyOfNode('AlertRule', String(ruleId), 'ruleId')),
              after: ends.after === null ? null : { openedAt: ends.after.at, id: ends.after.id },
              before: ends.before === null ? null : { openedAt: ends.before.at, id: ends.before.id },
              limit,
              inverted,
            });
            const query = queryFromInfo({
              context,
              info,
              typeName: 'AlertEpisode',
              path: ['edges', 'node'],
              select: { id: true, openedAt: true },
            });
            const rows = (await stores.prisma.alertEpisode.findMany({
              ...query,
              where: { workspaceId: viewer.workspaceId, id: { in: found.map(({ id }) => id) } },
            } as object)) as AlertEpisode[];
            return inOrder(found, rows);
          },
        ) as never,
    },
    AlertEpisodeConnection,
  ),
  alertDeliveries: t.connection(
    {
      type: AlertDeliveryRef,
      authScopes: { may: 'READ' },
      description: 'Log of deliveries, the latest first. At most 200 a page.',
      args: { channelId: t.arg.id({ description: 'Global id of the channel whose deliveries are listed; absent: of all.' }) },
      resolve: (_root, { channelId, ...args }, context, info) =>
        resolveCursorConnection(
          {
            args,
            toCursor: ({ createdAt: at, id }: AlertDelivery) => deliveryPlaces.cursorOf({ at, id }),
            defaultSize: defaultPageSize,
            maxSize: maxPageSize,
          },
          async ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
            const { stores, viewer } = context;
            const ends = endsOf({ after, before }, deliveryPlaces.placeOf);
            const found = await deliveryPage(stores.postgres, {
              workspaceId: viewer.workspaceId,
              channelId: channelId == null ? null : uuidKey(keyOfNode('AlertChannel', String(channelId), 'channelId')),
              after: ends.after === null ? null : { createdAt: ends.after.at, id: ends.after.id },
              before: ends.before === null ? null : { createdAt: ends.before.at, id: ends.before.id },
              limit,
              inverted,
            });
            const query = queryFromInfo({
              context,
              info,
              typeName: 'AlertDelivery',
              path: ['edges', 'node'],
              select: { id: true, createdAt: true },
            });
            const rows = (await stores.prisma.alertDelivery.findMany({
              ...query,
              where: { workspaceId: viewer.workspaceId, id: { in: found.map(({ id }) => id) } },
            } as object)) as AlertDelivery[];
            return inOrder(found, rows);
          },
        ) as never,
    },
    AlertDeliveryConnection,
  ),
}));
