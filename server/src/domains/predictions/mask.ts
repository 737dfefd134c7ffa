import type { Masker } from '../policies/types.ts';
import type { CheckedPrediction } from './types.ts';

/** The prediction with everything that a person may have written made unreadable: its texts, and names of scores. */
export const maskPrediction = <Prediction extends Pick<CheckedPrediction, 'prompt' | 'reference' | 'prediction' | 'scores'>>(
  prediction: Prediction,
  masker: Masker,
): Prediction => ({
  ...prediction,
  prompt: masker.text(prediction.prompt),
  reference: prediction.reference === null ? null : masker.text(prediction.reference),
  prediction: masker.text(prediction.prediction),
  // a name that is removed as a whole names nothing
  scores: new Map([...prediction.scores].map(([name, score]) => [masker.text(name), score] as const).filter(([name]) => name !== '')),
});
