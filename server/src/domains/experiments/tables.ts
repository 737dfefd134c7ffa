import { columns, defineTable } from '../../platform/store/table.ts';

const { uuid, string, word, uint16, uint64, float64, float64s, instantMs, array } = columns;
const merged = (by: 'min' | 'max') => ({ ...instantMs, type: `SimpleAggregateFunction(${by}, ${instantMs.type})` });

const latest = { ...string, type: `SimpleAggregateFunction(max, ${string.type})` };

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
    recordedAt: merged('max'),
    attributes: latest,
    client: latest,
  },
});

export const experimentUnitsTable = defineTable({
  name: 'experiment_units',
  columns: {
    workspaceId: uuid,
    experimentId: uuid,
    generation: uint64,
    unitId: string,
    variant: word,
    since: instantMs,
    ys: float64s,
    xs: float64s,
    ysBefore: float64s,
    xsBefore: float64s,
    lists: array(array(float64)),
  },
});
