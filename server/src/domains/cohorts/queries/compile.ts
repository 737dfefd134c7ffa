import { join, sql, type Sql } from '../../../platform/store/sql.ts';
import { listed, setOfLeaf } from './leaves.ts';
import type { CompileContext, UserSet } from './sets.ts';
import type { CohortRule } from '../types.ts';

/**
 * Which users a rule is met by, as one statement of ClickHouse that gives `user_id`, each once. Values enter as parameters only.
 *
 * All users are read where the rule says nothing but who is out: "not on the plan free". Else a set is narrowed by others.
 */
export function membersOf(rule: CohortRule, context: CompileContext): Sql {
  const { of, isComplement } = setOf(rule, context);
  if (!isComplement) return of;
  const everyUser = context.only === undefined ? context.everyUser : listed(context.only);
  return sql`SELECT user_id FROM (${everyUser}) WHERE user_id NOT IN (${of})`;
}

function setOf(rule: CohortRule, context: CompileContext): UserSet {
  if ('not' in rule) {
    const { of, isComplement } = setOf(rule.not, context);
    return { of, isComplement: !isComplement };
  }
  if ('all' in rule) return within(rule.all.map((one) => setOf(one, context)));
  // By De Morgan: who meets any is all but those who meet none.
  if ('any' in rule) {
    const { of, isComplement } = within(rule.any.map((one) => setOf(one, context)).map(complement));
    return { of, isComplement: !isComplement };
  }
  return setOfLeaf(rule, context);
}

const complement = ({ of, isComplement }: UserSet): UserSet => ({ of, isComplement: !isComplement });

/** Those who are in every set; of no set, everyone. */
function within(sets: readonly UserSet[]): UserSet {
  const [included, excluded] = [sets.filter(({ isComplement }) => !isComplement), sets.filter(({ isComplement }) => isComplement)];
  const [first, ...others] = included;
  if (first === undefined) return { of: unionOf(excluded), isComplement: true };
  const conditions = [...others.map(({ of }) => sql`user_id IN (${of})`), ...excluded.map(({ of }) => sql`user_id NOT IN (${of})`)];
  if (conditions.length === 0) return first;
  return { of: sql`SELECT user_id FROM (${first.of}) WHERE ${join(conditions, ' AND ')}`, isComplement: false };
}

function unionOf(sets: readonly UserSet[]): Sql {
  const [only, ...others] = sets;
  if (only === undefined) return listed([]);
  if (others.length === 0) return only.of;
  return sql`SELECT DISTINCT user_id FROM (${join(
    sets.map(({ of }) => of),
    ' UNION ALL ',
  )})`;
}
