import { columns, defineTable } from '../../platform/store/table.ts';

const { uuid, string, word, uint8, uint64, float64, instantMs, nullable, array } = columns;

export const userProperties = defineTable({
  name: 'user_properties',
  columns: {
    workspaceId: uuid,
    name: word,
    userId: string,
    items: array(string),
    isList: uint8,
    text: nullable(string),
    number: nullable(float64),
    moment: nullable(instantMs),
    at: instantMs,
    version: uint64,
    isRemoved: uint8,
  },
});
