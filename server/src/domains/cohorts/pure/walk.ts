import { isDeepStrictEqual } from 'node:util';
import type { CohortRule } from '../types.ts';

export type Leaf = Exclude<CohortRule, { readonly all: unknown } | { readonly any: unknown } | { readonly not: unknown }>;

/** Every condition in a rule that is not made of others. */
export function leavesOf(rule: CohortRule): readonly Leaf[] {
  if ('all' in rule) return rule.all.flatMap(leavesOf);
  if ('any' in rule) return rule.any.flatMap(leavesOf);
  return 'not' in rule ? leavesOf(rule.not) : [rule];
}

/** Keys of the experiments that a rule names. */
export const experimentsOf = (rule: CohortRule): string[] => [
  ...new Set(leavesOf(rule).flatMap((leaf) => ('exposure' in leaf ? [leaf.exposure.experiment] : []))),
];

/** The same rule with each list of users changed. */
export function withUsers(rule: CohortRule, change: (users: readonly string[]) => readonly string[]): CohortRule {
  if ('all' in rule) return { all: rule.all.map((one) => withUsers(one, change)) };
  if ('any' in rule) return { any: rule.any.map((one) => withUsers(one, change)) };
  if ('not' in rule) return { not: withUsers(rule.not, change) };
  return 'users' in rule ? { users: change(rule.users) } : rule;
}

/** Whether two rules are written alike. */
export const isSameRule = (one: CohortRule, other: CohortRule): boolean => isDeepStrictEqual(one, other);
