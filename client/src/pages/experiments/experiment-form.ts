import type { Checked } from '../../controls/form/form-state.ts';
import type {
  ExperimentCardFragment,
  ExperimentCorrection,
  ExperimentInput,
  ExperimentMethod,
  ExperimentMetricRole,
  ExperimentUnit,
  FlagValueType,
  MetricDirection,
} from '../../graphql/generated/graphql.ts';
import { listOf, percentOf, shareOf } from './typed.ts';
import { draftOfVariant, jsonOf, readVariant, textOf, valueOf } from './variant-form.ts';
import type { VariantDraft } from './variant-form.ts';

/** An experiment while it is typed. */
export interface ExperimentDraft {
  readonly name: string;
  readonly key: string;
  readonly hypothesis: string;
  readonly unit: ExperimentUnit;
  readonly valueType: FlagValueType;
  readonly defaultValue: string;
  readonly variants: readonly VariantDraft[];
  /** In percent. */
  readonly allocation: string;
  readonly ramp: RampName;
  /** Global id; empty: everyone. */
  readonly cohort: string;
  readonly environments: string;
  readonly channels: string;
  /** JSON; empty: none. */
  readonly condition: string;
  readonly metrics: readonly JudgedBy[];
  readonly method: ExperimentMethod;
  /** In percent. */
  readonly significance: string;
  /** Of each variant; empty: none is planned. */
  readonly plannedSample: string;
  /** All variants are meant to be the same. */
  readonly isAa: boolean;
  readonly correction: ExperimentCorrection;
  /** Empty: it is in no layer. */
  readonly layerKey: string;
  /** In percent of the layer. */
  readonly layerStart: string;
  readonly layerEnd: string;
  /** JSON; empty: any parameters are taken. */
  readonly parametersSchema: string;
}

/** A metric that judges the experiment. */
export interface JudgedBy {
  readonly metric: string;
  readonly role: ExperimentMetricRole;
  /** In percent; empty: any change matters. */
  readonly minimalEffect: string;
  /** Which change counts as better; METRIC: the direction of the metric itself. */
  readonly better: MetricDirection | 'METRIC';
}

export type RampName = 'none' | 'day' | 'week' | 'kept';
const minutesOfDay = 1_440;
const ramps: Readonly<Record<Exclude<RampName, 'kept'>, readonly { share: number; afterMinutes: number }[]>> = {
  none: [],
  day: [
    { share: 0.05, afterMinutes: 0 },
    { share: 0.2, afterMinutes: 60 },
    { share: 0.5, afterMinutes: 360 },
    { share: 1, afterMinutes: minutesOfDay },
  ],
  week: [
    { share: 0.05, afterMinutes: 0 },
    { share: 0.2, afterMinutes: minutesOfDay },
    { share: 0.5, afterMinutes: 3 * minutesOfDay },
    { share: 1, afterMinutes: 7 * minutesOfDay },
  ],
};

/** In the draft, where the cohort of an experiment was deleted: it is kept until another choice is made. */
export const deletedCohort = 'deleted';

export function draftOf(experiment: ExperimentCardFragment): ExperimentDraft {
  return {
    name: experiment.name,
    key: experiment.key,
    hypothesis: experiment.hypothesis,
    unit: experiment.unit,
    valueType: experiment.valueType,
    defaultValue: textOf(experiment.defaultValue),
    variants: experiment.variants.map((variant) => draftOfVariant(variant, experiment.valueType)),
    allocation: percentOf(experiment.allocation),
    ramp: experiment.ramp.length === 0 ? 'none' : 'kept',
    cohort: experiment.isCohortDeleted ? deletedCohort : (experiment.cohort?.id ?? ''),
    environments: experiment.environments.join(', '),
    channels: experiment.channels.join(', '),
    condition: experiment.condition == null ? '' : JSON.stringify(experiment.condition),
    metrics: experiment.metrics.map(({ metric, role, goal, minimalEffect }) => ({
      metric,
      role,
      better: goal ?? 'METRIC',
      minimalEffect: minimalEffect == null ? '' : percentOf(minimalEffect),
    })),
    method: experiment.method,
    significance: percentOf(experiment.significance),
    plannedSample: experiment.plannedSamplePerVariant == null ? '' : String(experiment.plannedSamplePerVariant),
    isAa: experiment.isAa,
    correction: experiment.correction,
    layerKey: experiment.layer?.key ?? '',
    layerStart: percentOf(experiment.layer?.start ?? 0),
    layerEnd: percentOf(experiment.layer?.end ?? 1),
    parametersSchema: experiment.parametersSchema == null ? '' : JSON.stringify(experiment.parametersSchema),
  };
}

/** The key that a name suggests. */
export const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 64);

/** What the API takes, of a new one and of a change; `kept`: the ramp stays as it is. */
export type ExperimentValues = Omit<ExperimentInput, 'kind'>;

/** The experiment that a draft stands for, or what keeps it from being one. The server checks the rest. */
export function readDraft(draft: ExperimentDraft): Checked<ExperimentValues> {
  const problems: Record<string, string> = {};
  const name = draft.name.trim();
  if (name === '') problems['name'] = 'Give it a name.';
  const key = draft.key.trim() === '' ? keyOf(name) : draft.key.trim();
  if (name !== '' && key === '') problems['key'] = 'Give it a key: letters a to z, digits and dashes.';
  if (key === 'planner') problems['key'] = 'This is the address of the planner: choose another key.';
  const variants = draft.variants.map((variant, at) => {
    const read = readVariant(variant, draft.valueType);
    for (const [field, problem] of Object.entries(read.problems)) problems[`variants.${at}.${field}`] = problem;
    return read.variant;
  });
  const sum = variants.reduce((total, { weight }) => total + (weight ?? 0), 0);
  if (!Object.keys(problems).some((path) => path.endsWith('weight')) && Math.abs(sum - 1) > 0.001)
    problems['variants'] = `The weights sum to ${percentOf(sum)} %; they have to sum to 100 %.`;
  const allocation = shareOf(draft.allocation);
  if (allocation === null) problems['allocation'] = '0 to 100';
  const defaultValue = valueOf(draft.defaultValue, draft.valueType);
  if (!defaultValue.ok) problems['defaultValue'] = defaultValue.problem;
  const condition = jsonOf(draft.condition);
  if (condition === undefined) problems['condition'] = 'This is no JSON object.';
  const metrics = draft.metrics.map(({ metric, role, minimalEffect, better }, at) => {
    const effect = minimalEffect.trim() === '' ? null : shareOf(minimalEffect, mostEffect);
    if (effect === null && minimalEffect.trim() !== '') problems[`metrics.${at}.minimalEffect`] = '0 to 10000, or nothing';
    return { metric, role, ...(effect !== null && { minimalEffect: effect }), ...(better !== 'METRIC' && { goal: better }) };
  });
  const significance = shareOf(draft.significance);
  if (significance === null || significance < 0.0001 || significance > 0.5) problems['significance'] = '0.01 to 50';
  const planned = draft.plannedSample.trim() === '' ? null : Number(draft.plannedSample.trim());
  if (planned !== null && !(Number.isInteger(planned) && planned >= 1)) problems['plannedSample'] = 'A whole number, or nothing';
  const layer = readLayer(draft, problems);
  const parametersSchema = jsonOf(draft.parametersSchema);
  if (parametersSchema === undefined) problems['parametersSchema'] = 'This is no JSON object.';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      key,
      name,
      hypothesis: draft.hypothesis.trim(),
      unit: draft.unit,
      valueType: draft.valueType,
      defaultValue: defaultValue.ok ? defaultValue.value : null,
      variants,
      ...(draft.ramp === 'kept' ? {} : { allocation: allocation ?? 1, ramp: [...ramps[draft.ramp]] }),
      environments: listOf(draft.environments),
      channels: listOf(draft.channels),
      cohort: draft.cohort === '' ? null : draft.cohort,
      condition: condition ?? null,
      metrics,
      method: draft.method,
      significance: significance ?? 0.05,
      plannedSamplePerVariant: planned,
      isAa: draft.isAa,
      correction: draft.correction,
      layer,
      parametersSchema: parametersSchema ?? null,
    },
  };
}

/** In percent, as the API takes it. */
const mostEffect = 10_000;

/** The part of a layer that is typed; null: none. */
function readLayer(
  { layerKey, layerStart, layerEnd }: Pick<ExperimentDraft, 'layerKey' | 'layerStart' | 'layerEnd'>,
  problems: Record<string, string>,
): ExperimentValues['layer'] {
  if (layerKey.trim() === '') return null;
  const [start, end] = [shareOf(layerStart), shareOf(layerEnd)];
  if (start === null) problems['layerStart'] = '0 to 100';
  if (end === null) problems['layerEnd'] = '0 to 100';
  if (start !== null && end !== null && start >= end) problems['layerEnd'] = 'Above its beginning';
  return { key: layerKey.trim(), start: start ?? 0, end: end ?? 1 };
}

/** What of the values differs from those that the form began with; the rest stays as it is stored. */
export function changeOf(start: ExperimentDraft, { key: _, ...values }: ExperimentValues): Partial<Omit<ExperimentValues, 'key'>> {
  const before = readDraft(start);
  if (!before.ok) return values;
  const differs = ([field, value]: [string, unknown]): boolean =>
    JSON.stringify(value) !== JSON.stringify(before.value[field as keyof ExperimentValues]);
  return Object.fromEntries(Object.entries(values).filter(differs));
}
