import { builder } from '../../../platform/graphql/builder.ts';
import { badCursor, decodeCursor, encodeCursor, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import { BadArgument } from '../../../platform/graphql/errors.ts';
import { searchTextOf } from '../../../platform/ingest/search-text.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { coalesced } from '../../../platform/live/coalesce.ts';
import { TrainingAttemptsEnum } from '../../training/schema/enums.ts';
import { comparePage, mostEpochs, predictionEpochs, predictionPage, scopeOf, type Comparison } from '../load.ts';
import { maxScoreNameLength, type PredictionPlace } from '../types.ts';
import { askedPage, connectionOf, epochOf } from './pages.ts';
import { ComparedSampleRef, PredictionChangeEnum, PredictionEpochRef, PredictionRef, ScoreChangeRef } from './types.ts';

const mostCompared = 10;
const noticeEveryMs = 1_000;
const pageWords = 'A page holds up to 200, and fewer where their texts exceed 8 MB.';

const PredictionConnection = builder.connectionObject(
  { type: PredictionRef, name: 'PredictionConnection', description: 'A page of predictions.' },
  { name: 'PredictionEdge', description: 'A prediction together with its place in a list.' },
);

const ComparisonConnection = builder.connectionObject(
  {
    type: ComparedSampleRef,
    name: 'PredictionComparison',
    description: 'Epochs of a training job side by side: totals over all samples that match the search, and a page of samples.',
    fields: (t) => {
      const of = (parent: unknown): Omit<Comparison, 'page'> & { epochs: readonly number[] } => parent as never;
      return {
        epochs: t.intList({
          description: 'The compared epochs, each once, in the order asked; at most 10.',
          resolve: (parent) => of(parent).epochs,
        }),
        score: t.string({
          nullable: true,
          description: 'Score by which samples are better or worse; null: the first and the last epoch share none.',
          resolve: (parent) => of(parent).score,
        }),
        lowerIsBetter: t.boolean({
          description: 'Whether a smaller value of the score is better.',
          resolve: (parent) => of(parent).lowerIsBetter,
        }),
        sampleCount: t.int({ description: 'Number of samples in any of the epochs.', resolve: (parent) => of(parent).sampleCount }),
        pairedCount: t.int({
          description: 'Number of samples in both the first and the last epoch.',
          resolve: (parent) => of(parent).pairedCount,
        }),
        changedCount: t.int({
          description: 'Number of samples whose text changed from the first epoch to the last.',
          resolve: (parent) => of(parent).changedCount,
        }),
        betterCount: t.int({ description: 'Number of samples whose score became better.', resolve: (parent) => of(parent).betterCount }),
        worseCount: t.int({ description: 'Number of samples whose score became worse.', resolve: (parent) => of(parent).worseCount }),
        change: t.field({
          type: ScoreChangeRef,
          nullable: true,
          description: 'Mean difference of the score between the first epoch and the last; null: no sample has the score in both.',
          resolve: (parent) => of(parent).change,
        }),
      };
    },
  },
  { name: 'ComparedSampleEdge', description: 'A compared sample together with its place in a list.' },
);

const predictionCursor = ({ sampleIndex, epoch, step }: PredictionPlace): string => encodeCursor('predictions', sampleIndex, epoch, step);
function predictionOfCursor(cursor: string, argument: CursorArgument): PredictionPlace {
  const [sampleIndex, epoch, step] = decodeCursor('predictions', 3, cursor, argument).map((part) => wholePart(part, argument));
  return { sampleIndex, epoch, step } as PredictionPlace;
}
const sampleCursor = ({ sampleIndex }: { readonly sampleIndex: number }): string => encodeCursor('compared', sampleIndex);
const sampleOfCursor = (cursor: string, argument: CursorArgument): number =>
  wholePart(decodeCursor('compared', 1, cursor, argument)[0], argument);

function wholePart(part: unknown, argument: CursorArgument): number {
  if (typeof part !== 'number' || !Number.isSafeInteger(part) || part < 0) throw badCursor(argument);
  return part;
}

builder.queryFields((t) => ({
  trainingPredictions: t.connection(
    {
      type: PredictionRef,
      authScopes: { may: 'READ' },
      description: `Predictions of a training job, by sample, epoch and step. ${pageWords}`,
      args: {
        jobId: t.arg.id({ required: true, description: 'Global id of the job.' }),
        epoch: t.arg.int({ description: 'Epoch whose predictions are read; absent: all.' }),
        search: t.arg.string({
          description: 'Text that prompt, reference or prediction must contain, regardless of case; at most 512 characters.',
        }),
        attempts: t.arg({ type: TrainingAttemptsEnum, description: 'Attempts whose predictions are read; absent: CURRENT.' }),
      },
      resolve: async (_root, { jobId, epoch, search, attempts, ...args }, { stores, viewer }) => {
        const key = keyOfNode('TrainingJob', jobId, 'jobId');
        const asked = { epoch: epoch === null || epoch === undefined ? null : epochOf(epoch, 'epoch'), search: searchTextOf(search) };
        const page = askedPage(args, predictionOfCursor);
        const scope = await scopeOf(stores, viewer.workspaceId, key, attempts !== 'ALL');
        return connectionOf(await predictionPage(stores, scope, { ...asked, ...page }), page, predictionCursor) as never;
      },
    },
    PredictionConnection,
  ),
  comparePredictions: t.connection(
    {
      type: ComparedSampleRef,
      authScopes: { may: 'READ' },
      description: `What a model in training answered to the same samples in several epochs, by sample. Of several predictions of a sample in an epoch, the last step of the last attempt counts. ${pageWords}`,
      args: {
        jobId: t.arg.id({ required: true, description: 'Global id of the job.' }),
        epochs: t.arg.intList({
          required: true,
          description: `Epochs to compare, 1 to ${mostCompared}: the first is the base, and changes are those from the first to the last.`,
        }),
        change: t.arg({ type: PredictionChangeEnum, description: 'Only samples of which this is true; absent: all.' }),
        score: t.arg.string({
          description:
            'Score by which samples are better or worse; absent: chrf, rouge_l, exact_match or the first by name that both ends have.',
        }),
        search: t.arg.string({
          description: 'Text that prompt, reference or one of the predictions must contain, regardless of case; at most 512 characters.',
        }),
      },
      resolve: async (_root, { jobId, epochs: sent, change, score, search, ...args }, { stores, viewer }) => {
        const key = keyOfNode('TrainingJob', jobId, 'jobId');
        const epochs = [...new Set(sent)];
        if (epochs.length === 0 || epochs.length > mostCompared)
          throw new BadArgument('epochs', `has ${epochs.length} epochs; 1 to ${mostCompared} are taken`);
        for (const [place, epoch] of sent.entries()) epochOf(epoch, `epochs[${place}]`);
        if ((score ?? '').length > maxScoreNameLength)
          throw new BadArgument('score', `has ${score?.length} characters; at most ${maxScoreNameLength} are taken`);
        const asked = { epochs, change: change ?? null, score: score ?? null, search: searchTextOf(search) };
        const page = askedPage(args, sampleOfCursor);
        const scope = await scopeOf(stores, viewer.workspaceId, key);
        const { page: found, ...totals } = await comparePage(stores, scope, asked, page);
        return { ...totals, epochs, ...connectionOf(found, page, sampleCursor) } as never;
      },
    },
    ComparisonConnection,
  ),
  trainingPredictionEpochs: t.field({
    type: [PredictionEpochRef],
    authScopes: { may: 'READ' },
    description: `Epochs of a training job that have predictions, in their order, with scores; the last ${mostEpochs} of more.`,
    args: { jobId: t.arg.id({ required: true, description: 'Global id of the job.' }) },
    resolve: async (_root, { jobId }, { stores, viewer }) =>
      predictionEpochs(stores, await scopeOf(stores, viewer.workspaceId, keyOfNode('TrainingJob', jobId, 'jobId'))),
  }),
}));

builder.subscriptionField('trainingPredictionsChanged', (t) =>
  t.field({
    type: [PredictionEpochRef],
    authScopes: { may: 'READ' },
    description: `Epochs of a training job that have predictions, with scores, at once and each time when predictions are stored; at most once a second, at most the last ${mostEpochs} epochs.`,
    args: { jobId: t.arg.id({ required: true, description: 'Global id of the job.' }) },
    extensions: { sharing: 'state' },
    subscribe: async (_root, { jobId }, { stores, live, viewer }) => {
      const key = keyOfNode('TrainingJob', jobId, 'jobId');
      await scopeOf(stores, viewer.workspaceId, key);
      return coalesced(live, 'training.predictions', key, { everyMs: noticeEveryMs, first: true }) as AsyncIterable<unknown>;
    },
    resolve: async (_notice, { jobId }, { stores, viewer }) =>
      predictionEpochs(stores, await scopeOf(stores, viewer.workspaceId, keyOfNode('TrainingJob', String(jobId), 'jobId'))),
  }),
);
