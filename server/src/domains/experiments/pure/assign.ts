import { bucketOf, bucketRanges, isWithin, seedState, type Range } from './hash.ts';
import { meetsCondition } from './condition.ts';
import type { AssignmentReason, Definition, ExperimentKind, ExperimentState, ExperimentUnit, FlagValueType, Json } from '../types.ts';

/** All that decides which variant a unit gets. */
export interface AssignedBy extends Pick<
  Definition,
  'unit' | 'valueType' | 'defaultValue' | 'variants' | 'allocation' | 'targeting' | 'layer'
> {
  readonly key: string;
  readonly kind: ExperimentKind;
  readonly state: ExperimentState;
  readonly isEnabled: boolean;
  readonly phase: number;
  readonly seed: string;
  readonly shippedVariant: string | null;
}

/** The same, laid out so that an assignment computes nothing twice. */
export interface Flag {
  readonly key: string;
  readonly unit: ExperimentUnit;
  readonly valueType: FlagValueType;
  readonly phase: number;
  readonly defaultValue: Json;
  readonly isServed: boolean;
  readonly shipped: Choice | null;
  readonly variants: readonly Choice[];
  readonly ranges: readonly Range[];
  readonly state: number;
  readonly layer: { readonly state: number; readonly range: Range } | null;
  readonly condition: { readonly [name: string]: Json } | null;
  /** null: everyone may be in. */
  readonly cohort: Members | null;
  readonly overrides: ReadonlyMap<string, Choice>;
  /** Whether every unit gets the one variant. */
  readonly isStatic: boolean;
}

/** Users who may be in. */
export interface Members {
  readonly has: (userId: string) => boolean;
}

interface Choice {
  readonly key: string;
  readonly value: Json;
}

export interface Assignment {
  /** null: the unit is outside, and has the default value. */
  readonly variant: string | null;
  /** null: none, the application keeps its own. */
  readonly value: Json;
  readonly reason: AssignmentReason;
  readonly phase: number;
}

const noOverrides: ReadonlyMap<string, string> = new Map();
const nobody: Members = { has: () => false };

/** `cohort`: the members of the one that the targeting names. */
export function flagOf(by: AssignedBy, overrides: ReadonlyMap<string, string> = noOverrides, cohort: Members | null = null): Flag {
  const variants = by.variants.map(({ key, value }) => ({ key, value }));
  const variantOf = (key: string | null): Choice | null => variants.find((one) => one.key === key) ?? null;
  const forced = [...overrides].flatMap(([unitId, key]) => {
    const variant = variantOf(key);
    return variant === null ? [] : [[unitId, variant] as const];
  });
  const condition = conditionOf(by);
  return {
    key: by.key,
    unit: by.unit,
    valueType: by.valueType,
    phase: by.phase,
    defaultValue: by.defaultValue,
    isServed: by.isEnabled && (by.state === 'RUNNING' || by.shippedVariant !== null),
    shipped: variantOf(by.shippedVariant),
    variants,
    ranges: bucketRanges(
      by.variants.map(({ weight }) => weight),
      by.allocation,
    ),
    state: seedState(by.seed),
    layer: by.layer === null ? null : { state: seedState(by.layer.key), range: [by.layer.start, by.layer.end] },
    condition,
    cohort: by.targeting.cohort === undefined ? null : (cohort ?? nobody),
    overrides: new Map(forced),
    isStatic: variants.length === 1 && by.allocation >= 1 && condition === null && by.layer === null && by.targeting.cohort === undefined,
  };
}

/** All that targeting asks of the attributes, as one condition; null: nothing. */
export function conditionOf({ targeting: { condition, environments, channels } }: Pick<AssignedBy, 'targeting'>): {
  readonly [name: string]: Json;
} | null {
  const parts: { readonly [name: string]: Json }[] = [];
  if (environments.length > 0) parts.push({ environment: { $in: environments } });
  if (channels.length > 0) parts.push({ channel: { $in: channels } });
  if (condition !== null && Object.keys(condition).length > 0) parts.push(condition);
  return parts.length > 1 ? { $and: parts } : (parts[0] ?? null);
}

/** The attribute that names the unit, where it is not the one that was asked for. */
export const unitAttributes = { USER: 'id', SESSION: 'sessionId', CONVERSATION: 'conversationId', REQUEST: 'requestId' } as const;

/**
 * The unit that a flag counts by: the session, conversation or request that the attributes name by a text or a number, else the id that was
 * given. It is hashed as it stands there, as SDKs do in the page; what is stored of it has no spaces around it.
 */
export function unitOf({ unit }: Pick<Flag, 'unit'>, unitId: string, attributes: Attributes): string {
  if (unit === 'USER') return unitId;
  const named = attributes[unitAttributes[unit]];
  return named ? String(named) : unitId;
}

/** Whether an assignment looks at the unit at all. */
export const needsUnit = ({ isServed, shipped, isStatic }: Flag): boolean => isServed && shipped === null && !isStatic;

export type Attributes = { readonly [name: string]: Json };

/** The variant of a unit: the same for the same definition, wherever it is computed. No state, no I/O. */
export function assign(flag: Flag, givenId: string, attributes: Attributes): Assignment {
  const { phase, defaultValue: value } = flag;
  if (!flag.isServed) return { variant: null, value, reason: 'DISABLED', phase };
  if (flag.shipped !== null) return { variant: flag.shipped.key, value: flag.shipped.value, reason: 'STATIC', phase };
  const unitId = unitOf(flag, givenId, attributes);
  const forced = flag.overrides.size === 0 ? undefined : flag.overrides.get(unitId.trim());
  if (forced !== undefined) return { variant: forced.key, value: forced.value, reason: 'TARGETING_MATCH', phase };
  const chosen = isMeant(flag, { unitId, givenId, attributes }) ? variantAt(flag, bucketOf(flag.state, unitId)) : undefined;
  if (chosen === undefined) return { variant: null, value, reason: 'DEFAULT', phase };
  return { variant: chosen.key, value: chosen.value, reason: flag.isStatic ? 'STATIC' : 'SPLIT', phase };
}

/** Whether targeting and the layer let a unit in. */
const isMeant = (
  { condition, layer, cohort }: Flag,
  { unitId, givenId, attributes }: { readonly unitId: string; readonly givenId: string; readonly attributes: Attributes },
): boolean =>
  (condition === null || meetsCondition({ id: unitId, ...attributes }, condition)) &&
  (layer === null || isWithin(bucketOf(layer.state, unitId), layer.range)) &&
  (cohort === null || cohort.has(userOf(givenId, attributes).trim()));

/** The user of a unit: the one that the attributes name, else the id that was given. */
function userOf(givenId: string, { userId }: Attributes): string {
  return typeof userId === 'string' && userId !== '' ? userId : givenId;
}

function variantAt({ ranges, variants }: Flag, bucket: number): Choice | undefined {
  for (let at = 0; at < ranges.length; at += 1) {
    const range = ranges[at];
    if (range !== undefined && isWithin(bucket, range)) return variants[at];
  }
  return undefined;
}
