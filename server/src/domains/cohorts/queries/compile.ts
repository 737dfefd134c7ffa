import { join, sql, type Sql } from '../../../platform/store/sql.ts';
import { listed, setOfLeaf } from './leaves.ts';
import type { CompileContext, UserSet } from './sets.ts';
import type { CohortRule } from '../types.ts';

/**
 * Which users a rule is met by, as one statement of ClickHouse that gives `user_id`, each once. Values enter as parameters only.
 *
 * All users are read where the rule says nothing but who is out: "not on the plan free". Else a set is narrowed by others, those by messages last.
 */
export function membersOf(rule: CohortRule, context: CompileContext): Sql {
  const { of, isComplement } = setOf(rule, context);
  return isComplement ? sql`SELECT user_id FROM (${everyUserOf(context)}) WHERE user_id NOT IN (${of})` : of;
}

/** How many users that gives, as one row of the column `count`: where the rule says who is out, all users less those. */
export function countOf(rule: CohortRule, context: CompileContext): Sql {
  const { of, rows = of, isComplement, isKnown } = setOf(rule, context);
  if (!isComplement) return sql`SELECT toInt64(count()) AS count FROM (${rows})`;
  const everyUser = everyUserOf(context);
  const out = isKnown ? rows : sql`SELECT user_id FROM (${of}) WHERE user_id IN (${everyUser})`;
  return sql`SELECT sum(one) AS count FROM (
    SELECT toInt64(count()) AS one FROM (${everyUser}) UNION ALL SELECT -toInt64(count()) AS one FROM (${out}))`;
}

const everyUserOf = ({ only, everyUser }: CompileContext): Sql => (only === undefined ? everyUser : listed(only));

function setOf(rule: CohortRule, context: CompileContext): UserSet {
  if ('not' in rule) return complement(setOf(rule.not, context));
  if ('all' in rule) return within(rule.all.map((one) => setOf(one, context)));
  // By De Morgan: who meets any is all but those who meet none.
  if ('any' in rule) return complement(within(rule.any.map((one) => complement(setOf(one, context)))));
  return setOfLeaf(rule, context);
}

const complement = (set: UserSet): UserSet => ({ ...set, isComplement: !set.isComplement });

/** Those who are in every set; of no set, everyone. What messages say comes last, of those alone who are left. */
function within(sets: readonly UserSet[]): UserSet {
  const [included, excluded] = [sets.filter(({ isComplement }) => !isComplement), sets.filter(({ isComplement }) => isComplement)];
  const [first, ...others] = included.toSorted((one, other) => Number(one.among !== undefined) - Number(other.among !== undefined));
  if (first === undefined) return { of: unionOf(excluded), isComplement: true, isKnown: excluded.every(({ isKnown }) => isKnown) };
  const whole = others.filter(({ among }) => among === undefined);
  const conditions = [...whole.map(({ of }) => sql`user_id IN (${of})`), ...excluded.map(({ of }) => sql`user_id NOT IN (${of})`)];
  const isKnown = included.some((one) => one.isKnown);
  const left: UserSet =
    conditions.length === 0
      ? { ...first, isKnown }
      : { of: sql`SELECT user_id FROM (${first.of}) WHERE ${join(conditions, ' AND ')}`, isComplement: false, isKnown };
  return others.reduce((held, { among }) => (among === undefined ? held : { ...among(held.of), isKnown }), left);
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
