import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { shownValue } from '../../training/pure/curve.ts';
import '../../training/schema/scalars.ts';
import type { ComparedSample, EpochScore, MeasuredChange, PredictionEpoch } from '../load.ts';
import type { PredictionChange, ScoreVerdict, StoredPrediction } from '../types.ts';

export const PredictionChangeEnum = describedEnum<PredictionChange>(
  'PredictionChange',
  'What became of the prediction of a sample from the first compared epoch to the last.',
  {
    CHANGED: 'The text is another one.',
    UNCHANGED: 'The text is the same.',
    BETTER: 'The score became better.',
    WORSE: 'The score became worse.',
  },
);

const ScoreVerdictEnum = describedEnum<ScoreVerdict>('ScoreVerdict', 'Whether a mean difference of scores shows a change.', {
  BETTER: 'The interval lies on the better side of zero.',
  WORSE: 'The interval lies on the worse side of zero.',
  NOT_DECISIVE: 'Zero lies within the interval, or there are too few samples for an interval.',
});

export const ScoreChangeRef = builder.objectRef<MeasuredChange>('ScoreChange').implement({
  description:
    "Mean difference of a score between two epochs, over the samples that have a finite score in both (paired), with its 95 % interval by Student's t.",
  fields: (t) => ({
    sampleCount: t.exposeInt('sampleCount', { description: 'Number of samples that have the score in both epochs.' }),
    mean: t.exposeFloat('mean', { description: 'Mean of the differences, later less earlier.' }),
    low: t.float({
      nullable: true,
      description: 'Lower end of the 95 % interval; null: fewer than two samples.',
      resolve: ({ interval }) => interval?.low ?? null,
    }),
    high: t.float({
      nullable: true,
      description: 'Upper end of the 95 % interval; null: fewer than two samples.',
      resolve: ({ interval }) => interval?.high ?? null,
    }),
    verdict: t.expose('verdict', { type: ScoreVerdictEnum, description: 'Whether the difference shows a change.' }),
  }),
});

const EpochScoreRef = builder.objectRef<EpochScore>('PredictionScore').implement({
  description: 'A score over the samples of one epoch; values that are not finite are left out.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the score.' }),
    lowerIsBetter: t.exposeBoolean('lowerIsBetter', {
      description: 'Whether a smaller value is better, by words of the name such as "loss" and "distance".',
    }),
    sampleCount: t.exposeInt('sampleCount', { description: 'Number of samples that have the score.' }),
    mean: t.exposeFloat('mean', { description: 'Mean of the score.' }),
    low: t.float({
      nullable: true,
      description:
        "Lower end of the mean's 95 % interval, by Student's t; by Wilson's score where every value is 0 or 1. null: fewer than two samples.",
      resolve: ({ interval }) => interval?.low ?? null,
    }),
    high: t.float({
      nullable: true,
      description: "Upper end of the mean's 95 % interval; null: fewer than two samples.",
      resolve: ({ interval }) => interval?.high ?? null,
    }),
    change: t.expose('change', {
      type: ScoreChangeRef,
      nullable: true,
      description: 'Difference from the same samples in the first epoch; null: this is the first epoch, or no sample is in both.',
    }),
  }),
});

export const PredictionEpochRef = builder.objectRef<PredictionEpoch>('PredictionEpoch').implement({
  description: 'An epoch of a training job that has predictions. Of several predictions of a sample the last one counts in its scores.',
  fields: (t) => ({
    epoch: t.exposeInt('epoch', { description: 'Number of the epoch, as logged.' }),
    predictionCount: t.exposeInt('predictionCount', { description: 'Number of predictions.' }),
    sampleCount: t.exposeInt('sampleCount', { description: 'Number of different samples.' }),
    firstStep: t.expose('firstStep', { type: 'Step', description: 'First step at which predictions were made.' }),
    lastStep: t.expose('lastStep', { type: 'Step', description: 'Last step at which predictions were made.' }),
    scores: t.expose('scores', {
      type: [EpochScoreRef],
      description: 'Scores by name, in the order of names; at most as many as were logged.',
    }),
  }),
});

export const PredictionRef = builder.objectRef<StoredPrediction>('Prediction').implement({
  description: 'What a model in training answered to a sample.',
  fields: (t) => ({
    epoch: t.exposeInt('epoch', { description: 'Number of the epoch, as logged.' }),
    step: t.expose('step', { type: 'Step', description: 'Step of the trainer; 0 where none was sent.' }),
    sampleIndex: t.exposeInt('sampleIndex', { description: 'Number by which the trainer knows the sample.' }),
    attempt: t.exposeInt('attempt', { description: 'Attempt that made the prediction, from 1.' }),
    prompt: t.exposeString('prompt', { description: 'Text that the model was given.' }),
    reference: t.exposeString('reference', { nullable: true, description: 'Answer that is wanted; null: none is known.' }),
    prediction: t.exposeString('prediction', { description: 'Text that the model answered.' }),
    scores: t.field({
      type: 'JSON',
      description:
        'Scores: numbers by name, or the texts "NaN", "Infinity", "-Infinity". Those that were sent; and, where a reference is known and they were not sent, exact_match, chrf and rouge_l, 0 to 1.',
      resolve: ({ scores }) => Object.fromEntries([...scores].map(([name, score]) => [name, shownValue(score)])),
    }),
    at: t.expose('at', { type: 'DateTime', description: 'Time when the model answered; by default when the prediction was received.' }),
  }),
});

export const ComparedSampleRef = builder.objectRef<ComparedSample>('ComparedSample').implement({
  description: 'A sample of a training job with its predictions in the compared epochs.',
  fields: (t) => ({
    sampleIndex: t.exposeInt('sampleIndex', { description: 'Number by which the trainer knows the sample.' }),
    prompt: t.string({
      description: 'Text that the model was given, as in the last of the epochs that has the sample.',
      resolve: ({ predictions }) => predictions.at(-1)?.prompt ?? '',
    }),
    reference: t.string({
      nullable: true,
      description: 'Answer that is wanted, as in the last of the epochs that has the sample; null: none is known.',
      resolve: ({ predictions }) => predictions.at(-1)?.reference ?? null,
    }),
    predictions: t.expose('predictions', {
      type: [PredictionRef],
      description: 'Predictions of the epochs that have the sample, at most one of each epoch, in the order of epochs.',
    }),
    isChanged: t.exposeBoolean('isChanged', {
      nullable: true,
      description: 'Whether the text of the last epoch differs from that of the first; null: one of the two has no such sample.',
    }),
    scoreChange: t.exposeFloat('scoreChange', {
      nullable: true,
      description: 'Score of the last epoch less that of the first; null: one of the two has no finite score of the sample.',
    }),
    isBetter: t.exposeBoolean('isBetter', { description: 'Whether the score became better from the first epoch to the last.' }),
    isWorse: t.exposeBoolean('isWorse', { description: 'Whether the score became worse from the first epoch to the last.' }),
  }),
});
