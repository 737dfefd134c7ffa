import { raw, sql, type Sql } from '../../../platform/store/sql.ts';
import type { Measured, Metric } from '../types.ts';
import { countedRows, measureRules, sourceOf, type Addend, type MetricSource } from './measures.ts';

/** What the rows of one unit come to, as a number or a list of numbers. `counted`: the condition of rows in the unit's time. */
export interface UnitExpression {
  readonly source: MetricSource;
  readonly aggregate: (counted: Sql) => Sql;
  /**
   * How a unit's numbers of several parts of its time make that of all of them: they add up (SUM); it is the largest (MOST), of what is there
   * or not; or they do not (NONE), as of different things, which may come in several parts, and of lists.
   */
  readonly together: 'SUM' | 'MOST' | 'NONE';
}

/**
 * A metric as an expression over the rows of one unit, whatever made the set of units: the metric is Σ numerator ÷ Σ denominator over the
 * units of a set, or Σ numerator ÷ number of units where there is no denominator; of a percentile it is that of all `values`.
 */
export interface MetricExpression {
  readonly numerator: UnitExpression | null;
  readonly denominator: UnitExpression | null;
  readonly values: UnitExpression | null;
}

/** The one place that says how a definition is computed. */
export function expressionOf(metric: Metric): MetricExpression {
  const { kind, measured, denominator } = metric;
  const { amount, base, value } = measureRules[measured.measure];
  switch (kind) {
    case 'SUM':
      return { numerator: added(measured, amount(measured)), denominator: null, values: null };
    case 'SHARE':
    case 'MEAN':
      return base === null
        ? { numerator: anyOf(measured), denominator: null, values: null }
        : { numerator: added(measured, amount(measured)), denominator: added(measured, base(measured)), values: null };
    case 'RATIO': {
      if (denominator === null) throw new Error(`The ratio ${metric.key} has no denominator.`);
      const below = measureRules[denominator.measure].amount(denominator);
      return { numerator: added(measured, amount(measured)), denominator: added(denominator, below), values: null };
    }
    case 'RETENTION':
      return { numerator: anyOf(measured), denominator: null, values: null };
    case 'PERCENTILE':
      return { numerator: null, denominator: null, values: listed(measured, value ?? raw('NULL')) };
    default:
      return kind satisfies never;
  }
}

function added(measured: Measured, addend: Addend): UnitExpression {
  const where = countedRows(measured);
  return {
    source: sourceOf(measured),
    aggregate: (counted) =>
      'sum' in addend
        ? sql`toFloat64(sumIf(${addend.sum}, ${where} AND ${counted}))`
        : sql`toFloat64(uniqExactIf(${addend.distinct}, ${where} AND ${counted}))`,
    together: 'sum' in addend ? 'SUM' : 'NONE',
  };
}

function anyOf(measured: Measured): UnitExpression {
  const where = countedRows(measured);
  return { source: sourceOf(measured), aggregate: (counted) => sql`toFloat64(countIf(${where} AND ${counted}) > 0)`, together: 'MOST' };
}

/** Nulls are left out by `groupArrayIf`. */
function listed(measured: Measured, value: Sql): UnitExpression {
  const where = countedRows(measured);
  return {
    source: sourceOf(measured),
    aggregate: (counted) => sql`groupArrayIf(assumeNotNull(toFloat64(${value})), isNotNull(${value}) AND ${where} AND ${counted})`,
    together: 'NONE',
  };
}
