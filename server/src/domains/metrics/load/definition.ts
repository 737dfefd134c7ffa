import { Prisma, type Metric as MetricRow } from '../../../platform/store/prisma/generated/client.ts';
import type { Cap, Measured, MetricDefinition, MetricUnit } from '../types.ts';

/** The definition that a row holds. */
export const definitionOf = ({
  key,
  name,
  description,
  kind,
  percentile,
  afterDays,
  withinDays,
  windowHours,
  better,
  ...row
}: MetricRow): MetricDefinition => ({
  key,
  name,
  description,
  kind,
  measured: row.measured as unknown as Measured,
  denominator: row.denominator as unknown as Measured | null,
  percentile,
  afterDays,
  withinDays,
  cap: row.cap as Cap | null,
  windowHours,
  better,
  unit: row.unit as MetricUnit,
});

/** A definition as columns. */
export const columnsOf = ({ measured, denominator, cap, ...definition }: MetricDefinition) => ({
  ...definition,
  measured: measured as unknown as Prisma.InputJsonValue,
  denominator: denominator === null ? Prisma.DbNull : (denominator as unknown as Prisma.InputJsonValue),
  cap: cap === null ? Prisma.DbNull : cap,
});
