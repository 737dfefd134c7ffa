/** How a model came to be. */
export const trainingMethods = ['BASE', 'SFT', 'DPO', 'RLHF'] as const;
export type TrainingMethod = (typeof trainingMethods)[number];
