import { meets } from './condition.ts';

export type Attributes = Readonly<Record<string, unknown>>;

/** A flag of the payload of `/api/features/<key>`. */
export interface Feature {
  readonly defaultValue: unknown;
  readonly rules?: readonly Rule[];
}

interface Rule {
  readonly force?: unknown;
  readonly range?: readonly [number, number];
  readonly condition?: Readonly<Record<string, unknown>>;
  readonly filters?: readonly {
    readonly seed: string;
    readonly ranges: readonly (readonly [number, number])[];
    readonly attribute: string;
  }[];
  readonly hashAttribute?: string;
  readonly seed?: string;
  readonly phase?: string;
  readonly variations?: readonly unknown[];
  readonly weights?: readonly number[];
  readonly coverage?: number;
  readonly meta?: readonly { readonly key: string }[];
}

export interface Assigned {
  readonly value: unknown;
  /** null: the unit is outside, or every unit gets the same. */
  readonly variant: string | null;
  readonly unitId: string;
  readonly phase: number | null;
}

function fnv(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Where a unit lies, 0 to 0.9999: the documented hash, the same as the server's. */
export const bucket = (seed: string, unitId: string): number => (fnv(String(fnv(seed + unitId))) % 10_000) / 10_000;

/** What a unit gets of a feature: no call, no state, the same as `POST /api/assign` answers. */
export function assign(feature: Feature, id: string, attributes: Attributes): Assigned {
  const unitFor = (name = 'id'): string => {
    const named = name === 'id' ? id : attributes[name];
    return named ? String(named) : id;
  };
  const outside = { value: feature.defaultValue, variant: null, unitId: id, phase: null };
  // The others are for those who name no unit of the first, which `unitFor` does.
  const rule = feature.rules?.[0];
  if (rule === undefined) return outside;
  const unitId = unitFor(rule.hashAttribute);
  if (rule.condition && !meets({ id: unitId, ...attributes }, rule.condition)) return outside;
  for (const { seed, ranges, attribute } of rule.filters ?? []) {
    const place = bucket(seed, unitFor(attribute));
    if (!ranges.some(([start, end]) => place >= start && place < end)) return outside;
  }
  const place = bucket(rule.seed ?? '', unitId);
  if ('force' in rule) {
    const { range } = rule;
    return range && (place < range[0] || place >= range[1]) ? outside : { ...outside, value: rule.force, unitId };
  }
  let before = 0;
  for (const [at, weight] of (rule.weights ?? []).entries()) {
    if (place >= before && place < before + weight * (rule.coverage ?? 1))
      return { value: rule.variations?.[at], variant: rule.meta?.[at]?.key ?? null, unitId, phase: Number(rule.phase) };
    before += weight;
  }
  return outside;
}
