import { columns, defineTable } from '../../platform/store/table.ts';

const { uuid, string, word, uint16, instantMs } = columns;
const merged = (by: 'min' | 'max') => ({ ...instantMs, type: `SimpleAggregateFunction(${by}, ${instantMs.type})` });

export const exposuresTable = defineTable({
  name: 'exposures',
  columns: {
    workspaceId: uuid,
    experimentId: uuid,
    phase: uint16,
    unitId: string,
    variant: word,
    firstAt: merged('min'),
    lastAt: merged('max'),
  },
});
