import { builder } from '../../../platform/graphql/builder.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { NotFound, unwrap } from '../../../platform/graphql/errors.ts';
import { numberKey, uuidKey } from '../../../platform/graphql/ids.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { coalesced } from '../../../platform/live/coalesce.ts';
import { assertCohort } from '../../analytics/load.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { beginReportedRun } from '../commands/begin-reported.ts';
import { deleteEvaluationRun, resumeEvaluationRun, stopEvaluationRun } from '../commands/control.ts';
import { scoreItem } from '../commands/people.ts';
import { reportItems } from '../commands/report.ts';
import { startEvaluationRun } from '../commands/start.ts';
import { readReports } from '../ingest/reported.ts';
import { maxItems } from '../types.ts';
import {
  BeginReportedRunInput,
  judgeKeysOf,
  mostReported,
  ReportedItemInput,
  ResumeEvaluationRunInput,
  ScoreEvaluationItemInput,
  StartEvaluationRunInput,
  versionKeyOf,
  wishOf,
} from './input.ts';
import { EvaluationRunItemRef } from './item.ts';
import { EvaluationRunRef } from './run.ts';

const noticeEveryMs = 500;

const runAt = (query: object, { stores, viewer: { workspaceId } }: Context, id: string) =>
  stores.prisma.evaluationRun.findUniqueOrThrow({ ...query, where: { id, workspaceId } });

builder.mutationFields((t) => ({
  startEvaluationRun: t.prismaField({
    type: EvaluationRunRef,
    authScopes: { may: 'RUN_EVALUATIONS' },
    description: `Begins to answer and score rows of a dataset, or messages, in the background, at most ${maxItems}, and returns the run.`,
    args: { input: t.arg({ type: StartEvaluationRunInput, required: true, description: 'The run to begin.' }) },
    resolve: async (query, _root, { input }, context) => {
      await assertCohort(context.stores.postgres, context.viewer.workspaceId, input.filter as AnalyticsFilter | null, 'input.filter');
      return runAt(query, context, unwrap(await startEvaluationRun(context, wishOf(input), new Date()), 'input'));
    },
  }),
  stopEvaluationRun: t.prismaField({
    type: EvaluationRunRef,
    authScopes: { may: 'RUN_EVALUATIONS' },
    description: 'Stops a run, and returns it. Items in hand are finished, and their scores stored.',
    args: { id: t.arg.globalID({ required: true, for: EvaluationRunRef, description: 'Global id of the run.' }) },
    resolve: async (query, _root, { id }, context) => runAt(query, context, unwrap(await stopEvaluationRun(context, uuidKey(id.id)))),
  }),
  resumeEvaluationRun: t.prismaField({
    type: EvaluationRunRef,
    authScopes: { may: 'RUN_EVALUATIONS' },
    description:
      'Goes on with a run that was stopped or paused, and once more with its failed items; returns the run. Calls count for the viewer’s budget from then on.',
    args: { input: t.arg({ type: ResumeEvaluationRunInput, required: true, description: 'The run, and its cap.' }) },
    resolve: async (query, _root, { input: { id, capUsd } }, context) => {
      const key = uuidKey(keyOfNode('EvaluationRun', String(id), 'input.id'));
      return runAt(query, context, unwrap(await resumeEvaluationRun(context, key, capUsd ?? null), 'input'));
    },
  }),
  deleteEvaluationRun: t.globalID({
    authScopes: { may: 'RUN_EVALUATIONS' },
    description: 'Deletes a run with its answers and scores, and returns its id.',
    args: { id: t.arg.globalID({ required: true, for: EvaluationRunRef, description: 'Global id of the run.' }) },
    resolve: async (_root, { id }, context) => ({ type: EvaluationRunRef, id: unwrap(await deleteEvaluationRun(context, uuidKey(id.id))) }),
  }),
  scoreEvaluationItem: t.prismaField({
    type: EvaluationRunItemRef,
    authScopes: { may: 'JUDGE' },
    description:
      'Scores an item in the viewer’s name, in place of the viewer’s earlier score of the name, or takes that back; returns the item.',
    args: { input: t.arg({ type: ScoreEvaluationItemInput, required: true, description: 'The score to give.' }) },
    resolve: async (query, _root, { input: { evaluationItemId, ...score } }, context) => {
      const { stores, viewer } = context;
      const key = numberKey(keyOfNode('EvaluationRunItem', String(evaluationItemId), 'input.evaluationItemId'));
      const id = unwrap(await scoreItem(context, key, score), 'input');
      return stores.prisma.evaluationRunItem.findUniqueOrThrow({ ...query, where: { id, workspaceId: viewer.workspaceId } });
    },
  }),
  beginReportedEvaluationRun: t.prismaField({
    type: EvaluationRunRef,
    authScopes: { may: 'INGEST' },
    description:
      'Begins a run whose answers an application reports with recordEvaluationItems, and returns it. Checks and judges score each answer.',
    args: { input: t.arg({ type: BeginReportedRunInput, required: true, description: 'The run to begin.' }) },
    resolve: async (query, _root, { input }, context) => {
      const { name, description, datasetName, versionId, split, application, model, metadata, checks, judgeIds, repetitions } = input;
      const wish = {
        name,
        description: description ?? null,
        datasetName: datasetName ?? null,
        versionId: versionKeyOf(versionId),
        split: split ?? null,
        application: application ?? null,
        model: model ?? null,
        metadata,
        checks: checks ?? [],
        judgeIds: judgeKeysOf(judgeIds),
        repetitions: repetitions ?? null,
        externalKey: null,
      };
      return runAt(query, context, unwrap(await beginReportedRun(context, wish, new Date()), 'input'));
    },
  }),
  recordEvaluationItems: t.prismaField({
    type: EvaluationRunRef,
    authScopes: { may: 'INGEST' },
    description: `Stores answers of an application to rows of the dataset of its run, all or none, and returns the run; the same row and repetition again replaces the answer. At most ${mostReported} a call. NOT_FOUND; EVALUATION_RUN_NOT_OPEN; BAD_EVALUATION_RUN.`,
    args: {
      runId: t.arg.id({ required: true, description: 'Global id of the run, which beginReportedEvaluationRun has begun.' }),
      items: t.arg({ type: [ReportedItemInput], required: true, description: `Answers, 1 to ${mostReported}.` }),
    },
    resolve: async (query, _root, { runId, items }, context) => {
      const { stores, live, viewer } = context;
      const id = uuidKey(keyOfNode('EvaluationRun', String(runId), 'runId'));
      unwrap(await reportItems({ stores, live, workspaceId: viewer.workspaceId }, id, unwrap(readReports(items)), new Date()));
      return runAt(query, context, id);
    },
  }),
}));

builder.subscriptionField('evaluationRunChanged', (t) =>
  t.prismaField({
    type: 'EvaluationRun',
    authScopes: { may: 'READ' },
    description: 'An evaluation run: the present state at once, then again whenever it has come on, at most twice a second.',
    args: { id: t.arg.globalID({ required: true, for: EvaluationRunRef, description: 'Global id of the run.' }) },
    extensions: { sharing: 'state' },
    subscribe: (_root, { id }, { live }) =>
      coalesced(live, 'evaluationRun.changed', id.id, { everyMs: noticeEveryMs, first: true }) as AsyncIterable<unknown>,
    resolve: async (query, _root, { id }, { stores, viewer }) => {
      const run = await stores.prisma.evaluationRun.findUnique({
        ...query,
        where: { id: uuidKey(id.id), workspaceId: viewer.workspaceId },
      });
      if (run === null) throw new NotFound('Evaluation run', id.id);
      return run;
    },
  }),
);
