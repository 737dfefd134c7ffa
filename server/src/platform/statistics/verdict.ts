import type { Decision, Evidence, GoalEvidence, Judgment, VerdictReason } from './evidence.ts';
import { daysLeft, type Progress } from './progress.ts';
import { sentenceOf } from './sentence.ts';
import { sampleRatioThreshold } from './split.ts';

/** Units of a variant below which nothing is decided, whatever the intervals show: one user more or less would change them. */
export const usualFewest = 50;

export type Standing = 'BETTER' | 'WORSE' | 'WITHIN' | 'OPEN' | 'UNKNOWN';

/** How a goal stands, by its interval alone. A guardrail is WORSE where its whole interval is beyond the minimal effect on the bad side. */
export function standingOf({ role, better, interval, minimalEffect }: GoalEvidence): Standing {
  if (interval === null || Number.isNaN(interval.low + interval.high)) return 'UNKNOWN';
  // As gains: more is better.
  const { low, high } = better === 'MORE' ? interval : { low: -interval.high, high: -interval.low };
  const minimal = minimalEffect ?? 0;
  if (role === 'GUARDRAIL') return high < -minimal ? 'WORSE' : 'OPEN';
  if (low > 0) return minimal > 0 && high < minimal ? 'WITHIN' : 'BETTER';
  if (high < 0) return minimal > 0 && low > -minimal ? 'WITHIN' : 'WORSE';
  return minimal > 0 && low > -minimal && high < minimal ? 'WITHIN' : 'OPEN';
}

/** What the evidence says of a variant beside the base: one verdict, why, and one sentence. The same evidence gives the same. */
export function judge(evidence: Evidence): Judgment {
  const { verdict, reasons, decisive } = decide(evidence);
  const isUnplanned = reasons.includes('PLANNED_SAMPLE_NOT_REACHED') && evidence.plannedUnits === null;
  const left = verdict === 'NOT_DECISIVE' && !reasons.includes('GOALS_DISAGREE') && !isUnplanned ? daysLeft(progressOf(evidence)) : null;
  return { verdict, reasons, daysLeft: left, sentence: sentenceOf(evidence, { verdict, reasons, decisive, daysLeft: left }) };
}

function decide({ kind, sampleRatioPValue, units, plannedUnits, needsPlan = false, goals, fewestUnits = usualFewest }: Evidence): Decision {
  const blocked = (reason: VerdictReason): Decision => ({ verdict: 'CANNOT_JUDGE', reasons: [reason], decisive: null });
  if (!units.every((count) => count > 0)) return blocked('NO_UNITS');
  if (sampleRatioPValue !== null && sampleRatioPValue < sampleRatioThreshold) return blocked('SAMPLE_RATIO_MISMATCH');
  const judged = goals.map((goal) => ({ goal, standing: standingOf(goal) }));
  const first = (standing: Standing, role: GoalEvidence['role']): GoalEvidence | null =>
    judged.find((one) => one.standing === standing && one.goal.role === role)?.goal ?? null;
  // A guardrail is tested at every look, and needs no goal beside it.
  const hasFew = Math.min(...units) < fewestUnits;
  const breached = first('WORSE', 'GUARDRAIL');
  if (breached !== null && !hasFew) return { verdict: 'LOST', reasons: ['GUARDRAIL_BREACHED'], decisive: breached };
  const main = judged.filter(({ goal }) => goal.role === 'GOAL');
  if (main.length === 0) return blocked('NO_GOALS');
  if (main.every(({ standing }) => standing === 'UNKNOWN')) return { ...blocked('NO_NUMBERS'), decisive: main[0]?.goal ?? null };
  const open = main.find(({ standing }) => standing === 'OPEN')?.goal ?? main[0]?.goal ?? null;
  const undecided = (reason: VerdictReason, decisive: GoalEvidence | null = open): Decision => ({
    verdict: 'NOT_DECISIVE',
    reasons: [reason],
    decisive,
  });
  const all = units[0] + units[1];
  if (hasFew) return undecided('TOO_FEW_UNITS');
  if (kind === 'FIXED' && (plannedUnits === null ? needsPlan : all < plannedUnits))
    return undecided('PLANNED_SAMPLE_NOT_REACHED', main[0]?.goal ?? null);
  const [better, worse] = [first('BETTER', 'GOAL'), first('WORSE', 'GOAL')];
  if (better !== null && worse !== null) return undecided('GOALS_DISAGREE', worse);
  if (better !== null) return { verdict: 'WON', reasons: ['GOAL_BETTER'], decisive: better };
  if (worse !== null) return { verdict: 'LOST', reasons: ['GOAL_WORSE'], decisive: worse };
  if (main.every(({ standing }) => standing === 'WITHIN'))
    return { verdict: 'NO_RELEVANT_DIFFERENCE', reasons: ['WITHIN_MINIMAL_EFFECT'], decisive: main[0]?.goal ?? null };
  return undecided('INTERVAL_HOLDS_ZERO');
}

/** What the time left is estimated from: the open goal whose interval is widest beside what it has to show. */
function progressOf({ kind, alpha, units, plannedUnits, unitsPerDay, tuning, goals }: Evidence): Progress {
  return {
    isSequential: kind === 'SEQUENTIAL',
    alpha,
    units: units[0] + units[1],
    plannedUnits,
    unitsPerDay,
    tuning: tuning ?? plannedUnits ?? undefined,
    goals: goals.flatMap(({ role, effect, interval, minimalEffect }) =>
      role === 'GOAL' && effect !== null && interval !== null ? [{ effect, half: (interval.high - interval.low) / 2, minimalEffect }] : [],
    ),
  };
}
