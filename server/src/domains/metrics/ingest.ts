import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput, Problems, sound, type Sound } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { readLine } from '../../platform/ingest/values.ts';
import { BadMetric } from './errors.ts';
import { builtInMetricOf } from './pure/built-in.ts';
import { measureRules } from './pure/measures.ts';
import {
  maxAttributes,
  maxDescriptionLength,
  maxFilterValues,
  maxNameLength,
  maxRetentionDays,
  maxWindowHours,
  type AttributeFilter,
  type Cap,
  type Measure,
  type Measured,
  type MetricDefinition,
  type MetricDirection,
  type MetricKind,
  type MetricUnit,
} from './types.ts';

type Given<Value> = Value | null | undefined;

export interface MeasuredInput {
  readonly measure: Measure;
  readonly event?: Given<string>;
  readonly failureTag?: Given<string>;
  readonly tool?: Given<string>;
  readonly models?: Given<readonly string[]>;
  readonly environments?: Given<readonly string[]>;
  readonly prompts?: Given<readonly string[]>;
  readonly attributes?: Given<readonly AttributeFilter[]>;
}

/** The definition of a metric as the API takes it. */
export interface MetricInput {
  readonly key: string;
  readonly name: string;
  readonly description?: Given<string>;
  readonly kind: MetricKind;
  readonly measured: MeasuredInput;
  readonly denominator?: Given<MeasuredInput>;
  readonly percentile?: Given<number>;
  readonly afterDays?: Given<number>;
  readonly withinDays?: Given<number>;
  readonly cap?: Given<{ readonly value?: Given<number>; readonly percentile?: Given<number> }>;
  readonly windowHours?: Given<number>;
  readonly better: MetricDirection;
  readonly unit?: Given<MetricUnit>;
}

const usualWithinDays = 7;
const keyForm = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** A definition as it can be stored, or every field at fault. */
export function checkMetric(input: MetricInput): Result<MetricDefinition, BadMetric> {
  const { kind } = input;
  const measured = readMeasured(input.measured, 'measured');
  return checkInput(
    {
      key: readKey(input.key),
      name: readLine({ name: input.name }, 'name', maxNameLength),
      description: readDescription(input.description ?? ''),
      kind,
      measured: measured instanceof Problems ? measured : (badKind(kind, input.measured.measure) ?? measured),
      denominator: readDenominator(kind, input.denominator),
      percentile:
        kind === 'PERCENTILE'
          ? readWithin(input.percentile, 'percentile', 0.001, 0.999)
          : absent(input.percentile, 'percentile', 'only of the kind PERCENTILE'),
      afterDays:
        kind === 'RETENTION'
          ? readWhole(input.afterDays, 'afterDays', 1, maxRetentionDays)
          : absent(input.afterDays, 'afterDays', 'only of the kind RETENTION'),
      withinDays:
        kind === 'RETENTION'
          ? readWhole(input.withinDays ?? usualWithinDays, 'withinDays', 1, maxRetentionDays)
          : absent(input.withinDays, 'withinDays', 'only of the kind RETENTION'),
      cap: readCap(kind, input.cap),
      windowHours:
        kind === 'RETENTION'
          ? absent(input.windowHours, 'windowHours', 'of no retention, whose days are `afterDays` and `withinDays`')
          : present(input.windowHours)
            ? readWhole(input.windowHours, 'windowHours', 1, maxWindowHours)
            : null,
      better: input.better,
      unit: input.unit ?? usualUnit(input),
    } satisfies { [Field in keyof MetricDefinition]: unknown },
    BadMetric,
  ) as Result<Sound<MetricDefinition>, BadMetric>;
}

const present = <Value>(value: Given<Value>): value is Value => value !== undefined && value !== null;

function readKey(key: string): string | Problem {
  if (!keyForm.test(key))
    return new Problem(
      'key',
      `is ${JSON.stringify(key.slice(0, 80).toWellFormed())}; 1 to 64 of a-z, 0-9, ".", "_" and "-" are taken, a letter or digit first`,
    );
  return builtInMetricOf(key) === null ? key : new Problem('key', `is that of a built-in metric; choose another`);
}

function readDescription(text: string): string | Problem {
  if (text.length > maxDescriptionLength)
    return new Problem('description', `has ${text.length} characters; at most ${maxDescriptionLength} are taken`);
  const problem = unstorable(text);
  return problem === null ? text.trim() : new Problem('description', problem);
}

const absent = (given: unknown, field: string, what: string): null | Problem =>
  present(given) ? new Problem(field, `is given, and is ${what}; leave it out`) : null;

function readWithin(value: Given<number>, field: string, least: number, most: number): number | Problem {
  if (!present(value)) return new Problem(field, `is missing; a number from ${least} to ${most} is taken`);
  return Number.isFinite(value) && value >= least && value <= most
    ? value
    : new Problem(field, `is ${value}; a number from ${least} to ${most} is taken`);
}

function readWhole(value: Given<number>, field: string, least: number, most: number): number | Problem {
  const read = readWithin(value, field, least, most);
  return typeof read === 'number' && !Number.isInteger(read)
    ? new Problem(field, `is ${read}; a whole number from ${least} to ${most} is taken`)
    : read;
}

function badKind(kind: MetricKind, measure: Measure): Problem | null {
  const { kinds } = measureRules[measure];
  return kinds.includes(kind)
    ? null
    : new Problem('measured.measure', `is ${measure}, of which there is no metric of the kind ${kind}; there are ${kinds.join(', ')}`);
}

function readDenominator(kind: MetricKind, given: Given<MeasuredInput>): Measured | null | Problem | Problems {
  if (kind !== 'RATIO') return absent(given, 'denominator', 'only of the kind RATIO');
  if (!present(given)) return new Problem('denominator', 'is missing; a ratio has one');
  if (!measureRules[given.measure].kinds.includes('RATIO'))
    return new Problem('denominator.measure', `is ${given.measure}, which adds up to nothing that a ratio could be of`);
  return readMeasured(given, 'denominator');
}

function readCap(kind: MetricKind, given: MetricInput['cap']): Cap | null | Problem {
  if (!present(given)) return null;
  if (kind !== 'SUM' && kind !== 'MEAN' && kind !== 'RATIO')
    return new Problem('cap', `is given for the kind ${kind}; sums of units have a cap: the kinds SUM, MEAN and RATIO`);
  const { value, percentile } = given;
  if (present(value) === present(percentile)) return new Problem('cap', 'has to have either a value or a percentile');
  if (present(percentile)) {
    const read = readWithin(percentile, 'cap.percentile', 0.5, 0.9999);
    return read instanceof Problem ? read : { percentile: read };
  }
  const read = readWithin(value, 'cap.value', 0, 1e15);
  return read instanceof Problem ? read : { value: read };
}

function readMeasured(given: MeasuredInput, path: string): Measured | Problems {
  const { source } = measureRules[given.measure];
  const isEvent = source === 'EVENTS';
  const list = (field: 'models' | 'environments' | 'prompts'): readonly string[] | Problem => {
    const values = given[field] ?? [];
    if (isEvent && values.length > 0) return new Problem(`${path}.${field}`, 'restricts answers, and the measure is of events');
    return readValues(values, `${path}.${field}`);
  };
  const name = (field: 'event' | 'failureTag' | 'tool', isTaken: boolean, isNeeded: boolean): string | null | Problem => {
    const value = given[field];
    if (!present(value) || value.trim() === '')
      return isNeeded ? new Problem(`${path}.${field}`, `is missing; the measure ${given.measure} names one`) : null;
    if (!isTaken) return new Problem(`${path}.${field}`, `is given, and the measure ${given.measure} takes none; leave it out`);
    const bad = badName(value);
    return bad === null ? value.trim() : new Problem(`${path}.${field}`, bad);
  };
  const isTool = given.measure === 'TOOL_CALLS' || given.measure === 'TOOL_SUCCESS';
  const isTag = given.measure === 'FAILURE_TAG';
  return sound({
    measure: given.measure,
    event: name('event', isEvent, isEvent),
    failureTag: name('failureTag', isTag, isTag),
    tool: name('tool', isTool, false),
    models: list('models'),
    environments: list('environments'),
    prompts: list('prompts'),
    attributes: readAttributes(given.attributes ?? [], isEvent, `${path}.attributes`),
  });
}

const badName = (value: string): string | null =>
  value.trim() === ''
    ? 'is empty'
    : value.length > maxNameLength
      ? `has ${value.length} characters; at most ${maxNameLength} are taken`
      : unstorable(value);

function readValues(values: readonly string[], field: string): readonly string[] | Problem {
  if (values.length > maxFilterValues) return new Problem(field, `has ${values.length} values; at most ${maxFilterValues} are taken`);
  for (const [at, value] of values.entries()) {
    const bad = badName(value);
    if (bad !== null) return new Problem(`${field}[${at}]`, bad);
  }
  return values;
}

function readAttributes(given: readonly AttributeFilter[], isEvent: boolean, path: string): readonly AttributeFilter[] | Problem {
  if (given.length > 0 && !isEvent) return new Problem(path, 'restrict events, and the measure is of answers');
  if (given.length > maxAttributes) return new Problem(path, `has ${given.length} attributes; at most ${maxAttributes} are taken`);
  for (const [at, { name, values }] of given.entries()) {
    const bad = badName(name);
    if (bad !== null) return new Problem(`${path}[${at}].name`, bad);
    if (values.length === 0) return new Problem(`${path}[${at}].values`, 'is empty; name at least one value');
    const read = readValues(values, `${path}[${at}].values`);
    if (read instanceof Problem) return read;
  }
  return given.map(({ name, values }) => ({ name, values }));
}

function usualUnit({ kind, measured: { measure } }: MetricInput): MetricUnit {
  if (kind === 'RETENTION' || kind === 'SHARE') return 'share';
  if (kind === 'RATIO') return 'number';
  const { unit } = measureRules[measure];
  return unit === 'share' ? 'number' : unit;
}
