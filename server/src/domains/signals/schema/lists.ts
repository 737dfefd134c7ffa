import { queryFromInfo } from '@pothos/plugin-prisma';
import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../../platform/graphql/builder.ts';
import { badCursor, decodeCursor, encodeCursor, endsOf, instantPart, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { unstorable } from '../../../platform/ingest/text.ts';
import type { Anomaly, WatchedSeries } from '../../../platform/store/prisma/generated/client.ts';
import { anomalyPage, seriesPage, type AnomalyPlace, type SeriesPlace } from '../load/page.ts';
import { AnomalyRef } from './anomaly.ts';
import { AnomalySeverityRef, AnomalyStateRef, SignalDimensionRef, SignalMetricRef } from './enums.ts';
import { WatchedSeriesRef } from './series.ts';

const AnomalyConnection = builder.connectionObject(
  { type: AnomalyRef, name: 'AnomalyConnection', description: 'A page of anomalies.' },
  { name: 'AnomalyEdge', description: 'An anomaly together with its place in a list.' },
);

const WatchedSeriesConnection = builder.connectionObject(
  { type: WatchedSeriesRef, name: 'WatchedSeriesConnection', description: 'A page of watched series.' },
  { name: 'WatchedSeriesEdge', description: 'A watched series together with its place in a list.' },
);

const anomalyCursor = ({ beganAt, id }: AnomalyPlace): string => encodeCursor('anomalies', beganAt.getTime(), id);
function anomalyPlace(cursor: string, argument: CursorArgument): AnomalyPlace {
  const [at, id] = decodeCursor('anomalies', 2, cursor, argument);
  const place = { beganAt: instantPart(at, argument), id: uuidKey(id) };
  if (anomalyCursor(place) !== cursor) throw badCursor(argument);
  return place;
}

const seriesCursor = ({ id }: SeriesPlace): string => encodeCursor('watchedSeries', id);
function seriesPlace(cursor: string, argument: CursorArgument): SeriesPlace {
  const [id] = decodeCursor('watchedSeries', 1, cursor, argument);
  const place = { id: uuidKey(id) };
  if (seriesCursor(place) !== cursor) throw badCursor(argument);
  return place;
}

builder.queryFields((t) => ({
  anomalies: t.connection(
    {
      type: AnomalyRef,
      authScopes: { may: 'READ' },
      description: 'Anomalies of the workspace, the latest to begin first. At most 200 a page.',
      args: {
        number: t.arg.int({ description: 'Number of the anomaly in the workspace; absent: all.' }),
        states: t.arg({ type: [AnomalyStateRef], description: 'States to include; absent or empty: all.' }),
        severities: t.arg({ type: [AnomalySeverityRef], description: 'Severities to include; absent or empty: all.' }),
        metric: t.arg({ type: SignalMetricRef, description: 'Only anomalies with a finding of this metric; absent: all.' }),
        dimensionValue: t.arg.string({
          description: 'Only anomalies with a finding of this value of a dimension, such as the name of a model; absent: all.',
        }),
        assigneeIds: t.arg.idList({
          description: 'Global ids of persons to whom anomalies are assigned; absent or empty: all. Together with `isUnassigned`: either.',
        }),
        isUnassigned: t.arg.boolean({ description: 'True: anomalies that are assigned to no one; absent or false: no such filter.' }),
        from: t.arg({ type: 'DateTime', description: 'Only anomalies that went on after that instant; absent: all.' }),
        to: t.arg({ type: 'DateTime', description: 'Only anomalies that began before that instant; absent: all.' }),
      },
      resolve: (
        _root,
        { number, states, severities, metric, dimensionValue, assigneeIds: people, isUnassigned, from, to, ...args },
        context,
        info,
      ) =>
        resolveCursorConnection(
          { args, toCursor: (row: Anomaly) => anomalyCursor(row), defaultSize: defaultPageSize, maxSize: maxPageSize },
          ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
            const page = { ...endsOf({ after, before }, anomalyPlace), limit, inverted };
            // Nothing that is stored has such a text.
            if (dimensionValue != null && unstorable(dimensionValue) !== null) return [];
            const query = queryFromInfo({
              context,
              info,
              typeName: 'Anomaly',
              path: ['edges', 'node'],
              select: { id: true, beganAt: true },
            });
            const assigneeIds = [
              ...(people ?? []).map((id, place) => keyOfNode('Person', id, `assigneeIds[${place}]`)),
              ...(isUnassigned === true ? [null] : []),
            ];
            const asked = anomalyPage(
              context.viewer.workspaceId,
              { number, states, severities, metric, dimensionValue, assigneeIds, from, to },
              page,
            );
            return context.stores.prisma.anomaly.findMany({ ...query, ...asked } as object) as unknown as Promise<Anomaly[]>;
          },
        ) as never,
    },
    AnomalyConnection,
  ),
  anomaly: t.prismaField({
    type: AnomalyRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'The anomaly with this id; null: there is none in the workspace.',
    args: { id: t.arg.globalID({ required: true, for: AnomalyRef, description: 'Global id of the anomaly.' }) },
    resolve: (query, _root, { id }, { stores, viewer: { workspaceId } }) =>
      stores.prisma.anomaly.findUnique({ ...query, where: { id: uuidKey(id.id), workspaceId } }),
  }),
  watchedSeries: t.connection(
    {
      type: WatchedSeriesRef,
      authScopes: { may: 'READ' },
      description: 'Series that are watched for anomalies: those with enough traffic, at most 500 a workspace. At most 200 a page.',
      args: {
        metric: t.arg({ type: SignalMetricRef, description: 'Only series of this metric; absent: all.' }),
        dimension: t.arg({ type: SignalDimensionRef, description: 'Only series of this dimension; absent: all.' }),
      },
      resolve: (_root, { metric, dimension, ...args }, context, info) =>
        resolveCursorConnection(
          { args, toCursor: (row: WatchedSeries) => seriesCursor(row), defaultSize: defaultPageSize, maxSize: maxPageSize },
          ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
            const page = { ...endsOf({ after, before }, seriesPlace), limit, inverted };
            const query = queryFromInfo({ context, info, typeName: 'WatchedSeries', path: ['edges', 'node'], select: { id: true } });
            const asked = seriesPage(context.viewer.workspaceId, { metric, dimension }, page);
            return context.stores.prisma.watchedSeries.findMany({ ...query, ...asked } as object) as unknown as Promise<WatchedSeries[]>;
          },
        ) as never,
    },
    WatchedSeriesConnection,
  ),
}));
