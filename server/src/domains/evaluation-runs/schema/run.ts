import { queryFromInfo } from '@pothos/plugin-prisma';
import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../../platform/graphql/builder.ts';
import { badCursor, decodeCursor, encodeCursor, endsOf, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import { numberKey, uuidKey } from '../../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { searchTextOf } from '../../../platform/ingest/search-text.ts';
import type { EvaluationRunItem } from '../../../platform/store/prisma/generated/client.ts';
import { usdFromNano } from '../../prices/pure/rates.ts';
import { itemsWhere } from '../load/item-page.ts';
import { numbersOfRun, scoresOfRun } from '../loaders.ts';
import { maxScorers, type Check, type Scorer } from '../types.ts';
import { EvaluationCheckKindEnum, EvaluationItemStateEnum, EvaluationRunKindEnum, EvaluationRunStateEnum } from './enums.ts';
import { EvaluationRunItemConnection, EvaluationRunItemRef } from './item.ts';
import { EvaluationRunScoreRef, EvaluationScoreNumbersRef } from './score.ts';

const CheckRef = builder.objectRef<Check>('EvaluationCheck').implement({
  description: 'A comparison of the answer with the expected output, which passes or fails.',
  fields: (t) => ({
    kind: t.expose('kind', { type: EvaluationCheckKindEnum, description: 'How both are compared.' }),
    name: t.exposeString('name', { description: 'Name of the score.' }),
    ignoresCase: t.exposeBoolean('ignoresCase', { description: 'Whether upper and lower case are the same, of EQUALS and CONTAINS.' }),
    tolerance: t.exposeFloat('tolerance', {
      description: 'Largest distance of numbers that are taken as equal, of JSON_EQUALS and NUMBER_NEAR.',
    }),
    isRelative: t.exposeBoolean('isRelative', { description: 'Whether the tolerance is a share of the expected number.' }),
  }),
});

const ScorerRef = builder.objectRef<Scorer>('EvaluationScorer').implement({
  description: 'A check or a judge that scores each item of a run.',
  fields: (t) => ({
    name: t.string({
      description: 'Name of the scores.',
      resolve: (scorer) => (scorer.kind === 'CHECK' ? scorer.check.name : scorer.name),
    }),
    check: t.field({
      type: CheckRef,
      nullable: true,
      description: 'The check; null: a judge.',
      resolve: (scorer) => (scorer.kind === 'CHECK' ? scorer.check : null),
    }),
    judge: t.prismaField({
      type: 'Judge',
      nullable: true,
      description: 'The judge in the present version; null: a check, or the judge was deleted.',
      resolve: (query, scorer, _args, { stores, viewer }) =>
        scorer.kind === 'CHECK'
          ? null
          : stores.prisma.judge.findUnique({ ...query, where: { id: scorer.judgeId, workspaceId: viewer.workspaceId } }),
    }),
  }),
});

const FailureRef = builder
  .objectRef<{ readonly code: string; readonly message: string; readonly count: number }>('EvaluationFailure')
  .implement({
    description: 'A reason why items of a run failed.',
    fields: (t) => ({
      code: t.exposeString('code', { description: 'Code of the reason, such as RATE_LIMITED or BAD_OUTPUT.' }),
      message: t.exposeString('message', { description: 'Reason of one of the items, in words.' }),
      count: t.exposeInt('count', { description: 'Number of items with the code.' }),
    }),
  });

const format = 'evaluationItems';
const itemCursor = ({ id }: { readonly id: bigint }): string => encodeCursor(format, id.toString());
function itemOfCursor(cursor: string, argument: CursorArgument): bigint {
  const id = numberKey(decodeCursor(format, 1, cursor, argument)[0]);
  if (id < 0n || itemCursor({ id }) !== cursor) throw badCursor(argument);
  return id;
}

export const EvaluationRunRef = builder.prismaNode('EvaluationRun', {
  id: { field: 'id' },
  nullable: true,
  description: 'Rows of a dataset, or messages, answered by a prompt and a model or by an application, and scored.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the run.' }),
    description: t.exposeString('description', { nullable: true, description: 'Description of the run; null: none.' }),
    kind: t.expose('kind', { type: EvaluationRunKindEnum, description: 'Party that answers the rows.' }),
    state: t.expose('state', { type: EvaluationRunStateEnum, description: 'State of the run.' }),
    application: t.exposeString('application', {
      nullable: true,
      description: 'What reports the items, such as "langfuse" or "phoenix"; null: the server answers.',
    }),
    dataset: t.relation('dataset', {
      nullable: true,
      description: 'Dataset of the rows; null: the run is over messages, or the dataset was deleted.',
    }),
    datasetVersion: t.relation('datasetVersion', {
      nullable: true,
      description: 'Version of the dataset that the rows are of; null: the run is over messages, or the version was deleted.',
    }),
    split: t.exposeString('split', { nullable: true, description: 'Split that the rows are of; null: all rows.' }),
    filter: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Filter by which messages were chosen, as given at the start of the run; null: rows of a dataset.',
      select: { filter: true },
      resolve: ({ filter }) => filter,
    }),
    promptName: t.exposeString('promptName', {
      nullable: true,
      description: 'Name of the prompt at the start of the run; null: none.',
    }),
    promptVersion: t.exposeInt('promptVersion', { nullable: true, description: 'Number of the version of the prompt; null: none.' }),
    model: t.exposeString('model', {
      nullable: true,
      description: 'Language model "connection/model", or as the application named it; null: stored answers are scored, or none was named.',
    }),
    scorers: t.field({
      type: [ScorerRef],
      description: `Checks and judges that score each item, at most ${maxScorers}.`,
      select: { scorers: true },
      resolve: ({ scorers }) => [...(scorers as unknown as readonly Scorer[])],
    }),
    metadata: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Whatever the application sent beside; null: nothing.',
      select: { metadata: true },
      resolve: ({ metadata }) => metadata,
    }),
    repetitions: t.exposeInt('repetitions', { description: 'How often each row is answered.' }),
    itemCount: t.exposeInt('total', { description: 'Number of items; of an application those that are expected, 0: not known.' }),
    doneCount: t.exposeInt('done', { description: 'Number of items that are answered and scored.' }),
    failedCount: t.exposeInt('failed', { description: 'Number of items that failed.' }),
    cachedCount: t.exposeInt('cached', { description: 'Number of items whose answer a model had given to the same before.' }),
    costUsd: t.float({
      description:
        'Cost of the run so far in US dollars: answers and judges, by the price book or as reported; calls without a known price count 0.',
      select: { nanoUsd: true },
      resolve: ({ nanoUsd }) => usdFromNano(nanoUsd),
    }),
    estimatedCostUsd: t.float({
      nullable: true,
      description: 'Cost as estimated before, in US dollars; null: no price is known, or an application answers.',
      select: { estimatedNanoUsd: true },
      resolve: ({ estimatedNanoUsd }) => (estimatedNanoUsd === null ? null : usdFromNano(estimatedNanoUsd)),
    }),
    capUsd: t.float({
      nullable: true,
      description: 'Largest cost of the run in US dollars: the run pauses before a call that could pass the cap; null: none is set.',
      select: { capNanoUsd: true },
      resolve: ({ capNanoUsd }) => (capNanoUsd === null ? null : usdFromNano(capNanoUsd)),
    }),
    problem: t.exposeString('problem', { nullable: true, description: 'Reason why the run was paused or given up; null: it was not.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the run was asked for.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the first item was taken up; null: none was.',
    }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'Time when the run ended; null: it has not.' }),
    scores: t.field({
      type: [EvaluationScoreNumbersRef],
      complexity: 10,
      description: 'Numbers of each score by name; at most 100.',
      select: { id: true },
      resolve: async ({ id }, _args, context) => (await numbersOfRun(context).load(id)).slice(0, 100),
    }),
    runScores: t.field({
      type: [EvaluationRunScoreRef],
      complexity: 5,
      description: 'Scores of the run as a whole, as the application gave them; at most 1,000.',
      select: { id: true },
      resolve: async ({ id }, _args, context) => [...(await scoresOfRun(context).load(id))],
    }),
    failures: t.field({
      type: [FailureRef],
      complexity: 10,
      description: 'Reasons why items failed, most first, at most 20.',
      select: { id: true },
      resolve: async ({ id }, _args, { stores, viewer }) => {
        const groups = await stores.prisma.evaluationRunItem.groupBy({
          by: ['failureCode'],
          where: { runId: id, workspaceId: viewer.workspaceId, state: 'FAILED', failureCode: { not: null } },
          _count: true,
          _max: { failureMessage: true },
        });
        return groups
          .map(({ failureCode, _count, _max }) => ({ code: failureCode ?? '', message: _max.failureMessage ?? '', count: _count }))
          .toSorted((one, other) => other.count - one.count)
          .slice(0, 20);
      },
    }),
    items: t.connection(
      {
        type: EvaluationRunItemRef,
        description: 'Items of the run in the order of the rows, of an application in the order of arrival. At most 200 a page.',
        args: {
          state: t.arg({ type: EvaluationItemStateEnum, description: 'Only items in this state; absent: in any.' }),
          score: t.arg.string({ description: 'Only items with a score of this name; absent: all.' }),
          passed: t.arg.boolean({ description: 'Only items of which a score (of that name) passed, or did not; absent: both.' }),
        },
        select: { id: true },
        resolve: ({ id: runId }, { state, score, passed, ...args }, context, info) =>
          resolveCursorConnection(
            { args, toCursor: itemCursor, defaultSize: defaultPageSize, maxSize: maxPageSize },
            async ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
              const asked = { state: state ?? null, score: searchTextOf(score, 'score'), passed: passed ?? null };
              const query = queryFromInfo({ context, info, typeName: 'EvaluationRunItem', path: ['edges', 'node'], select: { id: true } });
              return (await context.stores.prisma.evaluationRunItem.findMany({
                ...query,
                where: itemsWhere({ workspaceId: context.viewer.workspaceId, runId, ...asked, ...endsOf({ after, before }, itemOfCursor) }),
                orderBy: { id: inverted ? 'desc' : 'asc' },
                take: limit,
              } as object)) as EvaluationRunItem[];
            },
          ) as never,
      },
      EvaluationRunItemConnection,
    ),
  }),
});
