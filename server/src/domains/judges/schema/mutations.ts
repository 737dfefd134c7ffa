import { builder } from '../../../platform/graphql/builder.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { NotFound, unwrap } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { coalesced } from '../../../platform/live/coalesce.ts';
import { assertCohort } from '../../analytics/load.ts';
import { deleteJudge, saveJudge } from '../commands/judges.ts';
import { startPairwise } from '../commands/pairwise.ts';
import { archiveRubric, saveRubric } from '../commands/rubrics.ts';
import { judgeOnline, resumeJudgeRun, startRun, stopJudgeRun } from '../commands/runs.ts';
import { rubricsByIds } from '../load/rubrics.ts';
import { maxItems, maxJudges, maxRubrics } from '../types.ts';
import { JudgeOnlineInput, JudgeRunInput, SaveJudgeInput, SaveRubricInput, StartPairwiseInput } from './input.ts';
import { JudgeRef } from './judge.ts';
import { RubricRef } from './rubric.ts';
import { JudgeRunRef } from './run.ts';
import { judgeKeyOf, wishOf } from './wish.ts';

const noticeEveryMs = 500;

async function rubricAt({ stores, viewer }: Context, id: string) {
  const [rubric] = await rubricsByIds(stores, viewer.workspaceId, [id]);
  if (rubric === null || rubric === undefined) throw new NotFound('Rubric', id);
  return rubric;
}

builder.mutationFields((t) => ({
  saveRubric: t.field({
    type: RubricRef,
    authScopes: { may: 'EDIT_JUDGES' },
    description: `Saves the next version of the rubric with the key, or a new rubric, and returns it. Judges with the rubric judge by the new version from then on. At most ${maxRubrics} a workspace.`,
    args: { input: t.arg({ type: SaveRubricInput, required: true, description: 'The rubric to save.' }) },
    resolve: async (_root, { input }, context) => {
      const { stores, viewer } = context;
      return rubricAt(context, unwrap(await saveRubric({ stores, workspaceId: viewer.workspaceId, now: new Date() }, input), 'input'));
    },
  }),
  archiveRubric: t.field({
    type: RubricRef,
    authScopes: { may: 'EDIT_JUDGES' },
    description: 'Takes a rubric out of the lists, and returns it. Judges with it go on; saving it again brings it back.',
    args: { id: t.arg.globalID({ required: true, for: RubricRef, description: 'Global id of the rubric.' }) },
    resolve: async (_root, { id }, context) => {
      const { stores, viewer } = context;
      return rubricAt(context, unwrap(await archiveRubric({ stores, workspaceId: viewer.workspaceId, now: new Date() }, uuidKey(id.id))));
    },
  }),
  saveJudge: t.prismaField({
    type: JudgeRef,
    authScopes: { may: 'EDIT_JUDGES' },
    description: `Makes a judge, or changes one, and returns it. At most ${maxJudges} a workspace.`,
    args: { input: t.arg({ type: SaveJudgeInput, required: true, description: 'The judge to save.' }) },
    resolve: async (query, _root, { input }, context) => {
      const { id, rubricId, name, model, rule, minimumAgreement, isEnabled } = input;
      const judge = {
        id: typeof id === 'string' ? uuidKey(keyOfNode('Judge', id, 'input.id')) : null,
        rubricId: typeof rubricId === 'string' ? uuidKey(keyOfNode('Rubric', rubricId, 'input.rubricId')) : null,
        name,
        model: model ?? null,
        rule: rule ?? null,
        minimumAgreement: minimumAgreement ?? null,
        isEnabled: isEnabled ?? null,
      };
      const saved = unwrap(await saveJudge(context, judge, new Date()), 'input');
      return context.stores.prisma.judge.findUniqueOrThrow({ ...query, where: { id: saved, workspaceId: context.viewer.workspaceId } });
    },
  }),
  deleteJudge: t.globalID({
    authScopes: { may: 'EDIT_JUDGES' },
    description: 'Deletes a judge with its runs, and returns its id. Evaluations that the judge has made stay.',
    args: { id: t.arg.globalID({ required: true, for: JudgeRef, description: 'Global id of the judge.' }) },
    resolve: async (_root, { id }, context) => ({ type: JudgeRef, id: unwrap(await deleteJudge(context, uuidKey(id.id))) }),
  }),
  startJudgeRun: t.prismaField({
    type: JudgeRunRef,
    authScopes: { may: 'EDIT_JUDGES' },
    description: `Begins to judge a set of messages in the background, at most ${maxItems}, and returns the run. Verdicts are stored as evaluations; a text that the same version of the judge has judged is not judged again.`,
    args: { input: t.arg({ type: JudgeRunInput, required: true, description: 'The messages to judge.' }) },
    resolve: async (query, _root, { input }, context) => {
      await assertCohort(context.stores.postgres, context.viewer.workspaceId, input.filter, 'input.filter');
      return runAt(query, context, unwrap(await startRun(context, wishOf(input), new Date()), 'input'));
    },
  }),
  stopJudgeRun: t.prismaField({
    type: JudgeRunRef,
    authScopes: { may: 'EDIT_JUDGES' },
    description: 'Stops a run, and returns it. Messages in hand are finished, and their verdicts stored.',
    args: { id: t.arg.globalID({ required: true, for: JudgeRunRef, description: 'Global id of the run.' }) },
    resolve: async (query, _root, { id }, context) => runAt(query, context, unwrap(await stopJudgeRun(context, uuidKey(id.id)))),
  }),
  resumeJudgeRun: t.prismaField({
    type: JudgeRunRef,
    authScopes: { may: 'EDIT_JUDGES' },
    description:
      'Goes on with a run that was stopped or paused, and once more with its failed messages; returns the run. Calls count for the viewer’s budget from then on.',
    args: { id: t.arg.globalID({ required: true, for: JudgeRunRef, description: 'Global id of the run.' }) },
    resolve: async (query, _root, { id }, context) => runAt(query, context, unwrap(await resumeJudgeRun(context, uuidKey(id.id)))),
  }),
  judgeOnline: t.prismaField({
    type: JudgeRef,
    authScopes: { may: 'EDIT_JUDGES' },
    description:
      'Has a judge judge a share of new answers on arrival, under a cap of the day that all servers keep together, or stops that; returns the judge.',
    args: { input: t.arg({ type: JudgeOnlineInput, required: true, description: 'Share and cap.' }) },
    resolve: async (query, _root, { input: { judgeId, sampleShare, dailyCapUsd } }, context) => {
      const wish = { judgeId: judgeKeyOf(judgeId), sampleShare, dailyCapUsd: dailyCapUsd ?? null };
      const id = unwrap(await judgeOnline(context, wish, new Date()), 'input');
      return context.stores.prisma.judge.findUniqueOrThrow({ ...query, where: { id, workspaceId: context.viewer.workspaceId } });
    },
  }),
  startPairwise: t.prismaField({
    type: JudgeRunRef,
    authScopes: { may: 'EDIT_JUDGES' },
    description:
      'Begins to compare answers of some sides to the same texts of users, each pair in both orders, and returns the run; `pairwiseRanking` has the result.',
    args: { input: t.arg({ type: StartPairwiseInput, required: true, description: 'The comparison to begin.' }) },
    resolve: async (query, _root, { input: { judgeId, sides, maxPairs, seed } }, context) => {
      for (const [side, { filter }] of sides.entries())
        await assertCohort(context.stores.postgres, context.viewer.workspaceId, filter, `input.sides[${side}].filter`);
      const wish = { judgeId: judgeKeyOf(judgeId), sides, maxPairs: maxPairs ?? null, seed: seed ?? null };
      return runAt(query, context, unwrap(await startPairwise(context, wish, new Date()), 'input'));
    },
  }),
}));

const runAt = (query: object, { stores, viewer: { workspaceId } }: Context, id: string) =>
  stores.prisma.judgeRun.findUniqueOrThrow({ ...query, where: { id, workspaceId } });

builder.subscriptionField('judgeRunChanged', (t) =>
  t.prismaField({
    type: 'JudgeRun',
    authScopes: { may: 'READ' },
    description: 'A run of a judge: the present state at once, then again whenever it has come on, at most twice a second.',
    args: { id: t.arg.globalID({ required: true, for: JudgeRunRef, description: 'Global id of the run.' }) },
    extensions: { sharing: 'state' },
    subscribe: (_root, { id }, { live }) =>
      coalesced(live, 'judgeRun.changed', id.id, { everyMs: noticeEveryMs, first: true }) as AsyncIterable<unknown>,
    resolve: async (query, _root, { id }, { stores, viewer }) => {
      const run = await stores.prisma.judgeRun.findUnique({ ...query, where: { id: uuidKey(id.id), workspaceId: viewer.workspaceId } });
      if (run === null) throw new NotFound('Judge run', id.id);
      return run;
    },
  }),
);
