import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { batchArgument } from '../../platform/graphql/limits/lists.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { itemsOf } from '../../platform/ingest/batches.ts';
import { IngestResultRef } from '../messages/schema/input.ts';
import { logPredictions } from './commands.ts';
import { maxScoreCount, maxScoreNameLength } from './types.ts';
import './schema/read.ts';

const PredictionInputRef = builder.inputType('PredictionInput', {
  description:
    'What a model in training answered to a sample. One by job, sampleIndex, epoch and step: the same again replaces it. Texts have at most 1 MiB.',
  fields: (t) => ({
    epoch: t.int({ required: true, description: 'Number of the epoch, 0 or more.' }),
    step: t.field({ type: 'Step', description: 'Step of the trainer; absent: 0.' }),
    sampleIndex: t.int({
      required: true,
      description: 'Number by which you know the sample, 0 or more: predictions of several epochs are compared by it.',
    }),
    prompt: t.string({ required: true, description: 'Text that the model was given.' }),
    reference: t.string({ description: 'Answer that is wanted; absent: none is known.' }),
    prediction: t.string({ required: true, description: 'Text that the model answered; it may be empty.' }),
    scores: t.field({
      type: 'JSON',
      description: `Scores: numbers by name, or the texts "NaN", "Infinity", "-Infinity"; at most ${maxScoreCount}, with names of 1 to ${maxScoreNameLength} characters. One that is named exact_match, chrf or rouge_l is stored in place of the computed one.`,
    }),
    attempt: t.int({ description: 'Attempt that made the prediction, from 1; absent: the current one.' }),
    at: t.field({ type: 'DateTime', description: 'Time when the model answered, from 2000 to one day ahead; absent: now.' }),
  }),
});

builder.mutationField('logPredictions', (t) =>
  t.field({
    type: IngestResultRef,
    authScopes: { may: 'INGEST' },
    description:
      'Stores up to 5,000 predictions of a training job. A bad one is rejected by index, field and reason; all others are durable when this answers, masked by the data policy and scored against their references. Sending the same again changes nothing.',
    args: {
      jobId: t.arg.id({ required: true, description: 'Global id of the job.' }),
      predictions: t.arg({
        type: [PredictionInputRef],
        required: true,
        extensions: batchArgument,
        description: 'Predictions to store. Send them as a variable.',
      }),
    },
    resolve: async (_root, { jobId, predictions }, { stores, live, viewer }) => {
      const batch = { jobId: keyOfNode('TrainingJob', jobId, 'jobId'), items: itemsOf(predictions) };
      return unwrap(await logPredictions({ stores, live }, viewer.workspaceId, batch, new Date()));
    },
  }),
);
