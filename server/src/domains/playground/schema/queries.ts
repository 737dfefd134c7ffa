import { queryFromInfo } from '@pothos/plugin-prisma';
import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../../platform/graphql/builder.ts';
import { badCursor, decodeCursor, encodeCursor, endsOf, instantPart, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import type { PlaygroundRun } from '../../../platform/store/prisma/generated/client.ts';
import { answerChanges } from '../load/changes.ts';
import { draftOf } from '../load/draft.ts';
import { estimateRun } from '../load/estimate.ts';
import { runsWhere, type RunPlace } from '../load/page.ts';
import { readableBy } from '../load.ts';
import { maxModels } from '../types.ts';
import { PlaygroundAnswerRef } from './answer.ts';
import { PlaygroundEstimateRef } from './estimate.ts';
import { PlaygroundPromptInput, PlaygroundSourceInput } from './input.ts';
import { PlaygroundDraftRef } from './prompt.ts';
import { PlaygroundRunRef } from './run.ts';

const RunConnection = builder.connectionObject(
  { type: PlaygroundRunRef, name: 'PlaygroundRunConnection', description: 'A page of runs of the playground.' },
  { name: 'PlaygroundRunEdge', description: 'A run of the playground together with its place in a list.' },
);

const format = 'playgroundRuns';
const cursorOf = ({ createdAt, id }: RunPlace): string => encodeCursor(format, createdAt.getTime(), id);

function placeOf(cursor: string, argument: CursorArgument): RunPlace {
  const [at, id] = decodeCursor(format, 2, cursor, argument);
  const place = { createdAt: instantPart(at, argument), id: uuidKey(id) };
  if (cursorOf(place) !== cursor) throw badCursor(argument);
  return place;
}

builder.queryFields((t) => ({
  playgroundRuns: t.connection(
    {
      type: PlaygroundRunRef,
      authScopes: { may: 'READ' },
      description: 'Runs of the playground that the viewer may read, the newest first. At most 200 a page.',
      args: {
        search: t.arg.string({ description: 'Search text: runs whose title contains it, regardless of case.' }),
        isShared: t.arg.boolean({ description: 'True: shared ones of everyone; false: own ones; absent: both.' }),
      },
      resolve: (_root, { search, isShared, ...args }, context, info) =>
        resolveCursorConnection(
          { args, toCursor: (run: PlaygroundRun) => cursorOf(run), defaultSize: defaultPageSize, maxSize: maxPageSize },
          async ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
            const asked = { search: search ?? null, isShared: isShared ?? null, ...endsOf({ after, before }, placeOf) };
            const where = runsWhere(context.viewer, asked);
            if (where === null) return [];
            const query = queryFromInfo({
              context,
              info,
              typeName: 'PlaygroundRun',
              path: ['edges', 'node'],
              select: { id: true, createdAt: true },
            });
            const order = inverted ? ('asc' as const) : ('desc' as const);
            return (await context.stores.prisma.playgroundRun.findMany({
              ...query,
              where,
              orderBy: [{ createdAt: order }, { id: order }],
              take: limit,
            } as object)) as PlaygroundRun[];
          },
        ) as never,
    },
    RunConnection,
  ),
  playgroundRun: t.prismaField({
    type: PlaygroundRunRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'The run of the playground with this id; null: there is none that the viewer may read.',
    args: { id: t.arg.globalID({ required: true, for: PlaygroundRunRef, description: 'Global id of the run.' }) },
    resolve: (query, _root, { id }, { stores, viewer }) =>
      stores.prisma.playgroundRun.findFirst({ ...query, where: { id: uuidKey(id.id), ...readableBy(viewer) } }),
  }),
  playgroundDraft: t.field({
    type: PlaygroundDraftRef,
    authScopes: { may: 'READ' },
    description:
      'A saved or used prompt, to be edited and run: of a prompt a version with the texts of other prompts in place, of a span the input of its model, of a message its model call, else the conversation before the answer. NOT_FOUND; PROMPT_REFERENCE.',
    args: { from: t.arg({ type: PlaygroundSourceInput, required: true, description: 'What the prompt is taken from.' }) },
    resolve: async (_root, { from }, context) => unwrap(await draftOf(context, from)),
  }),
  playgroundEstimate: t.field({
    type: PlaygroundEstimateRef,
    authScopes: { may: 'READ' },
    description:
      'What a run would send and cost, from the lengths of its texts (4 characters a token) and the prices of the workspace. Nothing is sent.',
    args: {
      prompt: t.arg({ type: PlaygroundPromptInput, required: true, description: 'What would be sent to each model, and the rows.' }),
      models: t.arg.stringList({ required: true, description: `Language models "connection/model", the first ${maxModels}.` }),
    },
    resolve: (_root, { prompt, models }, context) => estimateRun(context, prompt, models, new Date()),
  }),
}));

builder.subscriptionField('playgroundAnswers', (t) =>
  t.field({
    type: [PlaygroundAnswerRef],
    authScopes: { may: 'READ' },
    description:
      'Answers of a run of the playground: all of them at once, then those that have come on since the event before, each whole so far, at most some 15 times a second. The subscription ends when no answer is under way.',
    args: { runId: t.arg.id({ required: true, description: 'Global id of the run.' }) },
    extensions: { sharing: 'alone' },
    subscribe: (_root, { runId }, context) =>
      answerChanges(context, uuidKey(keyOfNode('PlaygroundRun', runId, 'runId'))) as AsyncIterable<unknown>,
    resolve: (answers) => answers as never,
  }),
);
