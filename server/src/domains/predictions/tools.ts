import { pageLink } from '../../platform/tools/links.ts';
import type { Shaped } from '../../platform/tools/shape.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { BadToolArgument, defineTool, type Arguments } from '../../platform/tools/tool.ts';

const jobId = { type: 'string', isRequired: true, description: 'Training job: its id, external id or name' } as const;
const most = 200;
const limit = {
  type: 'integer',
  minimum: 1,
  maximum: most,
  description: `Max predictions to return (default: 50, at most ${most})`,
} as const;
const offset = { type: 'integer', minimum: 0, maximum: most - 1, description: 'Pagination offset' } as const;

interface Row {
  readonly sampleIndex: number;
  readonly epoch: number;
  readonly step: number;
  readonly prompt: string;
  readonly reference: string | null;
  readonly prediction: string;
  readonly scores: Readonly<Record<string, number>>;
}
interface Epoch {
  readonly epoch: number;
  readonly firstStep: number;
  readonly lastStep: number;
  readonly predictionCount: number;
  readonly sampleCount: number;
  readonly scores: readonly {
    readonly name: string;
    readonly mean: number;
    readonly low: number | null;
    readonly high: number | null;
    readonly sampleCount: number;
  }[];
}
interface Page {
  readonly trainingPredictions: { readonly edges: readonly { readonly node: Row }[]; readonly pageInfo: { readonly hasNextPage: boolean } };
  readonly trainingPredictionEpochs: readonly Epoch[];
}

function firstOf({ limit: asked = 50, offset: from = 0 }: Arguments): number {
  const first = Number(asked) + Number(from);
  if (first > most)
    throw new BadToolArgument(
      'offset',
      `offset and limit are ${first} together; at most ${most} predictions are reached. Ask for one epoch.`,
    );
  return first;
}

function pageOf(
  { trainingPredictions, trainingPredictionEpochs }: Page,
  args: Arguments,
  epochs: readonly Epoch[] = trainingPredictionEpochs,
): Shaped {
  const skipped = Number(args['offset'] ?? 0);
  const total = epochs.reduce((sum, { predictionCount }) => sum + predictionCount, 0);
  return {
    facts: [fact('predictionCount', 'Predictions', total), fact('epochCount', 'Epochs with predictions', trainingPredictionEpochs.length)],
    table: tableOf(
      trainingPredictions.edges.slice(skipped).map(({ node }) => node),
      (at) => [
        at.number('sample', 'Sample', (row) => row.sampleIndex),
        at.number('epoch', 'Epoch', (row) => row.epoch),
        at.number('step', 'Step', (row) => row.step),
        at.payload('prompt', 'Prompt', (row) => row.prompt),
        at.payload('reference', 'Reference', (row) => row.reference),
        at.payload('prediction', 'Prediction', (row) => row.prediction),
        at.text('scores', 'Scores', (row) => JSON.stringify(row.scores)),
      ],
      { total, hasMore: trainingPredictions.pageInfo.hasNextPage },
    ),
    links: [pageLink('This training job', `/training/${encodeURIComponent(String(args['jobId']))}`)],
    notes: total === 0 ? ['The job has no predictions here.'] : [],
  };
}

const fields = 'sampleIndex epoch step prompt reference prediction scores';
const epochFields = 'epoch firstStep lastStep predictionCount sampleCount scores { name mean low high sampleCount }';
const variables = (args: Arguments): Record<string, unknown> => ({ jobId: args['jobId'], epoch: args['epoch'], first: firstOf(args) });
const document = `query ($jobId: ID!, $epoch: Int, $first: Int) {
  trainingPredictions(jobId: $jobId, epoch: $epoch, first: $first) { edges { node { ${fields} } } pageInfo { hasNextPage } }
  trainingPredictionEpochs(jobId: $jobId) { ${epochFields} }
}`;
const references = { jobId: 'trainingJob' };

interface Compared {
  readonly comparePredictions: {
    readonly score: string | null;
    readonly sampleCount: number;
    readonly pairedCount: number;
    readonly changedCount: number;
    readonly betterCount: number;
    readonly worseCount: number;
    readonly change: {
      readonly mean: number;
      readonly low: number | null;
      readonly high: number | null;
      readonly sampleCount: number;
      readonly verdict: string;
    } | null;
    readonly edges: readonly {
      readonly node: {
        readonly sampleIndex: number;
        readonly prompt: string;
        readonly reference: string | null;
        readonly scoreChange: number | null;
        readonly predictions: readonly { readonly epoch: number; readonly prediction: string }[];
      };
    }[];
  };
}

export const trainingPredictionsTool = defineTool({
  name: 'training_predictions',
  title: 'Training predictions',
  description: 'Predictions of a model in training: of a job or an epoch, beside each other over epochs, and which epochs have any.',
  group: 'training',
  readsPayload: true,
  words: ['prediction', 'epoch', 'sample', 'output', 'training', 'improve', 'compare', 'generation'],
  operations: {
    get_predictions: {
      about: 'predictions of a job',
      words: ['show', 'prediction', 'sample'],
      document,
      computed: ['epoch', 'first'],
      arguments: { jobId, limit, offset },
      references,
      variables,
      shape: (answer: Page, args) => pageOf(answer, args),
    },
    get_predictions_by_epoch: {
      about: 'predictions of one epoch',
      words: ['epoch', 'prediction'],
      document,
      computed: ['first'],
      arguments: { jobId, epoch: { type: 'integer', isRequired: true, minimum: 0, description: 'Epoch number' }, limit, offset },
      references,
      variables,
      shape: (answer: Page, args) =>
        pageOf(
          answer,
          args,
          answer.trainingPredictionEpochs.filter(({ epoch }) => epoch === args['epoch']),
        ),
    },
    compare_epochs: {
      about: 'predictions for the same samples over epochs, with what became better and worse',
      words: ['compare', 'improve', 'better', 'worse', 'between epochs'],
      document: `query ($jobId: ID!, $epochs: [Int!]!, $first: Int) {
        comparePredictions(jobId: $jobId, epochs: $epochs, first: $first) {
          score sampleCount pairedCount changedCount betterCount worseCount change { mean low high sampleCount verdict }
          edges { node { sampleIndex prompt reference scoreChange predictions { epoch prediction } } }
        }
      }`,
      computed: ['first'],
      arguments: {
        jobId,
        epochs: { type: 'numbers', isRequired: true, description: 'Epoch numbers to compare, 1 to 10: the first is the base' },
        limit,
        offset,
      },
      references,
      variables: (args) => ({ jobId: args['jobId'], epochs: args['epochs'], first: firstOf(args) }),
      shape: ({ comparePredictions: compared }: Compared, args) => {
        const { change } = compared;
        const interval = change === null || change.low === null || change.high === null ? null : { low: change.low, high: change.high };
        return {
          facts: [
            fact('score', 'Score that is compared', compared.score),
            fact('change', 'Mean change of the score', change?.mean, { interval, n: change?.sampleCount ?? null }),
            fact('verdict', 'Verdict', change?.verdict),
            fact('betterCount', 'Samples that became better', compared.betterCount),
            fact('worseCount', 'Samples that became worse', compared.worseCount),
            fact('changedCount', 'Samples whose prediction changed', compared.changedCount),
            fact('pairedCount', 'Samples in both ends', compared.pairedCount),
          ],
          table: tableOf(
            compared.edges.slice(Number(args['offset'] ?? 0)).map(({ node }) => node),
            (at) => [
              at.number('sample', 'Sample', (row) => row.sampleIndex),
              at.payload('prompt', 'Prompt', (row) => row.prompt),
              at.payload('reference', 'Reference', (row) => row.reference),
              at.payload('predictions', 'Predictions', (row) =>
                row.predictions.map(({ epoch, prediction }) => `epoch ${epoch}: ${prediction}`).join(' · '),
              ),
              at.number('scoreChange', 'Change of the score', (row) => row.scoreChange),
            ],
            { total: compared.sampleCount },
          ),
          links: [pageLink('This training job', `/training/${encodeURIComponent(String(args['jobId']))}`)],
        };
      },
    },
    list_available_epochs: {
      about: 'epochs that have predictions, with their scores',
      words: ['which epochs', 'available'],
      document: `query ($jobId: ID!) { trainingPredictionEpochs(jobId: $jobId) { ${epochFields} } }`,
      arguments: { jobId },
      references,
      shape: ({ trainingPredictionEpochs: epochs }: Pick<Page, 'trainingPredictionEpochs'>, args) => ({
        facts: [fact('epochCount', 'Epochs with predictions', epochs.length), fact('lastEpoch', 'Last epoch', epochs.at(-1)?.epoch)],
        table: tableOf(epochs, (at) => [
          at.number('epoch', 'Epoch', (row) => row.epoch),
          at.number('predictions', 'Predictions', (row) => row.predictionCount),
          at.number('samples', 'Samples', (row) => row.sampleCount),
          at.number('lastStep', 'Last step', (row) => row.lastStep),
          at.text('scores', 'Mean scores', (row) =>
            row.scores.map(({ name, mean }) => `${name} ${Number(mean.toPrecision(4))}`).join(', '),
          ),
        ]),
        links: [pageLink('This training job', `/training/${encodeURIComponent(String(args['jobId']))}`)],
        notes: epochs.length === 0 ? ['The job has no predictions.'] : [],
      }),
    },
  },
});
