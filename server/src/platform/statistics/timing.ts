import { answer, isLevel, noAnswer, type Answer } from './answer.ts';
import { chiSquareTails } from './distributions/gamma.ts';
import { normalTails } from './distributions/normal.ts';
import type { Effect } from './effect.ts';

export interface Novelty {
  /** The mean effect of the first days, and of those after, weighted by how exactly each day is known. */
  readonly early: number;
  readonly late: number;
  /** Two-sided, that the two are the same. */
  readonly pValue: number;
  /** FADING: the effect becomes smaller with time, as of a novelty; GROWING: larger; STEADY: nothing shows that it changes. */
  readonly trend: 'STEADY' | 'FADING' | 'GROWING';
}

/**
 * Whether an effect changes with the days since a unit's first exposure (index 0 is the first day): the first `earlyDays` against those
 * after, each the inverse-variance mean of its days. Days of one unit are taken as independent, so that the test is a warning and no verdict.
 */
export function noveltyOf(byDay: readonly (Effect | null)[], earlyDays = 3, alpha = 0.01): Answer<Novelty> {
  if (!isLevel(alpha) || !(earlyDays >= 1)) return noAnswer('BAD_LEVEL');
  const [early, late] = [pooledOf(byDay.slice(0, earlyDays)), pooledOf(byDay.slice(earlyDays))];
  if (early === null || late === null) return noAnswer('TOO_FEW_UNITS');
  const z = (late.value - early.value) / Math.sqrt(early.variance + late.variance);
  const pValue = Math.min(1, 2 * normalTails(Math.abs(z)).above);
  const trend = pValue >= alpha ? 'STEADY' : Math.abs(late.value) < Math.abs(early.value) ? 'FADING' : 'GROWING';
  return answer({ early: early.value, late: late.value, pValue, trend });
}

export interface Evenness {
  /** Cochran's Q: how far the effects lie apart beside their own errors. */
  readonly q: number;
  readonly freedom: number;
  readonly pValue: number;
  /** I², 0 to 1: the part of the spread that chance does not explain. */
  readonly unevenShare: number;
  readonly isUneven: boolean;
}

/** Whether the effect is the same in all parts of the data, such as days of the week or segments: Cochran's Q (1954) with I² (Higgins 2003). */
export function evennessOf(parts: readonly (Pooled | null)[], alpha = 0.01): Answer<Evenness> {
  if (!isLevel(alpha)) return noAnswer('BAD_LEVEL');
  const known = parts.filter((part) => part !== null);
  const pooled = pooledOf(known);
  if (pooled === null || known.length < 2) return noAnswer('TOO_FEW_UNITS');
  const q = known.reduce((sum, { value, variance }) => sum + (value - pooled.value) ** 2 / variance, 0);
  const freedom = known.length - 1;
  const pValue = chiSquareTails(q, freedom).above;
  return answer({ q, freedom, pValue, unevenShare: q > freedom ? 1 - freedom / q : 0, isUneven: pValue < alpha });
}

/** An effect with its variance. */
export type Pooled = Pick<Effect, 'value' | 'variance'>;

/** The inverse-variance mean of effects; null: none is known. */
export function pooledOf(effects: readonly (Pooled | null)[]): Pooled | null {
  const known = effects.filter((effect) => effect !== null && effect.variance > 0) as Pooled[];
  const precision = known.reduce((sum, { variance }) => sum + 1 / variance, 0);
  if (precision === 0 || !Number.isFinite(precision)) return null;
  return { value: known.reduce((sum, { value, variance }) => sum + value / variance, 0) / precision, variance: 1 / precision };
}
