import { columns, defineTable } from '../../platform/store/table.ts';

const { uuid, string, uint16, uint64, instantUs } = columns;

/** One row per line of a job's log. */
export const trainingLog = defineTable({
  name: 'training_log',
  columns: { workspaceId: uuid, jobId: uuid, attempt: uint16, line: uint64, text: string, at: instantUs, version: uint64 },
});
