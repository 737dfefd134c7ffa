import type { Checked } from '../../../controls/form/form-state.ts';
import type { ExperimentMethod, ExperimentUnit, TrafficPlanInput } from '../../../graphql/generated/graphql.ts';
import type { ExperimentDraft } from '../experiment-form.ts';
import { listOf, percentOf, shareOf } from '../typed.ts';
import { jsonOf, variantDraft } from '../variant-form.ts';
import type { PlannerSearch } from './planner-view.ts';

export interface GoalDraft {
  readonly metric: string;
  /** In percent. */
  readonly change: string;
}

/** A plan while it is typed. Shares are in percent. */
export interface PlanDraft {
  readonly unit: ExperimentUnit;
  readonly environments: string;
  readonly channel: 'any' | 'widget' | 'chat';
  readonly goals: readonly GoalDraft[];
  readonly split: string;
  readonly share: string;
  /** Key; empty: none. */
  readonly layer: string;
  /** JSON; empty: none. */
  readonly condition: string;
  readonly level: string;
  readonly power: string;
  readonly method: ExperimentMethod;
}

export const maxGoals = 5;

const usual = { split: '50, 50', share: '100', level: '5', power: '80', change: '5' } as const;

/** The plan that an address names. */
export function draftOfSearch({
  unit,
  environment,
  channel,
  goal,
  change,
  split,
  share,
  layer,
  condition,
  level,
  power,
  looks,
}: PlannerSearch): PlanDraft {
  return {
    unit: unit ?? 'USER',
    environments: (environment ?? []).join(', '),
    channel: channel ?? 'any',
    goals: (goal ?? ['success_share']).map((metric, at) => ({ metric, change: change?.[at] ?? usual.change })),
    split: split ?? usual.split,
    share: share ?? usual.share,
    layer: layer ?? '',
    condition: condition ?? '',
    level: level ?? usual.level,
    power: power ?? usual.power,
    method: looks === 'once' ? 'FIXED' : 'SEQUENTIAL',
  };
}

/** The address of a plan, without what stands at its default. */
export function searchOfDraft(draft: PlanDraft): PlannerSearch {
  const { unit, environments, channel, goals, split, share, layer, condition, level, power, method } = draft;
  const unusual = (text: string, at: string): string | undefined => (text.trim() === '' || text.trim() === at ? undefined : text.trim());
  const named = listOf(environments);
  const isUsual = goals.length === 1 && goals[0]?.metric === 'success_share' && goals[0].change.trim() === usual.change;
  return {
    unit: unit === 'USER' ? undefined : unit,
    environment: named.length === 0 ? undefined : named,
    channel: channel === 'any' ? undefined : channel,
    goal: isUsual ? undefined : goals.map(({ metric }) => metric),
    change: isUsual ? undefined : goals.map(({ change }) => change.trim() || usual.change),
    split: unusual(split, usual.split),
    share: unusual(share, usual.share),
    layer: unusual(layer, ''),
    condition: unusual(condition, ''),
    level: unusual(level, usual.level),
    power: unusual(power, usual.power),
    looks: method === 'FIXED' ? 'once' : undefined,
  };
}

/** What the API takes of a plan, or what is wrong with it. */
export function readPlan(draft: PlanDraft): Checked<TrafficPlanInput> {
  const problems: Record<string, string> = {};
  const share = (field: string, text: string, says: string, isFit: (share: number) => boolean): number => {
    const read = shareOf(text);
    if (read === null || !isFit(read)) problems[field] = says;
    return read ?? 0;
  };
  const metrics = draft.goals.map(({ metric, change }, at) => {
    const effect = Number(change.replace('%', '').trim()) / 100;
    if (!(effect > 0 && effect <= 100)) problems[`goals.${at}.change`] = 'Above 0';
    if (draft.goals.findIndex((other) => other.metric === metric) < at) problems[`goals.${at}.metric`] = 'This one is there already.';
    return { metric, minimalEffect: effect };
  });
  const weights = listOf(draft.split).map((text) => shareOf(text) ?? 0);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (weights.length < 2 || weights.length > 20) problems['split'] = 'Two or more shares, such as 50, 50';
  else if (weights.some((weight) => weight <= 0)) problems['split'] = 'Each share is above 0.';
  else if (Math.abs(sum - 1) > 0.001) problems['split'] = `The shares sum to ${percentOf(sum)} %, not to 100 %.`;
  const significance = share('level', draft.level, '0.01 to 50', (level) => level >= 0.0001 && level <= 0.5);
  const power = share(
    'power',
    draft.power,
    'Above the significance, up to 99.9',
    (level) => level > significance && level >= 0.01 && level <= 0.999,
  );
  const allocation = share('share', draft.share, 'Above 0, up to 100', (level) => level >= 0.0001);
  const condition = jsonOf(draft.condition.trim());
  if (condition === undefined || (condition !== null && (typeof condition !== 'object' || Array.isArray(condition))))
    problems['condition'] = 'An object of JSON, such as {"plan": "pro"}';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      unit: draft.unit,
      environments: listOf(draft.environments),
      widget: draft.channel === 'any' ? null : draft.channel === 'widget',
      metrics,
      weights,
      allocation,
      significance,
      power,
      method: draft.method,
      layer: draft.layer.trim() === '' ? null : draft.layer.trim(),
      condition,
    },
  };
}

/** Shares that are as equal as two decimals let them be, and sum to 100. */
export function equalSplit(count: number): readonly string[] {
  const each = Math.floor(10_000 / count) / 100;
  return Array.from({ length: count }, (_, at) => String(at === 0 ? Number((100 - each * (count - 1)).toFixed(2)) : each));
}

/** The beginning of an experiment by a plan, `sample` units of each variant, in the part of the layer that is left. */
export function experimentOf(
  draft: PlanDraft,
  sample: number,
  layer: { readonly key: string; readonly start?: number | null; readonly end?: number | null } | null = null,
): Partial<ExperimentDraft> {
  return {
    ...(layer !== null && { layerKey: layer.key, layerStart: percentOf(layer.start ?? 0), layerEnd: percentOf(layer.end ?? 1) }),
    condition: draft.condition.trim(),
    unit: draft.unit,
    environments: draft.environments,
    variants: listOf(draft.split).map((weight, at) =>
      variantDraft(at === 0 ? 'control' : at === 1 ? 'treatment' : `variant-${at + 1}`, weight),
    ),
    allocation: draft.share,
    metrics: draft.goals.map(({ metric, change }) => ({ metric, role: 'GOAL' as const, better: 'METRIC' as const, minimalEffect: change })),
    method: draft.method,
    significance: draft.level,
    plannedSample: String(Math.ceil(sample)),
  };
}

/** The plan that an experiment under construction asks for. */
export function searchOfExperiment(draft: ExperimentDraft): PlannerSearch {
  const goals = draft.metrics
    .filter(({ role }) => role === 'GOAL')
    .slice(0, maxGoals)
    .map(({ metric, minimalEffect }) => ({ metric, change: minimalEffect || usual.change }));
  return searchOfDraft({
    unit: draft.unit,
    environments: draft.environments,
    channel: 'any',
    goals: goals.length === 0 ? [{ metric: 'success_share', change: usual.change }] : goals,
    split: draft.variants.map(({ weight }) => weight).join(', '),
    share: draft.ramp === 'none' ? draft.allocation : '100',
    layer: draft.layerKey.trim(),
    condition: draft.condition.trim(),
    level: draft.significance,
    power: usual.power,
    method: draft.method,
  });
}
