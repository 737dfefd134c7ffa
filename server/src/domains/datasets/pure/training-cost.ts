/** What a run is assumed to be. */
export interface TrainingPlan {
  readonly epochs: number;
  /** What a provider takes for a million trained tokens; null: the run is on own machines. */
  readonly usdPerMillionTokens: number | null;
  /** Of the model, in parameters; null: no time is estimated. */
  readonly parameterCount: number | null;
  /** What a GPU does at most, in 10¹² floating-point operations a second. */
  readonly gpuTeraflops: number;
  /** Share of it that a run reaches. */
  readonly utilisationShare: number;
  readonly gpuUsdPerHour: number;
}

export interface TrainingCost {
  /** Tokens of all epochs. */
  readonly trainedTokens: number;
  /** Null: no model was named. */
  readonly gpuHours: number | null;
  /** Null: neither a price nor a model was named. */
  readonly costUsd: number | null;
}

/** Operations for each parameter and token: two forward, four backward (Kaplan et al. 2020, Hoffmann et al. 2022). */
const operations = 6;

/** Cost of training on so many tokens: docs/datasets.md has the formulas. */
export function trainingCost(tokens: number, plan: TrainingPlan): TrainingCost {
  const trainedTokens = Math.round(tokens * plan.epochs);
  const seconds =
    plan.parameterCount === null
      ? null
      : (operations * plan.parameterCount * trainedTokens) / (plan.gpuTeraflops * 1e12 * plan.utilisationShare);
  const gpuHours = seconds === null ? null : seconds / 3_600;
  const costUsd =
    plan.usdPerMillionTokens !== null
      ? (trainedTokens / 1e6) * plan.usdPerMillionTokens
      : gpuHours === null
        ? null
        : gpuHours * plan.gpuUsdPerHour;
  return { trainedTokens, gpuHours, costUsd };
}
