import type { StatisticProblem } from './answer.ts';
import type { Decision, Evidence, GoalEvidence } from './evidence.ts';
import { bare, digits, measure, plural, thousands } from './words.ts';

const kinds: Record<Evidence['kind'], string> = {
  FIXED: 'confidence interval',
  SEQUENTIAL: 'always-valid interval',
  BAYESIAN: 'credible interval',
};

/** A verdict in words: what the variant does to the goal that decided, its interval, and the verdict. */
export function sentenceOf(
  evidence: Evidence,
  { verdict, reasons, decisive, daysLeft }: Decision & { readonly daysLeft: number | null },
): string {
  const { variant, units } = evidence;
  const isOpen = verdict === 'NOT_DECISIVE' && !reasons.includes('GOALS_DISAGREE');
  const effect = decisive === null ? '' : effectIn(evidence, decisive, isOpen);
  switch (verdict) {
    case 'WON':
      return `${effect} It won.`;
    case 'LOST':
      return reasons.includes('GUARDRAIL_BREACHED') ? `${effect} This is worse than the guardrail allows: it lost.` : `${effect} It lost.`;
    case 'NO_RELEVANT_DIFFERENCE':
      return `${effect} There is no difference larger than ${minimalOf(decisive)}.`;
    case 'NOT_DECISIVE':
      return `${effect} ${undecided(evidence, reasons)}${daysLeft === null ? '.' : `: about ${plural(daysLeft, 'day')} more at this traffic.`}`.trim();
    case 'CANNOT_JUDGE':
      if (reasons.includes('SAMPLE_RATIO_MISMATCH'))
        return `Variant ${variant} can't be judged: ${thousands(units[0])} units of the base beside ${thousands(units[1])} do not fit the weights (p = ${(evidence.sampleRatioPValue ?? 0).toPrecision(2)}), so that something besides the variant differs.`;
      if (reasons.includes('NO_UNITS'))
        return `Variant ${variant} can't be judged: ${units[0] > 0 ? 'it has' : units[1] > 0 ? 'the base has' : 'both have'} no units yet.`;
      if (reasons.includes('NO_GOALS')) return `Variant ${variant} can't be judged: the experiment has no goal.`;
      return `Variant ${variant} can't be judged: no goal has numbers that can be compared${decisive?.problem == null ? '' : ` (${problems[decisive.problem]})`}.`;
  }
}

function undecided({ units, plannedUnits }: Evidence, reasons: Decision['reasons']): string {
  if (reasons.includes('GOALS_DISAGREE')) return 'Another goal is better, so that the goals disagree, and a person decides';
  if (reasons.includes('PLANNED_SAMPLE_NOT_REACHED') && plannedUnits === null)
    return 'Not decisive: the test is read once, at a planned number of units, and none is planned; plan one, or choose the sequential method';
  if (reasons.includes('PLANNED_SAMPLE_NOT_REACHED'))
    return `Not decisive yet (${thousands(units[0] + units[1])} of ${thousands(plannedUnits ?? 0)} planned units, and the test is read once, at the end)`;
  return reasons.includes('TOO_FEW_UNITS') ? 'Too few units for a verdict' : 'Not decisive yet';
}

const problems: Record<StatisticProblem, string> = {
  NO_UNITS: 'a variant has no unit',
  TOO_FEW_UNITS: 'too few units have a value',
  NO_VARIANCE: 'all units have the same value',
  ALL_TIED: 'all values are equal',
  BASE_IS_ZERO: 'the base is 0',
  DENOMINATOR_IS_ZERO: 'what it is divided by is 0',
  NOT_A_NUMBER: 'a value is too large to be added up',
  NEGATIVE_COUNT: 'a count is below 0',
  NOT_A_COUNT: 'a count is not whole',
  MORE_SUCCESSES_THAN_UNITS: 'there are more successes than units',
  BAD_WEIGHTS: 'a weight is 0',
  BAD_LEVEL: 'the level is not between 0 and 1',
};

/**
 * "Variant b raises success by 3.1 points (95 % always-valid interval 1.2 to 5.0)." Where nothing is decided, what was seen and not what the
 * variant does: "So far success is 3.1 points higher with variant b (…)."
 */
function effectIn(
  { variant, kind, alpha }: Evidence,
  { name, role, unit, effect, interval, isAdjusted = false }: GoalEvidence,
  isOpen: boolean,
): string {
  if (effect === null || interval === null) return '';
  const act = effect > 0 ? 'raises' : effect < 0 ? 'lowers' : 'leaves';
  const amount = effect === 0 ? 'unchanged' : `by ${measure(Math.abs(effect), unit)}`;
  const level = `${digits(100 * (1 - alpha), 4)} % ${kinds[role === 'GUARDRAIL' && kind === 'FIXED' ? 'SEQUENTIAL' : kind]}`;
  const range = Number.isFinite(interval.low)
    ? Number.isFinite(interval.high)
      ? `${bare(interval.low, unit)} to ${measure(interval.high, unit)}`
      : `from ${measure(interval.low, unit)} upwards`
    : `up to ${measure(interval.high, unit)}`;
  const shown = `(${level} ${range}${isAdjusted ? ', adjusted by the days before' : ''}).`;
  if (!isOpen) return `Variant ${variant} ${act} ${name} ${amount} ${shown}`;
  const stands = effect === 0 ? 'the same' : `${measure(Math.abs(effect), unit)} ${effect > 0 ? 'higher' : 'lower'}`;
  return `So far ${name} is ${stands} with variant ${variant} ${shown}`;
}

const minimalOf = (goal: GoalEvidence | null): string => (goal?.minimalEffect == null ? '0' : measure(goal.minimalEffect, goal.unit));
