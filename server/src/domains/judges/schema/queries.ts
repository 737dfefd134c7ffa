import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../../platform/graphql/builder.ts';
import { badCursor, decodeCursor, encodeCursor, endsOf, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import { NotFound, unwrap } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { assertCohort } from '../../analytics/load.ts';
import { estimateOf } from '../commands/runs.ts';
import type { RunEstimate } from '../load/estimate.ts';
import { disagreementsOf, type ComparedMessage } from '../load/measured.ts';
import { rubricsByIds, rubricsOf } from '../load/rubrics.ts';
import { rankingOf } from '../pure/ranking.ts';
import { comparedPairs } from '../queries/judged.ts';
import { maxJudges, maxRubrics } from '../types.ts';
import { JudgeRunInput, PairwiseRankingInput } from './input.ts';
import { JudgeRef } from './judge.ts';
import { PairwiseRankingRef } from './ranking.ts';
import { RubricRef } from './rubric.ts';
import { JudgeRunRef } from './run.ts';
import { wishOf } from './wish.ts';

const mostVerdicts = 20_000;

const EstimateRef = builder.objectRef<RunEstimate>('JudgeRunEstimate').implement({
  description: 'What a run of a judge would take.',
  fields: (t) => ({
    messageCount: t.exposeInt('messageCount', { description: 'Number of messages that would be judged.' }),
    inputTokens: t.exposeFloat('inputTokens', { description: 'Estimated input tokens, at 4 characters a token; 0: a rule asks no model.' }),
    costUsd: t.exposeFloat('costUsd', {
      nullable: true,
      description: 'Estimated cost in US dollars, with verdicts of usual length; null: no price is known.',
    }),
    mostUsd: t.exposeFloat('mostUsd', {
      nullable: true,
      description: 'Cost in US dollars with the longest verdicts; null: no price is known.',
    }),
  }),
});

type Disagreement = ComparedMessage & { readonly distance: number };

const DisagreementRef = builder.objectRef<Disagreement>('JudgeDisagreement').implement({
  description: 'A message on which a judge and people differ.',
  fields: (t) => ({
    message: t.prismaField({
      type: 'Message',
      nullable: true,
      description: 'Message that was judged; null: it was deleted a moment ago.',
      resolve: (query, { messageId }, _args, { stores, viewer }) =>
        stores.prisma.message.findUnique({ ...query, where: { id: BigInt(messageId), workspaceId: viewer.workspaceId } }),
    }),
    judgeSays: t.string({
      description: 'Verdict of the judge: a number of the scale, or a category.',
      resolve: ({ judge }) => String(judge),
    }),
    peopleSay: t.string({ description: 'Verdict of people, on the same scale.', resolve: ({ people }) => String(people) }),
    distance: t.exposeFloat('distance', { description: 'Distance of both, as a share of the scale: above 0, at most 1.' }),
  }),
});

const DisagreementConnection = builder.connectionObject(
  { type: DisagreementRef, name: 'JudgeDisagreementConnection', description: 'A page of messages on which a judge and people differ.' },
  { name: 'JudgeDisagreementEdge', description: 'A disagreement together with its place in a list.' },
);

const format = 'judgeDisagreements';
type Place = Pick<Disagreement, 'distance' | 'messageId'>;
const cursorOf = ({ distance, messageId }: Place): string => encodeCursor(format, distance, messageId);

function placeOf(cursor: string, argument: CursorArgument): Place {
  const [distance, messageId] = decodeCursor(format, 2, cursor, argument);
  if (typeof distance !== 'number' || typeof messageId !== 'string' || !/^\d{1,18}$/.test(messageId)) throw badCursor(argument);
  return { distance, messageId };
}

/** Whether one stands before the other in the list: the larger distance, then the newer message. */
const isBefore = (one: Place, other: Place): boolean =>
  one.distance !== other.distance ? one.distance > other.distance : BigInt(one.messageId) > BigInt(other.messageId);

builder.queryFields((t) => ({
  rubrics: t.field({
    type: [RubricRef],
    authScopes: { may: 'READ' },
    description: `Rubrics by key, ready ones among them, at most ${maxRubrics}.`,
    args: { includesArchived: t.arg.boolean({ description: 'Whether archived ones are given, too; absent: no.' }) },
    resolve: (_root, { includesArchived }, { stores, viewer }) => rubricsOf(stores, viewer.workspaceId, includesArchived ?? false),
  }),
  judges: t.prismaField({
    type: [JudgeRef],
    authScopes: { may: 'READ' },
    description: `Judges by name, at most ${maxJudges}.`,
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.judge.findMany({ ...query, where: { workspaceId: viewer.workspaceId }, orderBy: { name: 'asc' }, take: maxJudges }),
  }),
  judge: t.prismaField({
    type: JudgeRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'The judge with this id; null: there is none.',
    args: { id: t.arg.globalID({ required: true, for: JudgeRef, description: 'Global id of the judge.' }) },
    resolve: (query, _root, { id }, { stores, viewer }) =>
      stores.prisma.judge.findUnique({ ...query, where: { id: uuidKey(id.id), workspaceId: viewer.workspaceId } }),
  }),
  judgeRun: t.prismaField({
    type: JudgeRunRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'The run of a judge with this id; null: there is none.',
    args: { id: t.arg.globalID({ required: true, for: JudgeRunRef, description: 'Global id of the run.' }) },
    resolve: (query, _root, { id }, { stores, viewer }) =>
      stores.prisma.judgeRun.findUnique({ ...query, where: { id: uuidKey(id.id), workspaceId: viewer.workspaceId } }),
  }),
  judgeRunEstimate: t.field({
    type: EstimateRef,
    authScopes: { may: 'READ' },
    description:
      'What a run of a judge would judge and cost, from the texts of up to 200 of its messages. Nothing is sent. NOT_FOUND; BAD_JUDGE.',
    args: { input: t.arg({ type: JudgeRunInput, required: true, description: 'The run to estimate.' }) },
    resolve: async (_root, { input }, context) => {
      await assertCohort(context.stores.postgres, context.viewer.workspaceId, input.filter, 'input.filter');
      return unwrap(await estimateOf(context, wishOf(input)), 'input');
    },
  }),
  judgeDisagreements: t.connection(
    {
      type: DisagreementRef,
      authScopes: { may: 'READ' },
      description:
        'Messages on which a judge, as its present version, and people differ, the furthest first. At most 200 a page. NOT_FOUND.',
      args: { judgeId: t.arg.id({ required: true, description: 'Global id of the judge.' }) },
      resolve: async (_root, { judgeId, ...args }, { stores, viewer: { workspaceId } }) => {
        const id = uuidKey(keyOfNode('Judge', judgeId, 'judgeId'));
        const judge = await stores.prisma.judge.findUnique({ where: { id, workspaceId } });
        if (judge === null) throw new NotFound('Judge', id, 'judgeId');
        const [rubric] = judge.rubricId === null ? [null] : await rubricsByIds(stores, workspaceId, [judge.rubricId]);
        const all = await disagreementsOf(stores, { judge, rubric: rubric ?? null });
        return resolveCursorConnection(
          { args, toCursor: cursorOf, defaultSize: defaultPageSize, maxSize: maxPageSize },
          ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
            const ends = endsOf({ after, before }, placeOf);
            const held = all.filter(
              (one) => (ends.after === null || isBefore(ends.after, one)) && (ends.before === null || isBefore(one, ends.before)),
            );
            return inverted ? held.toReversed().slice(0, limit) : held.slice(0, limit);
          },
        ) as never;
      },
    },
    DisagreementConnection,
  ),
  pairwiseRanking: t.field({
    type: PairwiseRankingRef,
    authScopes: { may: 'READ' },
    description: `Ranking of the sides of a comparison, by its newest ${mostVerdicts} verdicts. NOT_FOUND.`,
    args: { input: t.arg({ type: PairwiseRankingInput, required: true, description: 'The comparison to rank.' }) },
    resolve: async (_root, { input }, { stores, viewer: { workspaceId } }) => {
      const id = uuidKey(keyOfNode('JudgeRun', input.runId, 'input.runId'));
      const run = await stores.prisma.judgeRun.findUnique({ where: { id, workspaceId, kind: 'PAIRWISE' } });
      if (run === null) throw new NotFound('Comparison', id, 'input.runId');
      return rankingOf(
        run.sides,
        await comparedPairs(stores.postgres, { workspaceId, judgeId: run.judgeId, runId: id, limit: mostVerdicts }),
      );
    },
  }),
}));
