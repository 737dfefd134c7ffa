import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { lastChangeField } from '../../audit/schema/last-change.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { endsOf } from '../../../platform/graphql/cursors.ts';
import { BadArgument } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { maxSearchTextLength, searchTextOf } from '../../../platform/ingest/search-text.ts';
import { resultPage } from '../load.ts';
import { countsOfSuite, numbersOfRun, usageOfRun } from '../loaders.ts';
import { passAt, type AnswerCount } from '../pure/pass-at.ts';
import { answerCounts } from '../queries/numbers.ts';
import { maxSamples } from '../ingest.ts';
import { BenchmarkOutcomeEnum, BenchmarkSourceEnum } from './enums.ts';
import { BenchmarkNumbersRef } from './numbers.ts';
import { ResultConnection, BenchmarkResultRef, resultCursor, resultOfCursor } from './results.ts';

/** Runs of a suite that are shown. */
const mostRuns = 500;
const mostPassAts = 10;

const PassAtRef = builder
  .objectRef<{ readonly k: number; readonly value: number | null; readonly itemCount: number }>('PassAtK')
  .implement({
    description: 'Share of items of which at least one of k answers is correct, by the unbiased estimate of Chen et al. (2021).',
    fields: (t) => ({
      k: t.exposeInt('k', { description: 'Number of answers to each item.' }),
      value: t.exposeFloat('value', { nullable: true, description: 'Estimated share, 0 to 1; null: no item has k answers.' }),
      itemCount: t.exposeInt('itemCount', { description: 'Number of items with k or more answers, which the estimate covers.' }),
    }),
  });

export const BenchmarkRunRef = builder.prismaNode('BenchmarkRun', {
  id: { field: 'id' },
  nullable: true,
  description: 'A model tested once with a benchmark.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true },
  fields: (t) => ({
    suite: t.relation('suite', { description: 'Benchmark that the model was tested with.' }),
    externalId: t.exposeString('externalId', { description: 'Your id of the run; one that was made where you sent none.' }),
    model: t.exposeString('model', { description: 'Name of the model, as messages name it.' }),
    modelVersion: t.exposeString('modelVersion', { nullable: true, description: 'Version of the model; null: not sent.' }),
    source: t.expose('source', { type: BenchmarkSourceEnum, description: 'Origin of the results.' }),
    configuration: t.expose('configuration', {
      type: 'JSON',
      description: 'How the model was asked, as sent: shots, temperature and so on.',
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'Start of the run; when it was first saved where none was sent.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'End of the run; null: not sent.' }),
    numbers: t.field({
      type: BenchmarkNumbersRef,
      description: 'Numbers of the run over all of its items.',
      resolve: async ({ id }, _args, context) => (await numbersOfRun(context).load(id)).whole,
    }),
    byCategory: t.field({
      type: [BenchmarkNumbersRef],
      description: 'Numbers of the run by category of the items, by name; items without a category are left out.',
      resolve: async ({ id }, _args, context) => (await numbersOfRun(context).load(id)).byCategory,
    }),
    passAt: t.field({
      type: [PassAtRef],
      description: `Estimates of pass@k of the run; at most ${mostPassAts}.`,
      args: { k: t.arg.intList({ required: true, description: `Numbers of answers, 1 to ${maxSamples} each; at most ${mostPassAts}.` }) },
      resolve: async ({ id }, { k }, { stores, viewer }) => {
        if (k.length > mostPassAts) throw new BadArgument('k', `has ${k.length} numbers; at most ${mostPassAts} are taken`);
        for (const [place, one] of k.entries())
          if (one < 1 || one > maxSamples) throw new BadArgument(`k[${place}]`, `is ${one}; 1 to ${maxSamples} is taken`);
        const counts: AnswerCount[] = await answerCounts(stores.postgres, { workspaceId: viewer.workspaceId, runId: id });
        return k.map((one) => ({ k: one, value: null, itemCount: 0, ...passAt(one, counts) }));
      },
    }),
    p50LatencyMs: t.float({
      nullable: true,
      description: 'Median duration of a call in milliseconds; null: none was sent.',
      resolve: async ({ id }, _args, context) => (await usageOfRun(context).load(id))?.p50LatencyMs ?? null,
    }),
    p95LatencyMs: t.float({
      nullable: true,
      description: '95th percentile of the duration of a call in milliseconds; null: none was sent.',
      resolve: async ({ id }, _args, context) => (await usageOfRun(context).load(id))?.p95LatencyMs ?? null,
    }),
    inputTokens: t.field({
      type: 'BigInt',
      nullable: true,
      description: 'Sum of the input tokens of all answers; null: none were sent.',
      resolve: async ({ id }, _args, context) => (await usageOfRun(context).load(id))?.inputTokens ?? null,
    }),
    outputTokens: t.field({
      type: 'BigInt',
      nullable: true,
      description: 'Sum of the output tokens of all answers; null: none were sent.',
      resolve: async ({ id }, _args, context) => (await usageOfRun(context).load(id))?.outputTokens ?? null,
    }),
    costUsd: t.float({
      nullable: true,
      description: 'Sum of the costs of all answers in US dollars, as sent; null: none was sent.',
      resolve: async ({ id }, _args, context) => (await usageOfRun(context).load(id))?.costUsd ?? null,
    }),
    results: t.connection(
      {
        type: BenchmarkResultRef,
        description: 'Results of the run by item, in the order in which items became known. At most 200 a page.',
        args: {
          outcome: t.arg({ type: BenchmarkOutcomeEnum, description: 'Only results of this outcome; absent: all.' }),
          category: t.arg.string({ description: 'Only items of this category; absent: all.' }),
          search: t.arg.string({
            description: `Text that item id, input, target, answer or error must contain, regardless of case; at most ${maxSearchTextLength} characters.`,
          }),
        },
        resolve: ({ id }, { outcome, category, search, ...args }, { stores, viewer }) => {
          const asked = { outcome: outcome ?? null, category: searchTextOf(category, 'category'), search: searchTextOf(search) };
          return resolveCursorConnection(
            { args, toCursor: resultCursor, defaultSize: defaultPageSize, maxSize: maxPageSize },
            ({ after, before, limit, inverted: isInverted }: ResolveCursorConnectionArgs) =>
              resultPage(stores, viewer.workspaceId, {
                runId: id,
                ...asked,
                ...endsOf({ after, before }, resultOfCursor),
                limit,
                isInverted,
              }),
          ) as never;
        },
      },
      ResultConnection,
    ),
  }),
});

export const BenchmarkSuiteRef = builder.prismaNode('BenchmarkSuite', {
  id: { field: 'id' },
  nullable: true,
  description: 'A benchmark: items that models are tested with. The first run that names a suite makes it.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the benchmark, unique in the workspace.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when a run first named the suite.' }),
    itemCount: t.int({
      description: 'Number of items that runs have sent.',
      resolve: async ({ id }, _args, context) => (await countsOfSuite(context).load(id)).itemCount,
    }),
    runCount: t.int({
      description: 'Number of runs of the suite.',
      resolve: async ({ id }, _args, context) => (await countsOfSuite(context).load(id)).runCount,
    }),
    lastRunAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Start of the latest run; null: there is none.',
      resolve: async ({ id }, _args, context) => (await countsOfSuite(context).load(id)).lastRunAt,
    }),
    runs: t.relation('runs', {
      description: `Runs of the suite, latest start first; at most ${mostRuns}.`,
      args: { model: t.arg.string({ description: 'Only runs of the model of this name; absent: of all.' }) },
      query: ({ model }) => ({
        where: model === null || model === undefined ? {} : { model },
        orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
        take: mostRuns,
      }),
    }),
  }),
});

builder.prismaObjectField('BenchmarkSuite', 'lastChange', (t) => t.field(lastChangeField('BenchmarkSuite', 'suite', ({ id }) => id)));
builder.prismaObjectField('BenchmarkRun', 'lastChange', (t) => t.field(lastChangeField('BenchmarkRun', 'run', ({ id }) => id)));
