import { queryFromInfo } from '@pothos/plugin-prisma';
import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../../platform/graphql/builder.ts';
import { badCursor, decodeCursor, encodeCursor, endsOf, instantPart, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { searchTextOf } from '../../../platform/ingest/search-text.ts';
import type { EvaluationRun } from '../../../platform/store/prisma/generated/client.ts';
import { assertCohort } from '../../analytics/load.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { estimateOf } from '../commands/start.ts';
import type { RunEstimate } from '../load/estimate.ts';
import { runsWhere, type RunPlace } from '../load/run-page.ts';
import { StartEvaluationRunInput, wishOf } from './input.ts';
import { EvaluationRunRef } from './run.ts';

const EstimateRef = builder.objectRef<RunEstimate>('EvaluationRunEstimate').implement({
  description: 'What an evaluation run would take.',
  fields: (t) => ({
    itemCount: t.exposeInt('itemCount', { description: 'Number of answers that would be scored.' }),
    callCount: t.exposeInt('callCount', { description: 'Number of calls of models, judges included.' }),
    inputTokens: t.exposeFloat('inputTokens', { description: 'Estimated input tokens of all calls, at 4 characters a token.' }),
    costUsd: t.exposeFloat('costUsd', {
      nullable: true,
      description: 'Estimated cost in US dollars, with answers as long as the expected output; null: no price is known.',
    }),
    mostUsd: t.exposeFloat('mostUsd', {
      nullable: true,
      description: 'Cost in US dollars with the longest answers; null: no price is known.',
    }),
  }),
});

const RunConnection = builder.connectionObject(
  { type: EvaluationRunRef, name: 'EvaluationRunConnection', description: 'A page of evaluation runs.' },
  { name: 'EvaluationRunEdge', description: 'An evaluation run together with its place in a list.' },
);

const format = 'evaluationRuns';
const cursorOf = ({ createdAt, id }: RunPlace): string => encodeCursor(format, createdAt.getTime(), id);

function placeOf(cursor: string, argument: CursorArgument): RunPlace {
  const [at, id] = decodeCursor(format, 2, cursor, argument);
  const place = { createdAt: instantPart(at, argument), id: uuidKey(id) };
  if (cursorOf(place) !== cursor) throw badCursor(argument);
  return place;
}

builder.queryFields((t) => ({
  evaluationRuns: t.connection(
    {
      type: EvaluationRunRef,
      authScopes: { may: 'READ' },
      description: 'Evaluation runs, the newest first. At most 200 a page.',
      args: {
        datasetName: t.arg.string({ description: 'Name of a dataset: only its runs; absent: all.' }),
        search: t.arg.string({ description: 'Search text: runs whose name contains it, regardless of case.' }),
      },
      resolve: (_root, { datasetName, search, ...args }, context, info) =>
        resolveCursorConnection(
          { args, toCursor: (run: EvaluationRun) => cursorOf(run), defaultSize: defaultPageSize, maxSize: maxPageSize },
          async ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
            const where = runsWhere({
              workspaceId: context.viewer.workspaceId,
              datasetName: searchTextOf(datasetName, 'datasetName'),
              search: searchTextOf(search),
              ...endsOf({ after, before }, placeOf),
            });
            const query = queryFromInfo({
              context,
              info,
              typeName: 'EvaluationRun',
              path: ['edges', 'node'],
              select: { id: true, createdAt: true },
            });
            const order = inverted ? ('asc' as const) : ('desc' as const);
            return (await context.stores.prisma.evaluationRun.findMany({
              ...query,
              where,
              orderBy: [{ createdAt: order }, { id: order }],
              take: limit,
            } as object)) as EvaluationRun[];
          },
        ) as never,
    },
    RunConnection,
  ),
  evaluationRun: t.prismaField({
    type: EvaluationRunRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'The evaluation run with this id; null: there is none.',
    args: { id: t.arg.globalID({ required: true, for: EvaluationRunRef, description: 'Global id of the run.' }) },
    resolve: (query, _root, { id }, { stores, viewer }) =>
      stores.prisma.evaluationRun.findUnique({ ...query, where: { id: uuidKey(id.id), workspaceId: viewer.workspaceId } }),
  }),
  evaluationRunEstimate: t.field({
    type: EstimateRef,
    authScopes: { may: 'READ' },
    description:
      'What an evaluation run would answer and cost, from the texts of up to 100 of its rows. Nothing is sent or stored. NOT_FOUND; BAD_EVALUATION_RUN.',
    args: { input: t.arg({ type: StartEvaluationRunInput, required: true, description: 'The run to estimate.' }) },
    resolve: async (_root, { input }, context) => {
      await assertCohort(context.stores.postgres, context.viewer.workspaceId, input.filter as AnalyticsFilter | null, 'input.filter');
      return unwrap(await estimateOf(context, wishOf(input)), 'input');
    },
  }),
}));
