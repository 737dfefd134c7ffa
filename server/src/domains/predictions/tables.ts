import { columns, defineTable } from '../../platform/store/table.ts';

const { uuid, string, nullable, words, float64s, uint16, uint32, uint64, int64, instantUs } = columns;

/** One row per prediction. */
export const trainingPredictions = defineTable({
  name: 'training_predictions',
  columns: {
    workspaceId: uuid,
    jobId: uuid,
    sampleIndex: uint32,
    epoch: uint32,
    step: int64,
    attempt: uint16,
    prompt: string,
    reference: nullable(string),
    prediction: string,
    scoreNames: words,
    scoreValues: float64s,
    at: instantUs,
    version: uint64,
    predictionHash: uint64,
    textBytes: uint32,
  },
});
