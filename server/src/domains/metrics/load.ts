export { metricBookOf, type MetricBook } from './load/book.ts';
export { countSums, sampleUnits, type Placed, type Samples } from './load/samples.ts';
export { answerUnit, eventNames, unitSums, type Slices } from './queries/unit-sums.ts';
export type { UnitGroups } from './queries/samples.ts';
