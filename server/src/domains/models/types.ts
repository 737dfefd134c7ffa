/** How a model came to be. */
export const trainingMethods = ['BASE', 'SFT', 'DPO', 'RLHF'] as const;
export type TrainingMethod = (typeof trainingMethods)[number];

/** How a model came to be; null: not known. */
export interface TrainedFacts {
  readonly trainingMethod: TrainingMethod | null;
  readonly baseModel: string | null;
  readonly trainingDataset: string | null;
}
