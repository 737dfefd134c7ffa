import type { Rule } from './read.ts';
import { alerts } from './rules/alerts.ts';
import { causes, drift, whyItChanged } from './rules/changes.ts';
import { evaluationRuns } from './rules/evaluation-runs.ts';
import { experiments } from './rules/experiments.ts';
import { arithmetic, clock, days, greeting, notThere, otherActs, signals } from './rules/general.ts';
import { insights, judges } from './rules/judges.ts';
import { lists } from './rules/lists.ts';
import { numbers } from './rules/numbers.ts';
import { bestModel, comparisons, quality } from './rules/quality.ts';
import { training } from './rules/training.ts';
import type { Plan, Reading } from './types.ts';

/** The first rule that fits decides. */
const rules: readonly Rule[] = [
  greeting,
  arithmetic,
  days,
  clock,
  alerts,
  judges,
  insights,
  evaluationRuns,
  otherActs,
  training,
  experiments,
  comparisons,
  signals,
  drift,
  notThere,
  whyItChanged,
  quality,
  bestModel,
  lists,
  causes,
  numbers,
];

/** The plan of the first rule that reads a text; null: none does. */
export function planByRules(reading: Reading): Plan | null {
  for (const rule of rules) {
    const plan = rule(reading);
    if (plan !== null) return plan;
  }
  return null;
}
