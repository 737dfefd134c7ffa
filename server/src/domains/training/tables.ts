import { columns, defineTable } from '../../platform/store/table.ts';

const { uuid, string, uint16, uint32, uint64, int64, float64s, array } = columns;

/** One row per call that brings points: what is written, of which ClickHouse makes the points. */
export const trainingBatches = defineTable({
  name: 'training_batches',
  columns: {
    workspaceId: uuid,
    jobId: uuid,
    version: uint64,
    metrics: array(string),
    spellings: array(string),
    /** Of each point its place among the metrics, from 1. */
    places: array(uint32),
    steps: array(int64),
    values: float64s,
    /** Of each point, or one for all of them, as the two that follow. */
    attempts: array(uint16),
    nths: array(int64),
    atsUs: array(int64),
  },
});
