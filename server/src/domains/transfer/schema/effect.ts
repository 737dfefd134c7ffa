import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { ValueComparisonRef } from '../../analytics/schema/comparison.ts';
import type { Figure, TransferEffect } from '../pure/effect.ts';
import type { Effectiveness, FigureSource } from '../types.ts';

const EffectivenessEnum = describedEnum<Effectiveness>(
  'TransferEffectiveness',
  'Class of a transfer by fixed thresholds; whatever the number of items.',
  {
    HIGHLY_EFFECTIVE: 'Accuracy rose by more than 10 points, and more than 50 % of the time was saved.',
    EFFECTIVE: 'Accuracy rose by more than 5 points, and more than 30 % of the time was saved.',
    MODERATELY_EFFECTIVE: 'Accuracy rose, by less or with less time saved, or the time from scratch is not known.',
    INEFFECTIVE: 'Accuracy did not rise.',
  },
);

const FigureSourceEnum = describedEnum<FigureSource>('TransferFigureSource', 'Origin of a number of a transfer.', {
  STATED: 'Sent with the session.',
  BENCHMARKS: 'Benchmarks of the target: the last run before the transfer and the first after it, of each suite.',
  JOB: 'The training job of the transfer.',
  JOBS_FROM_SCRATCH: 'Mean of the finished trainings from scratch of the target.',
  TIMES: 'From start to completion of the session.',
});

const hours = (figure: Figure | null): number | null => (figure === null ? null : figure.value / 3_600_000);

export const TransferEffectRef = builder.objectRef<TransferEffect>('TransferEffect').implement({
  description: 'Worth of a transfer: accuracy gained, time and cost saved. Formulas: docs/transfer.md.',
  fields: (t) => ({
    accuracy: t.field({
      type: ValueComparisonRef,
      nullable: true,
      description: 'Accuracy after the transfer beside that before, with interval and verdict; null: one is not known.',
      resolve: ({ accuracy }) => accuracy,
    }),
    accuracySource: t.expose('accuracySource', {
      type: FigureSourceEnum,
      nullable: true,
      description: 'Origin of the accuracies; null: not known.',
    }),
    accuracyGain: t.float({
      nullable: true,
      description: 'Accuracy after the transfer less that before, -1 to 1; null: one is not known.',
      resolve: ({ accuracy }) => accuracy?.difference ?? null,
    }),
    trainingTimeHours: t.float({
      nullable: true,
      description: 'Duration of the training of the transfer in hours; null: not known.',
      resolve: ({ trainingMs }) => hours(trainingMs),
    }),
    trainingTimeSource: t.field({
      type: FigureSourceEnum,
      nullable: true,
      description: 'Origin of the duration; null: not known.',
      resolve: ({ trainingMs }) => trainingMs?.source ?? null,
    }),
    trainingCostUsd: t.float({
      nullable: true,
      description: 'Cost of the training of the transfer in US dollars; null: not known.',
      resolve: ({ costUsd }) => costUsd?.value ?? null,
    }),
    scratchTimeHours: t.float({
      nullable: true,
      description: 'Duration of a training from scratch in hours; null: not known.',
      resolve: ({ scratchMs }) => hours(scratchMs),
    }),
    scratchCostUsd: t.float({
      nullable: true,
      description: 'Cost of a training from scratch in US dollars; null: not known.',
      resolve: ({ scratchUsd }) => scratchUsd?.value ?? null,
    }),
    scratchSource: t.field({
      type: FigureSourceEnum,
      nullable: true,
      description: 'Origin of the time from scratch; null: not known.',
      resolve: ({ scratchMs }) => scratchMs?.source ?? null,
    }),
    scratchJobCount: t.exposeInt('scratchJobCount', {
      description: 'Number of trainings from scratch behind the mean; 0: it was stated, or none is known.',
    }),
    timeSavedHours: t.float({
      nullable: true,
      description:
        'Hours that the transfer saved against a training from scratch, below 0 where the transfer took longer; null: the duration of either training is unknown.',
      resolve: ({ timeSavedMs }) => (timeSavedMs === null ? null : timeSavedMs / 3_600_000),
    }),
    timeReductionPercent: t.exposeFloat('timeReductionPercent', {
      nullable: true,
      description: 'Time saved in percent of that from scratch; null: one is not known.',
    }),
    costSavedUsd: t.exposeFloat('costSavedUsd', {
      nullable: true,
      description: 'US dollars saved against a training from scratch; null: one is not known.',
    }),
    costReductionPercent: t.exposeFloat('costReductionPercent', {
      nullable: true,
      description: 'Cost saved in percent of that from scratch; null: one is not known.',
    }),
    efficiencyScore: t.exposeFloat('efficiencyPerHour', {
      nullable: true,
      description: 'Accuracy gained by an hour of training; null: one is not known.',
    }),
    effectiveness: t.expose('effectiveness', {
      type: EffectivenessEnum,
      nullable: true,
      description: 'Class by fixed thresholds; null: no gain is known.',
    }),
  }),
});
