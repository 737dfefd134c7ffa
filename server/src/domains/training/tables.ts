import { columns, defineTable } from '../../platform/store/table.ts';

const { uuid, string, word, bool, uint16, uint64, int64, float64, instantUs } = columns;

/** One row per point of a curve. */
export const trainingPoints = defineTable({
  name: 'training_points',
  columns: {
    workspaceId: uuid,
    jobId: uuid,
    metric: string,
    sentAs: word,
    isSystem: bool,
    step: int64,
    attempt: uint16,
    nth: int64,
    value: float64,
    at: instantUs,
    version: uint64,
  },
});
