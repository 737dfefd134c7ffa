import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { builder } from '../../../platform/graphql/builder.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { shownValue } from '../pure/curve.ts';
import { readMetricValue, readWhole } from '../ingest.ts';

function read<Value>(value: Value | null | Problem, name: string): Value {
  if (value instanceof Problem) throw new GraphQLError(`${name} ${value.reason}.`);
  if (value === null) throw new GraphQLError(`${name} is missing.`);
  return value;
}

const stepOf = (value: unknown): number => read(readWhole({ value }, 'value'), 'Step');
const metricValueOf = (value: unknown): number => read(readMetricValue(value), 'MetricValue');

const step = new GraphQLScalarType<number, number>({
  name: 'Step',
  description: 'Step of a training: a whole number from 0 to 2^53 - 1.',
  coerceOutputValue: (value) => Number(value),
  coerceInputValue: stepOf,
  coerceInputLiteral: (node) => {
    if (node.kind === Kind.INT) return stepOf(Number(node.value));
    throw new GraphQLError('Step expects a whole number.');
  },
});

const metricValue = new GraphQLScalarType<number, number | string>({
  name: 'MetricValue',
  description: 'Value of a metric: a JSON number; what is not finite is the text "NaN", "Infinity" or "-Infinity".',
  coerceOutputValue: (value) => (typeof value === 'string' ? value : shownValue(value as number)),
  coerceInputValue: metricValueOf,
  coerceInputLiteral: (node) => {
    if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return Number(node.value);
    if (node.kind === Kind.STRING) return metricValueOf(node.value);
    throw new GraphQLError('MetricValue expects a number.');
  },
});

/** Not walked item by item: what the resolver gives is written out as it is. */
const trainingColumns = new GraphQLScalarType<never, unknown>({
  name: 'TrainingColumns',
  description: `Curves as columns, in one JSON object: { [key]: { x: (number | null)[], step: number[], value: (number | "NaN" | "Infinity" | "-Infinity")[], at: number[], attempt: number[] } }.

Entry i of each list is one point, in the order of steps. The key is the name of a metric, or the global id of a job where several jobs are compared. x is the place on the asked axis (null: the job logs no such counter); at is in milliseconds since 1970.`,
  coerceOutputValue: (value) => value,
  coerceInputValue: () => {
    throw new GraphQLError('TrainingColumns is no input.');
  },
});

builder.addScalarType('Step', step);
builder.addScalarType('MetricValue', metricValue);
builder.addScalarType('TrainingColumns', trainingColumns);
