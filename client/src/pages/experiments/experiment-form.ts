import type { Checked } from '../../controls/form/form-state.ts';
import { present } from '../../controls/view.ts';
import type {
  ExperimentCardFragment,
  ExperimentInput,
  ExperimentKind,
  ExperimentMethod,
  ExperimentMetricInput,
  ExperimentMetricRole,
  ExperimentUnit,
  ExperimentVariantInput,
  FlagValueType,
} from '../../graphql/generated/graphql.ts';
import { listOf, percentOf, shareOf } from './typed.ts';

export interface VariantDraft {
  readonly key: string;
  /** In percent. */
  readonly weight: string;
  readonly value: string;
  /** As it is stored: what the form does not show of it, and what was not typed over, is sent as it came. */
  readonly kept?: ExperimentVariantInput;
}

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
}

/** A metric that judges the experiment. */
export interface JudgedBy {
  readonly metric: string;
  readonly role: ExperimentMetricRole;
  /** In percent; empty: any change matters. */
  readonly minimalEffect: string;
  /** The direction that was saved, where it is not that of the metric. */
  readonly better?: ExperimentMetricInput['goal'];
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

const goal = (metric: string): JudgedBy => ({ metric, role: 'GOAL', minimalEffect: '5' });
const guardrail = (metric: string): JudgedBy => ({ metric, role: 'GUARDRAIL', minimalEffect: '' });

const blank: ExperimentDraft = {
  name: '',
  key: '',
  hypothesis: '',
  unit: 'USER',
  valueType: 'STRING',
  defaultValue: '',
  variants: [
    { key: 'control', weight: '50', value: '' },
    { key: 'treatment', weight: '50', value: '' },
  ],
  allocation: '100',
  ramp: 'none',
  cohort: '',
  environments: '',
  channels: '',
  condition: '',
  metrics: [goal('success_share')],
  method: 'SEQUENTIAL',
  significance: '5',
  plannedSample: '',
  isAa: false,
};

export interface Template {
  readonly value: string;
  readonly label: string;
  readonly draft: Partial<ExperimentDraft>;
}

/** Beginnings of what is often made. */
export const templates: Readonly<Record<ExperimentKind, readonly Template[]>> = {
  EXPERIMENT: [
    { value: 'blank', label: 'Two variants', draft: {} },
    {
      value: 'prompt',
      label: 'A new prompt against the present one',
      draft: {
        valueType: 'JSON',
        metrics: [goal('success_share'), guardrail('cost_usd')],
        variants: [
          { key: 'control', weight: '50', value: '{"promptName":"support","promptVersion":1}' },
          { key: 'new-prompt', weight: '50', value: '{"promptName":"support","promptVersion":2}' },
        ],
      },
    },
    {
      value: 'model',
      label: 'A cheaper model against the present one',
      draft: {
        metrics: [goal('cost_usd'), guardrail('success_share')],
        ramp: 'week',
        variants: [
          { key: 'control', weight: '50', value: 'large-model' },
          { key: 'cheaper', weight: '50', value: 'small-model' },
        ],
      },
    },
    {
      value: 'aa',
      label: 'A/A: the same twice, as a test of the set-up',
      draft: {
        isAa: true,
        variants: [
          { key: 'a', weight: '50', value: '' },
          { key: 'b', weight: '50', value: '' },
        ],
      },
    },
  ],
  FLAG: [
    { value: 'switch', label: 'On or off', draft: {} },
    { value: 'rollout', label: 'On, for more units day by day', draft: { ramp: 'week' } },
    {
      value: 'text',
      label: 'A text',
      draft: { valueType: 'STRING', defaultValue: '', variants: [{ key: 'on', weight: '100', value: '' }] },
    },
  ],
};

export const emptyDraft = (kind: ExperimentKind): ExperimentDraft =>
  kind === 'EXPERIMENT'
    ? blank
    : {
        ...blank,
        valueType: 'BOOLEAN',
        defaultValue: 'false',
        variants: [{ key: 'on', weight: '100', value: 'true' }],
        metrics: [],
      };

const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
export function draftOf(experiment: ExperimentCardFragment): ExperimentDraft {
  return {
    name: experiment.name,
    key: experiment.key,
    hypothesis: experiment.hypothesis,
    unit: experiment.unit,
    valueType: experiment.valueType,
    defaultValue: textOf(experiment.defaultValue),
    variants: experiment.variants.map(({ key, weight, value, name, model, promptName, promptVersion, parameters }) => ({
      key,
      weight: percentOf(weight),
      value: textOf(value),
      kept: {
        key,
        weight,
        ...present({
          value: value ?? undefined,
          name: name ?? undefined,
          model: model ?? undefined,
          promptName: promptName ?? undefined,
          promptVersion: promptVersion ?? undefined,
          parameters: parameters ?? undefined,
        }),
      },
    })),
    allocation: percentOf(experiment.allocation),
    ramp: experiment.ramp.length === 0 ? 'none' : 'kept',
    cohort: experiment.cohort?.id ?? '',
    environments: experiment.environments.join(', '),
    channels: experiment.channels.join(', '),
    condition: experiment.condition == null ? '' : JSON.stringify(experiment.condition),
    metrics: experiment.metrics.map(({ metric, role, goal: better, minimalEffect }) => ({
      metric,
      role,
      minimalEffect: percentOrNone(minimalEffect),
      ...(better != null && { better }),
    })),
    method: experiment.method,
    significance: percentOf(experiment.significance),
    plannedSample: experiment.plannedSamplePerVariant == null ? '' : String(experiment.plannedSamplePerVariant),
    isAa: experiment.isAa,
  };
}

const percentOrNone = (share: number | null | undefined): string => (share == null ? '' : percentOf(share));

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
    if (variant.key.trim() === '') problems[`variants.${at}.key`] = 'Give it a key.';
    const { kept } = variant;
    const weight = kept?.weight != null && variant.weight === percentOf(kept.weight) ? kept.weight : shareOf(variant.weight);
    if (weight === null) problems[`variants.${at}.weight`] = '0 to 100';
    const value = kept !== undefined && variant.value === textOf(kept.value) ? read(kept.value) : valueOf(variant.value, draft.valueType);
    if (!value.ok) problems[`variants.${at}.value`] = value.problem;
    const { value: _, ...others } = kept ?? {};
    return {
      ...others,
      key: variant.key.trim(),
      weight: weight ?? 0,
      ...(value.ok && value.value !== null && { value: value.value }),
    };
  });
  const sum = variants.reduce((total, { weight }) => total + weight, 0);
  if (!Object.keys(problems).some((path) => path.endsWith('weight')) && Math.abs(sum - 1) > 0.001)
    problems['variants'] = `The weights sum to ${percentOf(sum)} %; they have to sum to 100 %.`;
  const allocation = shareOf(draft.allocation);
  if (allocation === null) problems['allocation'] = '0 to 100';
  const defaultValue = valueOf(draft.defaultValue, draft.valueType);
  if (!defaultValue.ok) problems['defaultValue'] = defaultValue.problem;
  const condition = jsonOf(draft.condition);
  if (condition === undefined) problems['condition'] = 'This is no JSON object.';
  const metrics = draft.metrics.map(({ metric, role, minimalEffect, better }, at) => {
    const effect = minimalEffect.trim() === '' ? null : shareOf(minimalEffect);
    if (effect === null && minimalEffect.trim() !== '') problems[`metrics.${at}.minimalEffect`] = '0 to 100, or nothing';
    return { metric, role, ...(effect !== null && { minimalEffect: effect }), ...(better != null && { goal: better }) };
  });
  const significance = shareOf(draft.significance);
  if (significance === null || significance < 0.0001 || significance > 0.5) problems['significance'] = '0.01 to 50';
  const planned = draft.plannedSample.trim() === '' ? null : Number(draft.plannedSample.trim());
  if (planned !== null && !(Number.isInteger(planned) && planned >= 1)) problems['plannedSample'] = 'A whole number, or nothing';
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
    },
  };
}

/** What of the values differs from those that the form began with; the rest stays as it is stored. */
export function changeOf(start: ExperimentDraft, { key: _, ...values }: ExperimentValues): Partial<Omit<ExperimentValues, 'key'>> {
  const before = readDraft(start);
  if (!before.ok) return values;
  const differs = ([field, value]: [string, unknown]): boolean =>
    JSON.stringify(value) !== JSON.stringify(before.value[field as keyof ExperimentValues]);
  return Object.fromEntries(Object.entries(values).filter(differs));
}

type Read = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

const read = (value: unknown): Read => ({ ok: true, value: value ?? null });

/** A value of a type from its text; null where there is none. */
function valueOf(text: string, type: FlagValueType): Read {
  const given = text.trim();
  if (given === '') return { ok: true, value: null };
  if (type === 'STRING') return { ok: true, value: text };
  if (type === 'BOOLEAN')
    return given === 'true' || given === 'false' ? { ok: true, value: given === 'true' } : { ok: false, problem: 'true or false' };
  if (type === 'JSON') {
    const value = jsonOf(given);
    return value === undefined ? { ok: false, problem: 'This is no JSON object.' } : { ok: true, value };
  }
  const number = Number(given);
  if (!Number.isFinite(number) || (type === 'INTEGER' && !Number.isInteger(number)))
    return { ok: false, problem: type === 'INTEGER' ? 'A whole number.' : 'A number.' };
  return { ok: true, value: number };
}

/** undefined: it is none; null: nothing was typed. */
function jsonOf(text: string): object | null | undefined {
  if (text.trim() === '') return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
