import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { usdFromNano } from '../../prices/pure/rates.ts';
import { numbersById } from '../loaders.ts';
import { JudgeRunKindEnum, JudgeRunStateEnum } from './enums.ts';
import { CorrectedMeanRef, JudgeMeanRef } from './measured.ts';

const LabelCountRef = builder.objectRef<{ readonly label: string; readonly count: number }>('JudgeLabelCount').implement({
  description: 'How many messages of a run have a verdict.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'Verdict "pass" or "fail", or a category.' }),
    count: t.exposeInt('count', { description: 'Number of messages with the verdict.' }),
  }),
});

const FailureRef = builder
  .objectRef<{ readonly code: string; readonly message: string; readonly count: number }>('JudgeFailure')
  .implement({
    description: 'A reason why messages of a run could not be judged.',
    fields: (t) => ({
      code: t.exposeString('code', { description: 'Code of the reason, such as RATE_LIMITED or BAD_OUTPUT.' }),
      message: t.exposeString('message', { description: 'Reason of one of the messages, in words.' }),
      count: t.exposeInt('count', { description: 'Number of messages with the code.' }),
    }),
  });

export const JudgeRunRef = builder.prismaNode('JudgeRun', {
  id: { field: 'id' },
  nullable: true,
  description: 'Messages for a judge to judge, with the progress.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    judge: t.relation('judge', { description: 'Judge of the run.' }),
    kind: t.expose('kind', { type: JudgeRunKindEnum, description: 'What the run is over.' }),
    state: t.expose('state', { type: JudgeRunStateEnum, description: 'State of the run.' }),
    sides: t.exposeStringList('sides', { description: 'Names of the sides of a comparison of pairs; empty: the run is none.' }),
    total: t.exposeInt('total', { description: 'Number of messages to judge; of pairs each order counts.' }),
    done: t.exposeInt('done', { description: 'Number of messages that are judged.' }),
    failed: t.exposeInt('failed', { description: 'Number of messages that could not be judged.' }),
    cached: t.exposeInt('cached', {
      description: 'Number of judged messages whose text the same version of the judge had judged before: no model was asked.',
    }),
    costUsd: t.float({
      description: 'Cost of the run so far, in US dollars by the price book; calls without a known price count 0.',
      select: { nanoUsd: true },
      resolve: ({ nanoUsd }) => usdFromNano(nanoUsd),
    }),
    estimatedCostUsd: t.float({
      nullable: true,
      description: 'Cost of the run as estimated before, in US dollars; null: no price is known, or new answers are judged as they come.',
      select: { estimatedNanoUsd: true },
      resolve: ({ estimatedNanoUsd }) => (estimatedNanoUsd === null ? null : usdFromNano(estimatedNanoUsd)),
    }),
    problem: t.exposeString('problem', { nullable: true, description: 'Reason why the run was paused or given up; null: it was not.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the run was asked for.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the first message was taken up; null: none was.',
    }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'Time when the run ended; null: it has not.' }),
    mean: t.field({
      type: JudgeMeanRef,
      nullable: true,
      complexity: 10,
      description: 'Mean of the verdicts with its interval; null: there is none yet, or the scale is CATEGORY, or pairs are compared.',
      select: { id: true },
      resolve: async ({ id }, _args, context) => (await numbersById(context).load(id))?.judged ?? null,
    }),
    corrected: t.field({
      type: CorrectedMeanRef,
      nullable: true,
      complexity: 10,
      description: 'Mean that people would have given; null: people have judged fewer than 10 of the messages, or all of them the same.',
      select: { id: true },
      resolve: async ({ id }, _args, context) => (await numbersById(context).load(id))?.corrected ?? null,
    }),
    labels: t.field({
      type: [LabelCountRef],
      complexity: 10,
      description: 'Verdicts or categories with their counts, most first, at most 20; empty: the scale is one of numbers.',
      select: { id: true },
      resolve: async ({ id }, _args, context) => [...((await numbersById(context).load(id))?.labels ?? [])],
    }),
    failures: t.field({
      type: [FailureRef],
      complexity: 10,
      description: 'Reasons why messages could not be judged, most first, at most 20.',
      select: { id: true },
      resolve: async ({ id }, _args, { stores, viewer }) => {
        const groups = await stores.prisma.judgeItem.groupBy({
          by: ['failureCode'],
          where: { runId: id, workspaceId: viewer.workspaceId, state: { in: ['FAILED', 'SKIPPED'] }, failureCode: { not: null } },
          _count: true,
          _max: { failureMessage: true },
        });
        return groups
          .map(({ failureCode, _count, _max }) => ({ code: failureCode ?? '', message: _max.failureMessage ?? '', count: _count }))
          .toSorted((one, other) => other.count - one.count)
          .slice(0, 20);
      },
    }),
  }),
});
