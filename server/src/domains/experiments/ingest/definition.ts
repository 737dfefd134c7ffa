import { fail, type Result } from '../../../platform/graphql/errors.ts';
import { checkInput, Problems } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { unstorable } from '../../../platform/ingest/text.ts';
import { readLine } from '../../../platform/ingest/values.ts';
import type { MetricBook } from '../../metrics/load.ts';
import { BadExperiment } from '../errors.ts';
import {
  maxHypothesisLength,
  maxMetrics,
  maxNameLength,
  maxRampSteps,
  type Definition,
  type ExperimentKind,
  type ExperimentMetric,
  type Json,
  type LayerRange,
  type RampStep,
  type Targeting,
} from '../types.ts';
import { readCondition } from './condition.ts';
import type { DefinitionInput } from './input.ts';
import { problemsOfParameters, readSchema } from './parameters.ts';
import { readNumber, readValue, typeOfValues } from './values.ts';
import { isConfigured, readKey, readVariants } from './variants.ts';

export interface CheckedAgainst {
  readonly kind: ExperimentKind;
  /** Metrics that the workspace has. */
  readonly metrics: MetricBook;
}

const maxListed = 50;

/** A definition as it can be stored, or every field at fault. */
export async function checkDefinition(input: DefinitionInput, against: CheckedAgainst): Promise<Result<Definition, BadExperiment>> {
  const checked = checkFields(input, against);
  if (!checked.ok || checked.value.parametersSchema === null) return checked;
  const [first, ...others] = await problemsOfParameters(checked.value.parametersSchema, checked.value.variants);
  return first === undefined ? checked : fail(new BadExperiment(first.field, first.reason, others));
}

function checkFields(input: DefinitionInput, { kind, metrics }: CheckedAgainst): Result<Definition, BadExperiment> {
  const variants = input.variants ?? [];
  const valueType =
    input.valueType ??
    (isConfigured(variants)
      ? 'JSON'
      : typeOfValues([...variants.map(({ value }) => (value ?? null) as Json), (input.defaultValue ?? null) as Json]));
  const ramp = readRamp(input.ramp ?? []);
  return checkInput(
    {
      name: readLine({ name: input.name }, 'name', maxNameLength),
      hypothesis: readHypothesis(input.hypothesis ?? ''),
      unit: input.unit ?? ('USER' as const),
      valueType,
      defaultValue: readValue(input.defaultValue, valueType, 'defaultValue'),
      variants: readVariants(variants, kind, valueType),
      parametersSchema: readSchema(input.parametersSchema),
      allocation:
        Array.isArray(ramp) && ramp.length > 0 ? (ramp[0] as RampStep).share : (readNumber(input.allocation, 'allocation', [0, 1]) ?? 1),
      ramp,
      targeting: readTargeting(input),
      layer: readLayer(input.layer),
      metrics: readMetrics(input.metrics ?? [], metrics),
      significance: readSignificance(input.significance),
      method: input.method ?? ('SEQUENTIAL' as const),
      correction: input.correction ?? ('HOLM' as const),
      plannedSamplePerVariant: readNumber(input.plannedSamplePerVariant, 'plannedSamplePerVariant', [1, 2_000_000_000]),
      isAa: input.isAa ?? false,
    },
    BadExperiment,
  );
}

function readHypothesis(text: string): string | Problem {
  if (text.length > maxHypothesisLength)
    return new Problem('hypothesis', `has ${text.length} characters; at most ${maxHypothesisLength} are taken`);
  const problem = unstorable(text);
  return problem === null ? text.trim() : new Problem('hypothesis', problem);
}

function readSignificance(given: number | null | undefined): number | Problem {
  return readNumber(given, 'significance', [0.0001, 0.5]) ?? 0.05;
}

function readRamp(steps: readonly RampStep[]): readonly RampStep[] | Problem {
  if (steps.length > maxRampSteps) return new Problem('ramp', `has ${steps.length} steps; at most ${maxRampSteps} are taken`);
  for (const [at, { share, afterMinutes }] of steps.entries()) {
    const before = steps[at - 1];
    if (!(share > 0 && share <= 1)) return new Problem(`ramp[${at}].share`, `is ${share}; a share above 0 and up to 1 is taken`);
    if (at === 0 && afterMinutes !== 0) return new Problem('ramp[0].afterMinutes', `is ${afterMinutes}; the first step begins at 0`);
    if (before !== undefined && (afterMinutes <= before.afterMinutes || share < before.share))
      return new Problem(`ramp[${at}]`, 'is not after the step before, or lets fewer units in; steps come in order and only rise');
    if (afterMinutes > 525_600) return new Problem(`ramp[${at}].afterMinutes`, `is ${afterMinutes}; at most a year (525600) is taken`);
  }
  return steps.map(({ share, afterMinutes }) => ({ share, afterMinutes }));
}

function readTargeting({ condition, environments, channels, cohort }: DefinitionInput): Targeting | Problem | Problems {
  const read = readCondition(condition, 'condition');
  if (read instanceof Problem) return read;
  for (const [field, list] of Object.entries({ environments: environments ?? [], channels: channels ?? [] })) {
    const values = readList(list, field);
    if (values instanceof Problem) return values;
  }
  const members = cohort === undefined || cohort === null ? {} : { cohort };
  return { condition: read, environments: environments ?? [], channels: channels ?? [], ...members };
}

/** Values of an attribute. */
export function readList(list: readonly string[], field: string): readonly string[] | Problem {
  if (list.length > maxListed) return new Problem(field, `has ${list.length} values; at most ${maxListed} are taken`);
  const bad = list.findIndex((value) => value.trim() === '' || value.length > maxNameLength || unstorable(value) !== null);
  return bad === -1 ? list : new Problem(`${field}[${bad}]`, `is empty, or longer than ${maxNameLength} characters`);
}

function readLayer(layer: DefinitionInput['layer']): LayerRange | null | Problem {
  if (layer === undefined || layer === null) return null;
  const key = readKey(layer.key, 'layer.key');
  if (key instanceof Problem) return key;
  const { start, end } = layer;
  if (!(start >= 0 && end <= 1 && start < end))
    return new Problem('layer', `goes from ${start} to ${end}; a range within 0 and 1 is taken, its start below its end`);
  return { key, start, end };
}

const mostNamed = 20;
const namesOf = ({ all }: MetricBook): string =>
  all
    .slice(0, mostNamed)
    .map(({ key }) => key)
    .join(', ');

function readMetrics(given: NonNullable<DefinitionInput['metrics']>, known: MetricBook): readonly ExperimentMetric[] | Problem {
  if (given.length > maxMetrics) return new Problem('metrics', `has ${given.length} metrics; at most ${maxMetrics} are taken`);
  const metrics: ExperimentMetric[] = [];
  for (const [at, { metric, role, goal, minimalEffect }] of given.entries()) {
    if (known.find(metric) === null)
      return new Problem(
        `metrics[${at}].metric`,
        `is ${JSON.stringify(metric.slice(0, 80).toWellFormed())}, which is no metric here; there are ${namesOf(known)}, event:<name> and event_value:<name>`,
      );
    if (metrics.some((other) => other.metric === metric)) return new Problem(`metrics[${at}].metric`, 'is named twice');
    const effect = readNumber(minimalEffect, `metrics[${at}].minimalEffect`, [0, 100]);
    if (effect instanceof Problem) return effect;
    metrics.push({ metric, role: role ?? 'GOAL', goal: goal ?? null, minimalEffect: effect });
  }
  return metrics;
}
