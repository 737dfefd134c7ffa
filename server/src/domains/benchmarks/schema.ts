import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { batchArgument } from '../../platform/graphql/limits/lists.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { itemsOf } from '../../platform/ingest/batches.ts';
import { coalesced } from '../../platform/live/coalesce.ts';
import { IngestResultRef } from '../messages/schema/input.ts';
import { deleteRun, deleteSuite, logResults, saveRun } from './commands.ts';
import { maxSamples, maxScore } from './ingest.ts';
import { maxSuites } from './queries.ts';
import { BenchmarkSourceEnum } from './schema/enums.ts';
import { BenchmarkRunRef, BenchmarkSuiteRef } from './schema/suite.ts';
import './schema/comparison.ts';

const noticeEveryMs = 1_000;

const BenchmarkRunInputRef = builder.inputType('BenchmarkRunInput', {
  description:
    'A run of a benchmark. One by externalId: saved again, fields that are absent or null stay as they were. Ids and names have 1 to 512 characters.',
  fields: (t) => ({
    suite: t.string({ required: true, description: 'Name of the benchmark; it is made where there is none of the name.' }),
    model: t.string({ required: true, description: 'Name of the model, as messages name it.' }),
    modelVersion: t.string({ description: 'Version of the model.' }),
    externalId: t.string({ description: 'Your id of the run; absent: each call makes a new run.' }),
    source: t.field({ type: BenchmarkSourceEnum, description: 'Origin of the results; absent: API.' }),
    configuration: t.field({
      type: 'JSON',
      description: 'How the model was asked: an object of shots, temperature and so on, at most 1 MiB of JSON.',
    }),
    startedAt: t.field({ type: 'DateTime', description: 'Start of the run, from 2000 to one day ahead; absent: endedAt, else now.' }),
    endedAt: t.field({ type: 'DateTime', description: 'End of the run, from 2000 to one day ahead.' }),
  }),
});

const BenchmarkResultInputRef = builder.inputType('BenchmarkResultInput', {
  description:
    'What a model answered to an item of a benchmark. One by item and sample: sent again it replaces the stored one. Has at least one of isCorrect, score, answer and error.',
  fields: (t) => ({
    itemId: t.string({ required: true, description: 'Id by which the benchmark knows the item, 1 to 512 characters.' }),
    sample: t.int({ description: `Number of the answer to its item in the run, 0 to ${maxSamples - 1}; absent: 0.` }),
    category: t.string({ description: 'Category of the item, 1 to 512 characters; absent: as stored.' }),
    input: t.string({ description: 'Text that the model was given, at most 1 MiB; absent: as stored.' }),
    target: t.string({ description: 'Answer that is wanted, at most 1 MiB; absent: as stored.' }),
    answer: t.string({ description: 'Text that the model answered, at most 1 MiB.' }),
    isCorrect: t.boolean({
      description:
        'Whether the answer is correct; absent: a score of 1 is correct and one of 0 is wrong; without a score, whether answer and target are the same text, blanks around them aside; with an error, nothing is decided.',
    }),
    score: t.float({ description: `Score of the answer, by which runs are averaged; ${-maxScore} to ${maxScore}.` }),
    scores: t.field({ type: 'JSON', description: 'Further scores: numbers by name.' }),
    error: t.string({ description: 'Error in place of an answer, at most 1 MiB.' }),
    latencyMs: t.int({ description: 'Duration of the call in milliseconds, 0 or more.' }),
    inputTokens: t.int({ description: 'Number of input tokens, 0 or more.' }),
    outputTokens: t.int({ description: 'Number of output tokens, 0 or more.' }),
    costUsd: t.float({ description: 'Cost of the call in US dollars, 0 or more.' }),
    at: t.field({ type: 'DateTime', description: 'Time when the model answered, from 2000 to one day ahead; absent: now.' }),
  }),
});

builder.queryFields((t) => ({
  benchmarkSuites: t.prismaField({
    type: [BenchmarkSuiteRef],
    authScopes: { may: 'READ' },
    description: `Benchmarks of the workspace, by name; at most ${maxSuites}.`,
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.benchmarkSuite.findMany({ ...query, where: { workspaceId: viewer.workspaceId }, orderBy: { name: 'asc' } }),
  }),
}));

builder.mutationFields((t) => ({
  saveBenchmarkRun: t.prismaField({
    type: BenchmarkRunRef,
    authScopes: { may: 'INGEST' },
    description: 'Saves a run of a benchmark, to which results are then logged.',
    args: { input: t.arg({ type: BenchmarkRunInputRef, required: true, description: 'The run to save.' }) },
    resolve: async (_query, _root, { input }, { stores, live, viewer }) =>
      unwrap(await saveRun({ stores, live }, viewer.workspaceId, input, new Date()), 'input'),
  }),
  logBenchmarkResults: t.field({
    type: IngestResultRef,
    authScopes: { may: 'INGEST' },
    description:
      'Stores up to 5,000 results of a benchmark run. A bad one is rejected by index, field and reason; all others are durable when this answers, masked by the data policy. Sending the same again changes nothing.',
    args: {
      runId: t.arg.id({ required: true, description: 'Global id of the run.' }),
      results: t.arg({
        type: [BenchmarkResultInputRef],
        required: true,
        extensions: batchArgument,
        description: 'Results to store. Send them as a variable.',
      }),
    },
    resolve: async (_root, { runId, results }, { stores, live, viewer }) => {
      const batch = { runId: keyOfNode('BenchmarkRun', runId, 'runId'), items: itemsOf(results) };
      return unwrap(await logResults({ stores, live }, viewer.workspaceId, batch, new Date()));
    },
  }),
  deleteBenchmarkRun: t.globalID({
    authScopes: { may: 'DELETE_DATA' },
    description: 'Deletes a run of a benchmark with its results, and returns its id.',
    args: { id: t.arg.globalID({ required: true, for: BenchmarkRunRef, description: 'Global id of the run.' }) },
    resolve: async (_root, { id }, { stores, live, viewer }) => ({
      type: BenchmarkRunRef,
      id: unwrap(await deleteRun({ stores, live }, viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
  deleteBenchmarkSuite: t.globalID({
    authScopes: { may: 'DELETE_DATA' },
    description: 'Deletes a benchmark with its items, runs and results, and returns its id.',
    args: { id: t.arg.globalID({ required: true, for: BenchmarkSuiteRef, description: 'Global id of the benchmark.' }) },
    resolve: async (_root, { id }, { stores, live, viewer }) => ({
      type: BenchmarkSuiteRef,
      id: unwrap(await deleteSuite({ stores, live }, viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
}));

builder.subscriptionField('benchmarksChanged', (t) =>
  t.boolean({
    authScopes: { may: 'READ' },
    description: 'A notice each time when runs or results of benchmarks were stored or deleted, at most once a second; always true.',
    extensions: { sharing: 'state' },
    subscribe: (_root, _args, { live, viewer }) =>
      coalesced(live, 'benchmarks.changed', viewer.workspaceId, { everyMs: noticeEveryMs }) as AsyncIterable<unknown>,
    resolve: () => true,
  }),
);
