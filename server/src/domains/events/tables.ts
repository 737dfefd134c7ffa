import { columns, defineTable } from '../../platform/store/table.ts';

const { uuid, string, word, uint64, float64, instantMs, nullable } = columns;

export const eventsTable = defineTable({
  name: 'events',
  columns: {
    workspaceId: uuid,
    name: word,
    unitId: string,
    at: instantMs,
    value: nullable(float64),
    unit: word,
    externalId: string,
    attributes: string,
    version: uint64,
  },
});
