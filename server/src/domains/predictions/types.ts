/** A prediction as it can be stored. */
export interface CheckedPrediction {
  readonly sampleIndex: number;
  readonly epoch: number;
  readonly step: number;
  /** null: the job's current one. */
  readonly attempt: number | null;
  readonly prompt: string;
  /** null: none is known. */
  readonly reference: string | null;
  readonly prediction: string;
  /** By name, in the order of names; NaN and infinities are values. */
  readonly scores: ReadonlyMap<string, number>;
  /** When the model answered. */
  readonly at: Date;
}

/** A prediction as it is stored. */
export interface StoredPrediction extends Omit<CheckedPrediction, 'attempt'> {
  readonly attempt: number;
}

/** The place of a prediction in its job. */
export interface PredictionPlace {
  readonly sampleIndex: number;
  readonly epoch: number;
  readonly step: number;
}

/** Whether a score became better. */
export const verdicts = ['BETTER', 'WORSE', 'NOT_DECISIVE'] as const;
export type ScoreVerdict = (typeof verdicts)[number];

/** What a prediction of one epoch is beside that of an earlier one. */
export const predictionChanges = ['CHANGED', 'UNCHANGED', 'BETTER', 'WORSE'] as const;
export type PredictionChange = (typeof predictionChanges)[number];

export const maxScoreNameLength = 100;
export const maxScoreCount = 50;
